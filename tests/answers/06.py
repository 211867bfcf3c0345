# Right and wrong answers to set 06. Each block runs after the given cells of the notebook.

# ---- Q1: who is free to speak ----------------------------------------------------------------

# %% q1 right: typed
not_free = "Q077"

# %% q1 right: small letter, a space
not_free = " q077"

# %% q1 right: picked by the column that says it
not_free = voices[voices["captive_speech"] == "yes"]["frame"].iloc[0]

# %% q1 right: by query and item
not_free = voices.query("side == 'prisoner'")["frame"].item()

# %% q1 wrong: the sergeant who still serves
# hint: He serves in the army
not_free = "Q087"

# %% q1 wrong: the loudspeaker
# hint: He left long ago
not_free = "Q096"

# %% q1 wrong: the one who speaks of prisoners
# hint: He speaks about prisoners
not_free = "Q080"

# %% q1 wrong: the example
# hint: That key is only the example
not_free = "Q001"

# %% q1 wrong: the flag
# hint: That is what the ledger says
not_free = "yes"

# %% q1 wrong: the speaker
# hint: Read the column
not_free = voices[voices["side"] == "prisoner"]["speaker"].iloc[0]

# %% q1 wrong: still a column
# hint: The right row, but
not_free = voices[voices["side"] == "prisoner"]["frame"]

# ---- Q2: a plan ------------------------------------------------------------------------------

# %% q2 right: typed
the_plan = "F678"

# %% q2 right: by its measure
the_plan = drafted[drafted["measure"] == "rate"]["figure"].iloc[0]

# %% q2 right: by its side
the_plan = drafted.loc[drafted["claimant"] == "Junta", "figure"].item()

# %% q2 wrong: at the schools
# hint: The same number, but said of young men
the_plan = "F693"

# %% q2 wrong: at the front
# hint: The same number, but said of men
the_plan = "F698"

# %% q2 wrong: trained already
# hint: These have finished
the_plan = "F730"

# %% q2 wrong: one state
# hint: These were drafted
the_plan = "F717"

# %% q2 wrong: the measure
# hint: That is its measure
the_plan = "rate"

# %% q2 wrong: a number
# hint: A text is asked for
the_plan = 5000

# ---- Q3: a share -----------------------------------------------------------------------------

# %% q3 right: two steps
ero = prisoners[prisoners["side"] == "ero"]
owed_share = (ero["code"] == "rights_holder").mean()

# %% q3 right: counted and divided
ero = prisoners.query("side == 'ero'")
owed_share = len(ero[ero["code"] == "rights_holder"]) / len(ero)

# %% q3 right: a normalised count
owed_share = prisoners[prisoners["side"] == "ero"]["code"].value_counts(normalize=True)[
    "rights_holder"
]

# %% q3 right: a crosstab with shares
shares = pd.crosstab(prisoners["side"], prisoners["code"], normalize="index")
owed_share = shares.loc["ero", "rights_holder"]

# %% q3 right: rounded
owed_share = round(p.owed, 3)

# %% q3 wrong: how many
# hint: That is how many. A share
owed_share = ((prisoners["side"] == "ero") & (prisoners["code"] == "rights_holder")).sum()

# %% q3 wrong: among all
# hint: That is the share among all speakers
owed_share = (prisoners["code"] == "rights_holder").mean()

# %% q3 wrong: divided by the code
# hint: You divided by the statements with that code
owed_share = (prisoners[prisoners["code"] == "rights_holder"]["side"] == "ero").mean()

# %% q3 wrong: divided by everything
# hint: You divided by all statements
owed_share = ((prisoners["side"] == "ero") & (prisoners["code"] == "rights_holder")).mean()

# %% q3 wrong: percent
# hint: That is in percent
owed_share = 100 * p.owed

# %% q3 wrong: the statements of the side
# hint: That is how many statements
owed_share = len(prisoners[prisoners["side"] == "ero"])

# %% q3 wrong: True and False
# hint: One number is asked for
owed_share = prisoners[prisoners["side"] == "ero"]["code"] == "rights_holder"

# %% q3 wrong: another side
# hint: Keep the rows of one side
owed_share = (prisoners[prisoners["side"] == "junta"]["code"] == "rights_holder").mean()

# ---- Q4: shuffles ----------------------------------------------------------------------------

# %% q4 right: as in the lesson
junta, left = leavers["side"] == "junta", leavers["side"] == "defector"
real = leavers[junta]["negative"].mean() - leavers[left]["negative"].mean()
found = []
for number in range(1000):
    dealt = leavers["negative"].sample(frac=1, random_state=number).reset_index(drop=True)
    found.append(dealt[junta].mean() - dealt[left].mean())
as_large = (pd.Series(found) >= real - 0.000001).mean()

# %% q4 right: the sides are shuffled instead
real = harsh["junta"] - harsh["defector"]
count = 0
for number in range(1000):
    side = leavers["side"].sample(frac=1, random_state=number).reset_index(drop=True)
    means = leavers["negative"].groupby(side).mean()
    count = count + (round(means["junta"] - means["defector"], 3) >= round(real, 3))
as_large = count / 1000

# %% q4 right: with NumPy's own shuffle, other seeds
source = np.random.default_rng(1)
values = leavers["negative"].to_numpy().astype(float)
is_junta = (leavers["side"] == "junta").to_numpy()
real = values[is_junta].mean() - values[~is_junta].mean()
drawn = [source.permutation(values) for _ in range(1000)]
as_large = np.mean([d[is_junta].mean() - d[~is_junta].mean() >= real - 1e-9 for d in drawn])

# %% q4 wrong: the difference
# hint: That is the real difference
as_large = harsh["junta"] - harsh["defector"]

# %% q4 wrong: the other share
# hint: That is the share of shuffles that stay below
as_large = 1 - 0.112

# %% q4 wrong: a count
# hint: That is how many shuffles
as_large = 112

# %% q4 wrong: percent
# hint: That is in percent
as_large = 11.2

# %% q4 wrong: nothing was shuffled, for the index came back
# hint: Always?
junta, left = leavers["side"] == "junta", leavers["side"] == "defector"
real = leavers[junta]["negative"].mean() - leavers[left]["negative"].mean()
found = []
for number in range(50):
    dealt = leavers["negative"].sample(frac=1, random_state=number).sort_index()
    found.append(dealt[junta].mean() - dealt[left].mean())
as_large = (pd.Series(found) >= real - 0.000001).mean()

# %% q4 wrong: whole rows shuffled
# hint: Never?
as_large = 0

# %% q4 wrong: ties left out
# hint: Larger only?
junta, left = leavers["side"] == "junta", leavers["side"] == "defector"
real = leavers[junta]["negative"].mean() - leavers[left]["negative"].mean()
found = []
for number in range(1000):
    dealt = leavers["negative"].sample(frac=1, random_state=number).reset_index(drop=True)
    found.append(dealt[junta].mean() - dealt[left].mean())
as_large = (pd.Series(found) > real + 0.000001).mean()

# %% q4 wrong: a list
# hint: One number is asked for
as_large = [0.1, 0.2]

# ---- Q5: a function --------------------------------------------------------------------------


# %% q5 right: as asked
def months_until(start, a_month, goal):
    return (start - goal) / a_month


# %% q5 right: in two lines, other names inside
def months_until(men, flow, end):
    to_go = men - end
    return to_go / flow


# %% q5 right: a lambda
months_until = lambda start, a_month, goal: (start - goal) / a_month


# %% q5 right: by counting down
def months_until(start, a_month, goal):
    months = 0
    while start > goal:
        start, months = start - a_month, months + 1
    return months


# %% q5 right: a NumPy number
def months_until(start, a_month, goal):
    return np.float64(start - goal) / a_month


# %% q5 wrong: it prints
# hint: It gives nothing back
def months_until(start, a_month, goal):
    print((start - goal) / a_month)


# %% q5 wrong: the result instead
# hint: That is a result, not a recipe
months_until = (140000 - 80000) / 1000


# %% q5 wrong: backwards
# hint: Months that run backwards
def months_until(start, a_month, goal):
    return (goal - start) / a_month


# %% q5 wrong: until nobody is left
# hint: That is the time until nobody
def months_until(start, a_month, goal):
    return start / a_month


# %% q5 wrong: the goal divided
# hint: You divided the goal
def months_until(start, a_month, goal):
    return goal / a_month


# %% q5 wrong: how many go
# hint: That is how many have to go
def months_until(start, a_month, goal):
    return start - goal


# %% q5 wrong: typed numbers
# hint: It is right for the example only
def months_until(start, a_month, goal):
    return (140000 - 80000) / 1000


# %% q5 wrong: two inputs
# hint: It cannot be called with three numbers
def months_until(start, a_month):
    return start / a_month


# %% q5 wrong: brackets forgotten
# hint: How many have to go
def months_until(start, a_month, goal):
    return start - goal / a_month


# %% q5 wrong: a name from nowhere
# hint: It uses a name
def months_until(start, a_month, goal):
    return (beginning - goal) / a_month


# %% q5 wrong: a text
# hint: It gives a text back
def months_until(start, a_month, goal):
    return str((start - goal) / a_month) + " months"


# ---- Q6: the edges of a fan ------------------------------------------------------------------

# %% q6 right: as in the lesson
after = wards["start"] - p.DAYS * wards["leave"]
lower, upper = after.quantile(p.LOWER), after.quantile(p.UPPER)

# %% q6 right: both at once
lower, upper = (wards["start"] - wards["leave"] * p.DAYS).quantile([p.LOWER, p.UPPER])

# %% q6 right: NumPy's percentile
after = (wards["start"] - p.DAYS * wards["leave"]).to_numpy()
lower = np.percentile(after, 100 * p.LOWER)
upper = np.percentile(after, 100 * p.UPPER)

# %% q6 right: sorted by hand
after = (wards["start"] - p.DAYS * wards["leave"]).sort_values().reset_index(drop=True)
lower, upper = after[2000 * p.LOWER], after[1999 - 2000 * p.LOWER]

# %% q6 right: rounded
after = wards["start"] - p.DAYS * wards["leave"]
lower, upper = round(after.quantile(p.LOWER), 1), round(after.quantile(p.UPPER), 1)

# %% q6 wrong: changed about
# hint: That is the upper edge
after = wards["start"] - p.DAYS * wards["leave"]
lower, upper = after.quantile(p.UPPER), after.quantile(p.LOWER)

# %% q6 wrong: the middle
# hint: That is the middle
after = wards["start"] - p.DAYS * wards["leave"]
lower, upper = after.median(), after.quantile(p.UPPER)

# %% q6 wrong: the start
# hint: That is the edge at the start
lower, upper = wards["start"].quantile(p.LOWER), wards["start"].quantile(p.UPPER)

# %% q6 wrong: one day
# hint: That is after a single day
after = wards["start"] - wards["leave"]
lower, upper = after.quantile(p.LOWER), after.quantile(p.UPPER)

# %% q6 wrong: a tenth on either side
# hint: That leaves {{OTHER}} of 100
after = wards["start"] - p.DAYS * wards["leave"]
lower, upper = after.quantile(p.TAKEN), 0

# %% q6 wrong: smallest and largest
# hint: That is about the lowest ward
lower, upper = p.lowest + 0.1, 99.9

# %% q6 wrong: the same edge twice
# hint: That is the lower edge once more
after = wards["start"] - p.DAYS * wards["leave"]
lower, upper = after.quantile(p.LOWER), after.quantile(p.LOWER)

# %% q6 wrong: added
# hint: First the patients of each ward
after = wards["start"] + p.DAYS * wards["leave"]
lower, upper = after.quantile(p.LOWER), after.quantile(p.UPPER)

# ---- Q7: a year, not a month -----------------------------------------------------------------

# %% q7 right: once
after_a_year = 150000 - killed

# %% q7 right: month by month
a_month = killed / 12
after_a_year = 150000 - 12 * a_month

# %% q7 right: an int
after_a_year = int(150000 - figures.set_index("figure").loc["F670", "low"])

# %% q7 wrong: the column's army
# hint: That is the column's army
after_a_year = 150000 - 12 * killed

# %% q7 wrong: one month
# hint: That is after one month
after_a_year = 150000 - killed / 12

# %% q7 wrong: the killed
# hint: That is how many were killed
after_a_year = killed

# %% q7 wrong: added
# hint: They were added
after_a_year = 150000 + killed

# %% q7 wrong: nothing taken away
# hint: That is the start
after_a_year = 150000

# %% q7 wrong: a month's number
# hint: That is how many a month
after_a_year = killed / 12

# ---- Q8: a fan -------------------------------------------------------------------------------

# %% q8 right: as in the lesson
title = alt.Title("Fewer patients, less certainty (simulated)", subtitle="Source: above")
base = alt.Chart(fan, title=title).encode(x=alt.X("day").title("Day"))
band = base.mark_area(opacity=0.3).encode(y=alt.Y("low").title("Patients"), y2="high")
fan_chart = (band + base.mark_line().encode(y="middle")).properties(
    description="Fan chart: the middle falls from a hundred to thirty, the band becomes wider."
)

# %% q8 right: alt.layer, keyword titles, edges the other way round
band = (
    alt.Chart(fan)
    .mark_area(color="grey")
    .encode(
        x=alt.X("day:Q", title="Days"), y=alt.Y("high:Q", title="Patients in the ward"), y2="low:Q"
    )
)
line = alt.Chart(fan).mark_line(point=True).encode(x="day:Q", y="middle:Q")
fan_chart = alt.layer(band, line).properties(
    title="Simulated wards empty slowly",
    description="The middle of two thousand simulated wards falls steadily and the band widens.",
)

# %% q8 right: errorband with given edges
band = (
    alt.Chart(fan)
    .mark_errorband()
    .encode(
        alt.X("day:Q", axis=alt.Axis(title="Day")),
        alt.Y("low:Q", axis=alt.Axis(title="Patients")),
        y2="high",
    )
)
fan_chart = (band + alt.Chart(fan).mark_line().encode(x="day:Q", y="middle")).properties(
    title=alt.TitleParams("A fan that widens, simulated"),
    description="Line and band fall from day nought to day twenty while the band becomes wider.",
)

# %% q8 wrong: a line only
# hint: One layer is not enough
fan_chart = alt.Chart(fan).mark_line().encode(x="day", y="middle")

# %% q8 wrong: side by side
# hint: Band and middle stand in two
fan_chart = alt.Chart(fan).mark_area().encode(x="day", y="low", y2="high") | alt.Chart(
    fan
).mark_line().encode(x="day", y="middle")

# %% q8 wrong: three lines
# hint: There is no band yet
base = alt.Chart(fan).mark_line().encode(x="day")
fan_chart = base.encode(y="low") + base.encode(y="middle") + base.encode(y="high")

# %% q8 wrong: an area down to zero
# hint: The band reaches down
base = alt.Chart(fan).encode(x="day")
fan_chart = base.mark_area().encode(y="high") + base.mark_line().encode(y="middle")

# %% q8 wrong: no word that it is simulated
# hint: A made-up number
base = alt.Chart(fan, title="Fewer patients, less certainty").encode(x=alt.X("day").title("Day"))
band = base.mark_area(opacity=0.3).encode(y=alt.Y("low").title("Patients"), y2="high")
fan_chart = band + base.mark_line().encode(y="middle")

# %% q8 wrong: no axis titles
# hint: An axis has only the name
base = alt.Chart(fan).encode(x="day")
fan_chart = base.mark_area().encode(y="low", y2="high") + base.mark_line().encode(y="middle")

# %% q8 wrong: half a band
# hint: The band should reach
base = alt.Chart(fan).encode(x="day")
fan_chart = base.mark_area().encode(y="low", y2="middle") + base.mark_line().encode(y="middle")

# %% q8 wrong: no description
# hint: Somebody cannot see it
base = alt.Chart(fan, title="Fewer patients, simulated").encode(x=alt.X("day").title("Day"))
band = base.mark_area(opacity=0.3).encode(y=alt.Y("low").title("Patients"), y2="high")
fan_chart = band + base.mark_line().encode(y="middle")

# %% q8 wrong: the line shows an edge
# hint: Inside the band another
base = alt.Chart(fan).encode(x="day")
fan_chart = base.mark_area().encode(y="low", y2="high") + base.mark_line().encode(y="low")
