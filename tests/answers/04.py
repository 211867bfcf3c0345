# Right and wrong answers to set 04. Each block runs after the given cells of the notebook.

# ---- Q1: a part ------------------------------------------------------------------------------

# %% q1 right: typed
a_part = "F150"

# %% q1 right: small letter, a space
a_part = "f150 "

# %% q1 right: the smallest
a_part = spring.sort_values("low")["figure"].iloc[0]

# %% q1 right: by position of the minimum
a_part = spring.loc[spring["low"].idxmin(), "figure"]

# %% q1 right: by query
a_part = spring.query("low < 5000")["figure"].item()

# %% q1 wrong: the row with the note
# hint: That is the row whose note
a_part = "F154"

# %% q1 wrong: a near one
# hint: That one is near
a_part = "F138"

# %% q1 wrong: its number
# hint: That is its number
a_part = "2937"

# %% q1 wrong: as a number
# hint: A text is asked for
a_part = 2937

# %% q1 wrong: the example
# hint: That key is only the example
a_part = "F001"

# %% q1 wrong: a column of one
# hint: The right row, but Python
a_part = spring[spring["low"] < 5000]["figure"]

# ---- Q2: a request ---------------------------------------------------------------------------

# %% q2 right: typed
request = "L071"

# %% q2 right: by its target
request = doors[doors["target"] == "foreign governments"]["policy"].iloc[0]

# %% q2 right: by its issuer, in small letters
request = doors[doors["issuer"].str.contains("NUG")]["policy"].item().lower()

# %% q2 right: by its condition
request = doors.set_index("policy")["condition"].str.startswith("Accept").idxmax()

# %% q2 wrong: the order of the union
# hint: That ministry closes its own border
request = "L005"

# %% q2 wrong: the open door
# hint: That state opens a door itself
request = "L006"

# %% q2 wrong: those with a visa
# hint: That government decides
request = "L035"

# %% q2 wrong: the ship
# hint: That ministry sends a ship
request = "L060"

# %% q2 wrong: handed over
# hint: That army hands people over
request = "L068"

# %% q2 wrong: who asks
# hint: That is who asks
request = "NUG"

# %% q2 wrong: who is asked
# hint: They are asked
request = "foreign governments"

# %% q2 wrong: from the lesson
# hint: That rule stands in the lesson
request = "L018"

# %% q2 wrong: no key
# hint: Go down the column target
request = "Mizoram"

# ---- Q3: the fall ----------------------------------------------------------------------------

# %% q3 right: minus the minimum
fall = -police["low"].diff().min()

# %% q3 right: abs
fall = abs(police["low"].diff().min())

# %% q3 right: by hand
fall = 10536 - 9326

# %% q3 right: diff backwards
fall = police["low"].diff(-1).max()

# %% q3 right: sorted, first
fall = police["low"].diff().sort_values().iloc[0] * -1

# %% q3 right: from the register's table
fall = (police["low"].shift() - police["low"]).max()

# %% q3 wrong: with its sign
# hint: The right stretch
fall = police["low"].diff().min()

# %% q3 wrong: unchanged
# hint: That is the largest growth
fall = police["low"].diff().max()

# %% q3 wrong: smallest without diff
# hint: That is the smallest growth
fall = police["low"].min()

# %% q3 wrong: last total
# hint: That is a total
fall = police["low"].iloc[-1]

# %% q3 wrong: the stretch before
# hint: That is the growth just before
fall = police["low"].diff().iloc[-2]

# %% q3 wrong: all stretches
# hint: That is the last total minus
fall = police["low"].diff().sum()

# %% q3 wrong: per 30 days
# hint: That is per 30 days
fall = 1210 / 302 * 30

# %% q3 wrong: a column
# hint: One number is asked for
fall = police["low"].diff()

# %% q3 wrong: something else
# hint: The fall is the smallest
fall = 1209

# ---- Q4: a rate ------------------------------------------------------------------------------

# %% q4 right: columns
per_30_days = (police["low"].diff() / police["day"].diff().dt.days * 30).iloc[2]

# %% q4 right: by rows
first, second = police.iloc[1], police.iloc[2]
per_30_days = (second["low"] - first["low"]) / (second["day"] - first["day"]).days * 30

# %% q4 right: by hand, rounded
per_30_days = round(1000 / 55 * 30)

# %% q4 right: by key
rate = police["low"].diff() / police["day"].diff().dt.days * 30
per_30_days = rate[police["figure"] == "F138"].item()

# %% q4 right: column in the table, query
police["r"] = police.low.diff().div(police.day.diff().dt.days).mul(30)
per_30_days = police.query("figure == 'F138'")["r"].iloc[0]

# %% q4 right: by key as index
p = police.set_index("figure")
per_30_days = (p["low"].diff() / p["day"].diff().dt.days * 30).loc["F138"]

# %% q4 right: by its place in the column
growth = police["low"].diff()
days = police["day"].diff().dt.days
per_30_days = growth[2] / days[2] * 30

# %% q4 wrong: per day
# hint: That is per day
per_30_days = 1000 / 55

# %% q4 wrong: the growth
# hint: That is the growth
per_30_days = police["low"].diff().iloc[2]

# %% q4 wrong: months
# hint: Two months
per_30_days = 1000 / 2

# %% q4 wrong: a total
# hint: You divided a total
per_30_days = 7000 / 55 * 30

# %% q4 wrong: the stretch before
# hint: That is the stretch before
per_30_days = (police["low"].diff() / police["day"].diff().dt.days * 30).iloc[1]

# %% q4 wrong: the stretch after
# hint: That is the stretch after
per_30_days = (police["low"].diff() / police["day"].diff().dt.days * 30).iloc[3]

# %% q4 wrong: days
# hint: Those are the days
per_30_days = police["day"].diff().dt.days.iloc[2]

# %% q4 wrong: the first row has none
# hint: This is NaN
per_30_days = (police["low"].diff() / police["day"].diff().dt.days * 30).iloc[0]

# %% q4 wrong: a column
# hint: One number is asked for
per_30_days = police["low"].diff() / police["day"].diff().dt.days * 30

# %% q4 wrong: something else
# hint: Growth by days
per_30_days = 77

# ---- Q5: bounds ------------------------------------------------------------------------------

# %% q5 right: by columns
days = police["day"].diff().dt.days
at_least = ((police["lowest"] - police["highest"].shift()) / days * p.PER).iloc[p.END]
at_most = ((police["highest"] - police["lowest"].shift()) / days * p.PER).iloc[p.END]

# %% q5 right: by rows
first, second = police.iloc[p.END - 1], police.iloc[p.END]
span = (second["day"] - first["day"]).days
at_least = (second["lowest"] - first["highest"]) / span * p.PER
at_most = (second["highest"] - first["lowest"]) / span * p.PER

# %% q5 right: rounded
at_least, at_most = round(p.least, 1), round(p.most, 1)

# %% q5 right: as apples
at_least = (p.low2 - p.high) / p.span * p.PER
at_most = (p.high2 - p.low) / p.span * p.PER

# %% q5 right: by key
row, keys = police.set_index("figure"), list(police["figure"])
here, before = keys[p.END], keys[p.END - 1]
at_least = (row["lowest"][here] - row["highest"][before]) / p.span * p.PER
at_most = (row["highest"][here] - row["lowest"][before]) / p.span * p.PER

# %% q5 wrong: like from like
# hint: You took low from low
at_least = (p.low2 - p.low) / p.span * p.PER
at_most = (p.high2 - p.high) / p.span * p.PER

# %% q5 wrong: changed about
# hint: That is the larger one
at_least, at_most = p.most, p.least

# %% q5 wrong: no bounds
# hint: That is the rate in between
at_least, at_most = p.middle, p.middle

# %% q5 wrong: growth, no rate
# hint: That is the smallest growth
at_least, at_most = p.less, p.more

# %% q5 wrong: cut at nothing
# hint: You stopped at nothing
at_least, at_most = 0, p.most

# %% q5 wrong: the stretch before
# hint: That is the stretch before
days = police["day"].diff().dt.days
at_least = ((police["lowest"] - police["highest"].shift()) / days * p.PER).iloc[p.END - 1]
at_most = 1

# %% q5 wrong: a whole column
# hint: One number is asked for
at_least = police["lowest"] - police["highest"].shift()
at_most = 1

# %% q5 wrong: the upper one from like
# hint: You took high from high. The largest
at_least = (p.low2 - p.high) / p.span * p.PER
at_most = (p.high2 - p.high) / p.span * p.PER

# %% q5 wrong: the same twice
# hint: That is the smaller one once more
at_least = (p.low2 - p.high) / p.span * p.PER
at_most = at_least

# %% q5 wrong: the sign only
# hint: A change of sign
at_least = (p.low2 - p.high) / p.span * p.PER
at_most = -at_least

# %% q5 wrong: upper growth
# hint: That is the largest growth
at_least = (p.low2 - p.high) / p.span * p.PER
at_most = p.more

# ---- Q6: a ceiling ---------------------------------------------------------------------------

# %% q6 right: the minimum
ceiling = later["highest"].min()

# %% q6 right: by hand
ceiling = 6000 * 1.1

# %% q6 right: sorted
ceiling = later.sort_values("highest")["highest"].iloc[0]

# %% q6 right: by its key, whole
ceiling = int(round(later[later["figure"] == "F133"]["highest"].item()))

# %% q6 right: smallest of one
ceiling = later["highest"].nsmallest(1).iloc[0]

# %% q6 wrong: the floor
# hint: That is the floor
ceiling = floor["low"].iloc[0]

# %% q6 wrong: the highest
# hint: That is the highest ceiling
ceiling = later["highest"].max()

# %% q6 wrong: another row's
# hint: That is a ceiling, but
ceiling = 7000 * 1.1

# %% q6 wrong: the low end
# hint: That is a low end
ceiling = later["lowest"].min()

# %% q6 wrong: the last row's
# hint: That is what the last row says
ceiling = later["highest"].iloc[-1]

# %% q6 wrong: the floor has none
# hint: This is NaN
ceiling = floor["highest"].iloc[0]

# %% q6 wrong: a mean
# hint: That is a mean
ceiling = later["highest"].mean()

# %% q6 wrong: something else
# hint: Look at the column highest
ceiling = 6601.5

# ---- Q7: months without a word ---------------------------------------------------------------

# %% q7 right: resample
silent_months = int((said.resample("MS", on="day").size() == 0).sum())

# %% q7 right: by month ends
per_month = said.resample("ME", on="day").size()
silent_months = len(per_month[per_month == 0])

# %% q7 right: all minus those with one
silent_months = p.n_months - said["day"].dt.to_period("M").nunique()

# %% q7 right: through the index
silent_months = (said.set_index("day").resample("MS")["figure"].count() == 0).sum()

# %% q7 right: reset and filtered
per_month = said.resample("MS", on="day").size().reset_index(name="n")
silent_months = len(per_month[per_month["n"] == 0])

# %% q7 right: value_counts
silent_months = said.resample("MS", on="day").size().value_counts()[0]

# %% q7 wrong: those with one
# hint: That is how many months have one
silent_months = said["date_from"].str[:7].nunique()

# %% q7 wrong: groupby forgets
# hint: None at all?
counts = said.groupby(said["date_from"].str[:7]).size()
silent_months = (counts == 0).sum()

# %% q7 wrong: all months
# hint: That is how many months there are
silent_months = len(said.resample("MS", on="day").size())

# %% q7 wrong: statements
# hint: That is how many statements
silent_months = len(said)

# %% q7 wrong: months minus statements
# hint: Months minus statements
silent_months = p.n_months - p.n_shown

# %% q7 wrong: months with one
# hint: Those may be months with a single
silent_months = (said.resample("MS", on="day").size() == 1).sum()

# %% q7 wrong: a column
# hint: One number is asked for
silent_months = said.resample("MS", on="day").size()

# ---- Q8: a share with its ends swapped -------------------------------------------------------

# %% q8 right: the ends changed
smallest_share = men["lowest"].min() / posts["highest"].max()
largest_share = men["highest"].max() / posts["lowest"].min()

# %% q8 right: by hand
smallest_share, largest_share = 130 / 880, 150 / 675

# %% q8 right: rounded
smallest_share, largest_share = 0.148, 0.222

# %% q8 right: all pairs
pairs = men.merge(posts, how="cross")
smallest_share = (pairs["lowest_x"] / pairs["highest_y"]).min()
largest_share = (pairs["highest_x"] / pairs["lowest_y"]).max()

# %% q8 wrong: unchanged
# hint: That is the number of the cell above
smallest_share, largest_share = smallest, largest

# %% q8 wrong: names swapped only
# hint: Those are the most men
smallest_share, largest_share = largest, smallest

# %% q8 wrong: changed about
# hint: That is the larger one
smallest_share, largest_share = 150 / 675, 130 / 880

# %% q8 wrong: percent
# hint: That is percent
smallest_share, largest_share = 14.77, 22.2

# %% q8 wrong: as they were said
# hint: That takes posts as they were said
smallest_share, largest_share = 130 / 800, 150 / 750

# %% q8 wrong: the other paper
# hint: Nearly: among the posts
smallest_share, largest_share = 130 / 825, 150 / 675

# %% q8 wrong: upside down
# hint: Upside down
smallest_share, largest_share = 880 / 130, 675 / 150

# %% q8 wrong: only one mended
# hint: That is the number of the cell above. Which whole makes a share largest
smallest_share, largest_share = 130 / 880, largest

# %% q8 wrong: the second with the fewest men
# hint: Those are the fewest men
smallest_share, largest_share = 130 / 880, 130 / 675

# %% q8 wrong: a text
# hint: This is text
smallest_share, largest_share = "0.148", "0.222"

# ---- Q9: a staircase with its walls ----------------------------------------------------------

# %% q9 right: as in the lesson
base = alt.Chart(police, title="Police who left, totals").encode(
    x=alt.X("day:T").axis(format="%b %Y").title("Day")
)
band = base.mark_area(interpolate="step-after", opacity=0.3).encode(
    y=alt.Y("lowest").title("Police"), y2="highest"
)
police_chart = (band + base.mark_line(interpolate="step-after").encode(y="low")).properties(
    description="Step line in a band that rises from a thousand to nine thousand and closes."
)

# %% q9 right: layers, the other edge first, text dates
band = (
    alt.Chart(police)
    .mark_area(interpolate="step-after", color="grey")
    .encode(
        x=alt.X("date_from:T", title="Day", axis=alt.Axis(format="%Y-%m")),
        y=alt.Y("highest:Q", title="Police"),
        y2="lowest:Q",
    )
)
line = alt.Chart(police).mark_line(interpolate="step-after").encode(x="date_from:T", y="low:Q")
police_chart = alt.layer(band, line).properties(
    title="What is said of police who left",
    description="Steps from one thousand to six, seven and nine thousand, in a narrowing band.",
)

# %% q9 right: step without after, points on it
base = alt.Chart(police).encode(x=alt.X("day:T", axis=alt.Axis(title="Day", format="%Y")))
band = base.mark_area(interpolate="step", opacity=0.2).encode(
    y=alt.Y("lowest", axis=alt.Axis(title="Police")), y2="highest"
)
police_chart = (band + base.mark_line(interpolate="step", point=True).encode(y="low")).properties(
    title=alt.TitleParams("Totals of police in steps"),
    description="Step line and band, from about a thousand police to exactly nine thousand.",
)

# %% q9 right: each layer with its own title, third layer of points
x = alt.X("day:T").axis(format="%b %y").title("When it was said")
band = alt.Chart(police).mark_area(interpolate="step-after").encode(x, y="lowest", y2="highest")
line = (
    alt.Chart(police)
    .mark_line(interpolate="step-after")
    .encode(x, y=alt.Y("low").title("Police so far"))
)
dots = alt.Chart(police).mark_point().encode(x, y="low", shape="qualifier")
police_chart = (band + line + dots).properties(
    title="More and more police, then fewer",
    description="A staircase of six totals of police; the first three are about, the rest exact.",
)

# %% q9 right: by the month of the year, no format
x = alt.X("yearmonth(day):T").title("Month")
band = (
    alt.Chart(police)
    .mark_area(interpolate="step-after")
    .encode(x, alt.Y("lowest").title("Police"), alt.Y2("highest"))
)
line = alt.Chart(police).mark_line(interpolate="step-after").encode(x, y="low")
police_chart = alt.layer(band, line, title="Police totals with walls").properties(
    description="A step line and a band around it, six totals, from a thousand to nine thousand."
)

# %% q9 wrong: a slope
# hint: A slope between two totals
base = alt.Chart(police).encode(x="day:T")
band = base.mark_area().encode(y="lowest", y2="highest")
police_chart = band + base.mark_line().encode(y="low")

# %% q9 wrong: only one in steps
# hint: A slope between two totals
base = alt.Chart(police).encode(x="day:T")
band = base.mark_area(interpolate="step-after").encode(y="lowest", y2="highest")
police_chart = band + base.mark_line().encode(y="low")

# %% q9 wrong: no band
# hint: There is no band yet
police_chart = alt.Chart(police).mark_line(interpolate="step-after").encode(x="day:T", y="low")

# %% q9 wrong: no totals
# hint: The totals themselves
police_chart = alt.Chart(police).mark_area().encode(x="day:T", y="lowest", y2="highest")

# %% q9 wrong: down to the axis
# hint: The band reaches down
base = alt.Chart(police).encode(x="day:T")
police_chart = base.mark_area().encode(y="highest") + base.mark_line().encode(y="low")

# %% q9 wrong: the band of something else
# hint: The band should reach
base = alt.Chart(police).encode(x="day:T")
police_chart = base.mark_area().encode(y="low", y2="high") + base.mark_line().encode(y="low")

# %% q9 wrong: months without years
# hint: The time axis may show
base = alt.Chart(police).encode(x="day:T")
band = base.mark_area(interpolate="step-after").encode(y="lowest", y2="highest")
police_chart = band + base.mark_line(interpolate="step-after").encode(y="low")

# %% q9 wrong: bare axes
# hint: An axis has only the name
base = alt.Chart(police).encode(x=alt.X("day:T").axis(format="%Y"))
band = base.mark_area(interpolate="step-after").encode(y="lowest", y2="highest")
police_chart = band + base.mark_line(interpolate="step-after").encode(y="low")

# %% q9 wrong: no description
# hint: Somebody cannot see it
base = alt.Chart(police, title="Police who left").encode(
    x=alt.X("day:T").axis(format="%b %Y").title("Day")
)
band = base.mark_area(interpolate="step-after").encode(
    y=alt.Y("lowest").title("Police"), y2="highest"
)
police_chart = band + base.mark_line(interpolate="step-after").encode(y="low")

# %% q9 wrong: side by side
# hint: Band and totals stand in two charts
base = alt.Chart(police).encode(x="day:T")
band = base.mark_area(interpolate="step-after").encode(y="lowest", y2="highest")
police_chart = band | base.mark_line(interpolate="step-after").encode(y="low")
