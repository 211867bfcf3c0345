# Right and wrong answers to set 01. Each block runs after the given cells of the notebook.

# ---- Q1: a key, read off a table -------------------------------------------------------------

# %% q1 right: typed
junta_key = "F053"

# %% q1 right: small letter, a space
junta_key = " f053"

# %% q1 right: picked by its side
junta_key = mizoram[mizoram["side"] == "junta"]["figure"].iloc[0]

# %% q1 right: by query and item
junta_key = mizoram.query("side == 'junta'")["figure"].item()

# %% q1 right: by loc and values
junta_key = mizoram.loc[mizoram["side"] == "junta", "figure"].values[0]

# %% q1 right: cut out of a sentence
junta_key = "[F053]".strip("[]")

# %% q1 wrong: the side
# hint: That is the side
junta_key = "junta"

# %% q1 wrong: the number in quotation marks
# hint: That is the number in the row
junta_key = "8"

# %% q1 wrong: the number
# hint: A text is asked for
junta_key = 8

# %% q1 wrong: the key without its letter
# hint: A text is asked for
junta_key = 53

# %% q1 wrong: the claimant
# hint: That is the claimant
junta_key = mizoram[mizoram["side"] == "junta"]["claimant"].iloc[0]

# %% q1 wrong: the key of the page
# hint: That is the key of the page
junta_key = mizoram[mizoram["side"] == "junta"]["source"].iloc[0]

# %% q1 wrong: a government, but the other country's
# hint: That is a government
junta_key = "F049"

# %% q1 wrong: a politician, but the other country's
# hint: A member of parliament
junta_key = "F050"

# %% q1 wrong: the first row
# hint: These are the police of the place
junta_key = mizoram["figure"].iloc[0]

# %% q1 wrong: the example
# hint: That key is only the example
junta_key = "F001"

# %% q1 wrong: another row
# hint: Go down the column
junta_key = "F057"

# %% q1 wrong: still a column
# hint: The right row, but
junta_key = mizoram[mizoram["side"] == "junta"]["figure"]

# %% q1 wrong: still a column, and the wrong one
# hint: That is the claimant
junta_key = mizoram[mizoram["side"] == "junta"]["claimant"]

# ---- Q2: a word ------------------------------------------------------------------------------

# %% q2 right: typed
drifted = "officers"

# %% q2 right: capitals
drifted = "Officers"

# %% q2 right: read off the table
drifted = airmen["population"].iloc[1]

# %% q2 right: by its key
drifted = airmen[airmen["figure"] == "F066"]["population"].iloc[0]

# %% q2 right: by index
drifted = airmen.set_index("figure")["population"]["F066"]

# %% q2 right: with full stop's worth of spaces
drifted = "  OFFICERS "

# %% q2 wrong: the right word
# hint: That is what the men themselves said
drifted = "soldiers"

# %% q2 wrong: the column
# hint: That is the name of the column
drifted = "population"

# %% q2 wrong: the row
# hint: That is the right row
drifted = "F066"

# %% q2 wrong: the hedge
# hint: The first two rows
drifted = "about"

# %% q2 wrong: a number
# hint: A text is asked for
drifted = 80

# %% q2 wrong: still a column
# hint: The right row, but
drifted = airmen[airmen["figure"] == "F066"]["population"]

# %% q2 wrong: the whole column
# hint: A text is asked for
drifted = airmen["population"]

# ---- Q3: days --------------------------------------------------------------------------------

# %% q3 right: the gap filled
days_to_mizoram = (crossing["day"] - coup).dt.days.iloc[0]

# %% q3 right: two single dates
days_to_mizoram = (pd.to_datetime("2021-03-03") - pd.to_datetime("2021-02-01")).days

# %% q3 right: a new column, as in the lesson
events["days_after"] = (events["day"] - coup).dt.days
days_to_mizoram = int(events[events["event"] == "E042"]["days_after"].iloc[0])

# %% q3 right: from the figures
days_to_mizoram = (figures[figures["figure"] == "F039"]["first_day"].iloc[0] - coup).days

# %% q3 right: by Python's own dates
from datetime import date

days_to_mizoram = (date(2021, 3, 3) - date(2021, 2, 1)).days

# %% q3 right: by head
days_to_mizoram = 28 + 2

# %% q3 right: divided by a day
days_to_mizoram = (crossing["day"].iloc[0] - coup) / pd.Timedelta(days=1)

# %% q3 right: of a table with one row
days_to_mizoram = (crossing["day"] - coup).dt.days.item()

# %% q3 right: seconds
days_to_mizoram = (crossing["day"].iloc[0] - coup).total_seconds() / 86400

# %% q3 wrong: backwards
# hint: The right distance, but backwards
days_to_mizoram = (coup - crossing["day"]).dt.days.iloc[0]

# %% q3 wrong: both ends counted
# hint: Nearly. You counted the day of the coup
days_to_mizoram = (crossing["day"].iloc[0] - coup).days + 1

# %% q3 wrong: neither end counted
# hint: Nearly. One day got lost
days_to_mizoram = 29

# %% q3 wrong: a time span
# hint: This is a time span
days_to_mizoram = crossing["day"].iloc[0] - coup

# %% q3 wrong: a column with a time span
# hint: This is a time span
days_to_mizoram = crossing["day"] - coup

# %% q3 wrong: NumPy's time span
# hint: This is a time span
days_to_mizoram = (crossing["day"] - coup).values[0]

# %% q3 wrong: a column of one
# hint: The right row, but
days_to_mizoram = (crossing["day"] - coup).dt.days

# %% q3 wrong: the people
# hint: That is how many constables
days_to_mizoram = figures[figures["figure"] == "F039"]["low"].iloc[0]

# %% q3 wrong: in months
# hint: That is in months
days_to_mizoram = 1

# %% q3 wrong: another first
# hint: That is the first police officer
days_to_mizoram = (events[events["event"] == "E018"]["day"].iloc[0] - coup).days

# %% q3 wrong: the date
# hint: This is a date
days_to_mizoram = crossing["day"].iloc[0]

# %% q3 wrong: text
# hint: This is text
days_to_mizoram = "30"

# %% q3 wrong: all events
# hint: One number is asked for; this is a whole
days_to_mizoram = (events["day"] - coup).dt.days

# %% q3 wrong: another event
# hint: Take the day of event
days_to_mizoram = (events[events["event"] == "E045"]["day"].iloc[0] - coup).days

# ---- Q4: rows, in order ----------------------------------------------------------------------

# %% q4 right: the gaps filled
police_only = mizoram[
    (mizoram["population"] == "police") & (mizoram["side"] == "host_state")
].sort_values("low")

# %% q4 right: in two steps
police_only = mizoram[mizoram["side"] == "host_state"]
police_only = police_only[police_only["population"] == "police"]
police_only = police_only.sort_values(by="low")

# %% q4 right: query
police_only = mizoram.query("population == 'police' and side == 'host_state'").sort_values("low")

# %% q4 right: loc, few columns, another order of them
police_only = mizoram.loc[
    (mizoram["side"] == "host_state") & (mizoram["population"] == "police"),
    ["low", "claimant", "figure"],
].sort_values("low")

# %% q4 right: the junta left out, then sorted by more
police_only = mizoram[(mizoram["population"] == "police") & (mizoram["side"] != "junta")]
police_only = police_only.sort_values(["low", "figure"]).reset_index(drop=True)

# %% q4 right: sorted first
police_only = mizoram.sort_values("low")
police_only = police_only[police_only["population"].isin(["police"])]
police_only = police_only[police_only["side"].isin(["host_state"])]

# %% q4 right: the key as index
police_only = mizoram.set_index("figure")
police_only = police_only[police_only["population"].eq("police")]
police_only = police_only[police_only["side"].eq("host_state")].sort_values("low")

# %% q4 right: down, and turned round
police_only = mizoram[(mizoram["population"] == "police") & (mizoram["side"] == "host_state")]
police_only = police_only.sort_values("low", ascending=False)[::-1]

# %% q4 right: smallest five
police_only = mizoram[(mizoram["population"] == "police") & (mizoram["side"] == "host_state")]
police_only = police_only.nsmallest(5, "low")

# %% q4 wrong: not sorted
# hint: The right rows, still in the order of the ledger
police_only = mizoram[(mizoram["population"] == "police") & (mizoram["side"] == "host_state")]

# %% q4 wrong: sorted downwards
# hint: The right rows, from the largest
police_only = mizoram[
    (mizoram["population"] == "police") & (mizoram["side"] == "host_state")
].sort_values("low", ascending=False)

# %% q4 wrong: sorted by claimant
# hint: The right rows, in another order
police_only = mizoram[
    (mizoram["population"] == "police") & (mizoram["side"] == "host_state")
].sort_values("claimant")

# %% q4 wrong: the junta's row stays
# hint: The rows count police alone, but
police_only = mizoram[mizoram["population"] == "police"].sort_values("low")

# %% q4 wrong: relatives stay
# hint: Here are relatives too
police_only = mizoram[mizoram["side"] == "host_state"].sort_values("low")

# %% q4 wrong: the other label
# hint: These rows hold police and their families
police_only = mizoram[mizoram["population"] == "police and families"].sort_values("low")

# %% q4 wrong: the other side
# hint: This is the row that was to go
police_only = mizoram[(mizoram["population"] == "police") & (mizoram["side"] == "junta")]

# %% q4 wrong: a word misspelled
# hint: No row is left
police_only = mizoram[
    (mizoram["population"] == "police") & (mizoram["side"] == "host state")
].sort_values("low")

# %% q4 wrong: sorted only
# hint: These are all rows
police_only = mizoram.sort_values("low")

# %% q4 wrong: either or
# hint: These are all rows
police_only = mizoram[
    (mizoram["population"] == "police") | (mizoram["side"] == "host_state")
].sort_values("low")

# %% q4 wrong: from the whole ledger
# hint: Start from mizoram
police_only = figures[
    (figures["population"] == "police") & (figures["side"] == "host_state")
].sort_values("low")

# %% q4 wrong: True and False
# hint: These are True and False
police_only = (mizoram["population"] == "police") & (mizoram["side"] == "host_state")

# %% q4 wrong: one column
# hint: This is one column
police_only = mizoram[(mizoram["population"] == "police") & (mizoram["side"] == "host_state")]
police_only = police_only["low"].sort_values()

# %% q4 wrong: the key lost
# hint: The column 'figure' got lost
police_only = mizoram[(mizoram["population"] == "police") & (mizoram["side"] == "host_state")]
police_only = police_only.sort_values("low")[["claimant", "low"]]

# %% q4 wrong: how many
# hint: A table is asked for
police_only = len(mizoram[mizoram["population"] == "police"])

# %% q4 wrong: table() instead of the table
# hint: table() only shows
police_only = table(
    mizoram[(mizoram["population"] == "police") & (mizoram["side"] == "host_state")].sort_values(
        "low"
    ),
    "Police alone",
)

# ---- Q5: a share -----------------------------------------------------------------------------

# %% q5 right: the gaps filled
police_in_april = people * percent / 100

# %% q5 right: rounded
police_in_april = round(people * percent / 100)

# %% q5 right: typed
police_in_april = 2223 * 0.8

# %% q5 right: an int cuts
police_in_april = int(2223 / 100 * 80)

# %% q5 right: the rest taken away
police_in_april = people - people * 0.2

# %% q5 right: four fifths
police_in_april = people / 5 * 4

# %% q5 right: said in round numbers
police_in_april = 1780

# %% q5 right: both rows of one table
april = figures[figures["figure"].isin(["F061", "F062"])].set_index("figure")["low"]
police_in_april = april.prod() / 100

# %% q5 wrong: percent taken for a factor
# hint: More than the whole list holds
police_in_april = people * percent

# %% q5 wrong: those who are not police
# hint: These are the people who are not police
police_in_april = people * (100 - percent) / 100

# %% q5 wrong: divided by the share
# hint: You divided the people by the share
police_in_april = people / percent

# %% q5 wrong: divided by the share as a part of one
# hint: You divided the people by the share
police_in_april = people / 0.8

# %% q5 wrong: everybody
# hint: That is everybody on the list
police_in_april = people

# %% q5 wrong: the share
# hint: That is the share itself
police_in_april = percent

# %% q5 wrong: added
# hint: You added people and percent
police_in_april = people + percent

# %% q5 wrong: taken away
# hint: You took percent away
police_in_april = people - percent

# %% q5 wrong: of the round number of the next day
# hint: Somebody rounded the whole first
police_in_april = 2200 * 0.8

# %% q5 wrong: of the strikers' number
# hint: The share is right
police_in_april = 1000 * 0.8

# %% q5 wrong: a column
# hint: The right row, but
police_in_april = figures[figures["figure"] == "F061"]["low"] * percent / 100

# %% q5 wrong: as text
# hint: This is text
police_in_april = "1778"

# %% q5 wrong: a guess
# hint: Take the whole and the share
police_in_april = 1500

# ---- Q6: growth in thirty days ---------------------------------------------------------------

# %% q6 right: by subtracting dates
feb = figures[figures["figure"] == "F180"]
sep = figures[figures["figure"] == "F218"]
growth = sep["low"].iloc[0] - feb["low"].iloc[0]
days = (sep["first_day"].iloc[0] - feb["first_day"].iloc[0]).days
police_per_30_days = growth / days * p.PER

# %% q6 right: by diff on the sorted rows
exact = figures[figures["figure"].isin(["F218", "F180"])].sort_values("first_day")
rate = exact["low"].diff() / exact["first_day"].diff().dt.days * p.PER
police_per_30_days = rate.iloc[1]

# %% q6 right: typed
police_per_30_days = 1445 / 191 * p.PER

# %% q6 right: rounded
police_per_30_days = round((10536 - 9091) / 191 * p.PER)

# %% q6 right: rounded to two places
police_per_30_days = round(1445 / (191 / p.PER), 2)

# %% q6 right: NumPy's float, from max and min
exact = figures.query("figure in ['F180', 'F218']")
span = exact["first_day"].max() - exact["first_day"].min()
police_per_30_days = (exact["low"].max() - exact["low"].min()) * (pd.Timedelta(days=p.PER) / span)

# %% q6 right: from the rule of three, item()
low = figures.set_index("figure")["low"]
day = figures.set_index("figure")["first_day"]
police_per_30_days = p.PER * (low["F218"] - low["F180"]).item() / (day["F218"] - day["F180"]).days

# %% q6 right: found by claimant, qualifier and date
found = figures[
    (figures["matter"] == "cdm-police-national")
    & (figures["claimant"] == "NUG")
    & (figures["qualifier"] == "exact")
    & (figures["date_from"] >= "2023")
    & (figures["date_from"] < "2023-12")
].sort_values("date_from")
growth = found["low"].iloc[-1] - found["low"].iloc[0]
police_per_30_days = growth / (found["last_day"].iloc[-1] - found["last_day"].iloc[0]).days * p.PER

# %% q6 wrong: growth in all
# hint: That is how much it grew
police_per_30_days = 10536 - 9091

# %% q6 wrong: level for increment
# hint: You divided a total
police_per_30_days = 10536 / 191 * p.PER

# %% q6 wrong: the earlier level
# hint: You divided a total
police_per_30_days = 9091 / 191 * p.PER

# %% q6 wrong: by six months
# hint: Close. From the end of February
police_per_30_days = 1445 / 180 * p.PER

# %% q6 wrong: by seven months
# hint: Close. From the end of February
police_per_30_days = 1445 / 210 * p.PER

# %% q6 wrong: soldiers instead
# hint: Fewer than none a month?
police_per_30_days = (3235 - 3236) / 191 * p.PER

# %% q6 wrong: per day
# hint: That is a daily figure
police_per_30_days = 1445 / 191

# %% q6 wrong: per week
# hint: That is a week's growth
police_per_30_days = 1445 / 191 * 7

# %% q6 wrong: the wrong way round
# hint: The right size, but shrinking
police_per_30_days = (9091 - 10536) / 191 * p.PER

# %% q6 wrong: one day too few
# hint: Very close: one day got lost
police_per_30_days = 1445 / 190 * p.PER

# %% q6 wrong: both ends counted
# hint: Very close: one day too many
police_per_30_days = 1445 / 192 * p.PER

# %% q6 wrong: cut off
# hint: Your way is right
police_per_30_days = int(1445 / 191 * p.PER)

# %% q6 wrong: the days
# hint: Those are the days between
police_per_30_days = 191

# %% q6 wrong: percent
# hint: Take the two exact counts
police_per_30_days = 1445 / 9091 * 100

# %% q6 wrong: a Series of one
# hint: The right row, but
exact = figures[figures["figure"].isin(["F180", "F218"])].sort_values("first_day")
rate = exact["low"].diff() / exact["first_day"].diff().dt.days * p.PER
police_per_30_days = rate[1:]

# %% q6 wrong: the first of a diff
# hint: This is NaN
exact = figures[figures["figure"].isin(["F180", "F218"])].sort_values("first_day")
police_per_30_days = (exact["low"].diff() / exact["first_day"].diff().dt.days * p.PER).iloc[0]

# %% q6 wrong: a function
# hint: This is a function
police_per_30_days = figures["low"].mean

# ---- Q7: a running total is not summed -------------------------------------------------------

# %% q7 right: the last row by key
crossed = arrivals[arrivals["figure"] == p.LAST]["low"].iloc[0]

# %% q7 right: typed
crossed = p.crossed_by

# %% q7 right: the last of the sorted rows
crossed = arrivals["low"].iloc[-1]

# %% q7 right: the largest
crossed = arrivals["low"].max()

# %% q7 right: Python's max, an int
crossed = int(max(arrivals["low"]))

# %% q7 right: by its day
crossed = arrivals[arrivals["date_from"] == f"2024-02-0{p.DAY}"]["low"].item()

# %% q7 right: the increments added
lows = list(arrivals["low"])
crossed = sum([lows[0]] + [b - a for a, b in zip(lows[:-1], lows[1:], strict=True)])

# %% q7 right: diff, with the first one filled
crossed = arrivals["low"].diff().fillna(arrivals["low"].iloc[0]).sum()

# %% q7 right: the high end of an exact row
crossed = arrivals.sort_values("first_day")["high"].iloc[-1]

# %% q7 wrong: the sum
# hint: That is the newspaper's number
crossed = arrivals["low"].sum()

# %% q7 wrong: the mean
# hint: A mean of running totals
crossed = arrivals["low"].mean()

# %% q7 wrong: the day before
# hint: Nearly: that is {{BEFORE}}
crossed = arrivals["low"].iloc[-2]

# %% q7 wrong: the growth without the start
# hint: You took the first number away
crossed = arrivals["low"].diff().sum()

# %% q7 wrong: the growth since the second count
# hint: You took an earlier number away
crossed = p.crossed_by - p.counted[1]

# %% q7 wrong: rows
# hint: You counted rows
crossed = len(arrivals)

# %% q7 wrong: the first row
# hint: That is the first count
crossed = arrivals["low"].iloc[0]

# %% q7 wrong: the sum without the floor
# hint: Still a sum
crossed = arrivals["low"].sum() - 14

# %% q7 wrong: the sum without the last
# hint: Still a sum
crossed = arrivals["low"].sum() - p.crossed_by

# %% q7 wrong: the border police of the first ship
# hint: These are the border police
crossed = 302

# %% q7 wrong: the last day's growth
# hint: That is what one day added
crossed = p.crossed_by - p.before

# %% q7 wrong: a count of another day
# hint: That was the count earlier
crossed = p.ago

# %% q7 wrong: a column
# hint: The right row, but
crossed = arrivals[arrivals["figure"] == p.LAST]["low"]

# %% q7 wrong: the row
# hint: One number is asked for
crossed = arrivals.iloc[-1]

# %% q7 wrong: all of them
# hint: One number is asked for
crossed = list(arrivals["low"])

# %% q7 wrong: something else
# hint: Each row is a running total
crossed = 400

# ---- Q8: events are summed, once each --------------------------------------------------------

# %% q8 right: one row a ship
sent_home = trips[trips["figure"].isin(["F386", "F435", "F454"])]["low"].sum()

# %% q8 right: the other voice
sent_home = trips[trips["figure"].isin(["F387", "F436", "F455"])]["low"].sum()

# %% q8 right: typed
sent_home = 330 + 288 + 134

# %% q8 right: sum of a list
sent_home = sum([330, 288, 134])

# %% q8 right: one row a day
sent_home = trips.drop_duplicates("date_from")["low"].sum()

# %% q8 right: by day
sent_home = trips.groupby("date_from")["low"].max().sum()

# %% q8 right: half of the double
sent_home = int(trips["low"].sum() / 2)

# %% q8 right: different numbers
sent_home = trips["low"].unique().sum()

# %% q8 right: every second row
sent_home = trips["low"][::2].sum()

# %% q8 right: one after the other
sent_home = 0
for key in ["F386", "F435", "F454"]:
    sent_home = sent_home + trips[trips["figure"] == key]["low"].iloc[0]

# %% q8 wrong: every row
# hint: You counted each ship twice
sent_home = trips["low"].sum()

# %% q8 wrong: the third ship missing
# hint: One ship is missing
sent_home = 330 + 288

# %% q8 wrong: the second ship missing
# hint: One ship is missing
sent_home = 330 + 134

# %% q8 wrong: exact rows only
# hint: One ship is in it once, the others twice
sent_home = trips[trips["qualifier"] == "exact"]["low"].sum()

# %% q8 wrong: the border guard's rows only
# hint: One ship is in it twice
sent_home = trips[trips["claimant"] == "Border Guard Bangladesh"]["low"].sum()

# %% q8 wrong: the largest
# hint: That is the first ship
sent_home = trips["low"].max()

# %% q8 wrong: the last, as if a running total
# hint: That is the last ship
sent_home = trips["low"].iloc[-1]

# %% q8 wrong: the mean
# hint: That is a mean
sent_home = trips["low"].mean()

# %% q8 wrong: ships
# hint: That is how many ships
sent_home = 3

# %% q8 wrong: rows
# hint: You counted rows
sent_home = len(trips)

# %% q8 wrong: a column
# hint: One number is asked for
sent_home = trips.drop_duplicates("date_from")["low"]

# %% q8 wrong: by day, not added
# hint: One number is asked for
sent_home = trips.groupby("date_from")["low"].max()

# %% q8 wrong: the method without brackets
# hint: This is a function
sent_home = trips["low"].sum

# %% q8 wrong: something else
# hint: Pick one row for each ship
sent_home = 700

# ---- Q9: a chart -----------------------------------------------------------------------------

# %% q9 right: as in the lesson
totals = karenni[karenni["measure"] == "running_total"]
base = alt.Chart(totals, title=alt.Title("From a few to many", subtitle="Source: ledger")).encode(
    y=alt.Y("low").title("Soldiers")
)
spans = base.mark_rule().encode(x="first_day:T", x2="last_day")
points = base.mark_point().encode(x="first_day:T", shape="qualifier")
karenni_chart = (spans + points).properties(
    description="Three statements: seven soldiers in 2022, more than a hundred a year later."
)

# %% q9 right: alt.layer, the title on the whole, text dates as times
totals = karenni[karenni["figure"] != "F383"]
one = (
    alt.Chart(totals)
    .mark_bar(height=4)
    .encode(alt.X("date_from:T"), alt.X2("date_to:T"), alt.Y("low:Q"))
)
two = (
    alt.Chart(totals)
    .mark_circle()
    .encode(alt.X("date_from", type="temporal"), alt.Y("low"), color="qualifier")
)
karenni_chart = alt.layer(
    one,
    two,
    title="The department fills up",
    description="Points rise from under ten in 2022 to more than a hundred in 2023.",
)

# %% q9 right: points first, alternative spellings, log scale
totals = karenni.query("measure == 'running_total'")
dots = (
    alt.Chart(totals)
    .mark_square(size=80)
    .encode(
        x=alt.X(field="first_day", type="temporal", title="Day"),
        y=alt.Y("low", scale=alt.Scale(type="log"), title="Soldiers"),
        shape=alt.Shape("qualifier:N", title="Kind of statement"),
        tooltip=["figure", "claimant", "in_words"],
    )
)
rules = alt.Chart(totals).mark_rule(color="grey").encode(x="first_day", x2="last_day", y="low")
karenni_chart = (dots + rules).properties(
    title="Soldiers received in Karenni State",
    description="Squares and rules for three running totals that grow from year to year.",
)

# %% q9 right: the title of the cell, filled in; few columns; more decoration
title = alt.Title("Few, then many", subtitle="Source: ledger 2027.1, figures.csv")
columns = ["first_day", "last_day", "low", "qualifier"]
totals = karenni[karenni["measure"] == "running_total"][columns]
base = alt.Chart(totals).encode(y="low", x="first_day", x2="last_day")
words = alt.Chart(totals).mark_text(dy=-12).encode(x="first_day", y="low", text="low")
karenni_chart = (
    base.mark_rule()
    + alt.Chart(totals)
    .mark_point()
    .encode(x="first_day", y="low", shape="qualifier", color="qualifier")
    + words
)
karenni_chart = karenni_chart.properties(
    title=title, description="In 2022 seven soldiers, later above a hundred and fifty."
).interactive()

# %% q9 right: a rule from its end to its start, method chain
totals = karenni[karenni["figure"].isin(["F156", "F186", "F222"])]
base = alt.Chart(totals).encode(alt.Y("low").title("People"))
karenni_chart = alt.layer(
    base.mark_rule().encode(alt.X("last_day:T"), alt.X2("first_day")),
    base.mark_point().encode(alt.X("first_day:T"), alt.Shape("qualifier")),
).properties(
    title=["More soldiers each year", "Source: ledger"],
    description="A short text that says what is seen: three statements, each larger.",
)

# %% q9 wrong: all four rows
# hint: A row too many
base = alt.Chart(karenni, title="Few, then many").encode(y="low")
karenni_chart = base.mark_rule().encode(x="first_day:T", x2="last_day") + base.mark_point().encode(
    x="first_day:T", shape="qualifier"
)

# %% q9 wrong: other rows
# hint: These are not the rows
base = alt.Chart(figures[figures["matter"] == "cdm-police-national"]).encode(y="low")
karenni_chart = base.mark_rule().encode(x="first_day:T", x2="last_day") + base.mark_point().encode(
    x="first_day:T", shape="qualifier"
)

# %% q9 wrong: points alone
# hint: A statement about a season
totals = karenni[karenni["measure"] == "running_total"]
karenni_chart = alt.Chart(totals).mark_point().encode(x="first_day:T", y="low", shape="qualifier")

# %% q9 wrong: the end given to the points
# hint: A statement about a season
totals = karenni[karenni["measure"] == "running_total"]
karenni_chart = (
    alt.Chart(totals)
    .mark_point()
    .encode(x="first_day:T", x2="last_day", y="low", shape="qualifier")
)

# %% q9 wrong: rules alone
# hint: A rule of a single day cannot be seen
totals = karenni[karenni["measure"] == "running_total"]
karenni_chart = alt.Chart(totals).mark_rule().encode(x="first_day:T", x2="last_day", y="low")

# %% q9 wrong: points at the end
# hint: A rule of a single day cannot be seen
totals = karenni[karenni["measure"] == "running_total"]
base = alt.Chart(totals).encode(y="low")
karenni_chart = base.mark_rule().encode(x="first_day:T", x2="last_day") + base.mark_point().encode(
    x="last_day:T", shape="qualifier"
)

# %% q9 wrong: side by side
# hint: Rules and points stand in two charts
totals = karenni[karenni["measure"] == "running_total"]
base = alt.Chart(totals).encode(y="low")
karenni_chart = base.mark_rule().encode(x="first_day:T", x2="last_day") | base.mark_point().encode(
    x="first_day:T", shape="qualifier"
)

# %% q9 wrong: a smooth line
# hint: Joined statements invent
totals = karenni[karenni["measure"] == "running_total"]
karenni_chart = alt.Chart(totals).mark_line(point=True).encode(x="first_day:T", y="low")

# %% q9 wrong: days as words
# hint: Altair reads the days as words
totals = karenni[karenni["measure"] == "running_total"]
base = alt.Chart(totals).encode(y="low")
karenni_chart = base.mark_rule().encode(x="date_from", x2="date_to") + base.mark_point().encode(
    x="date_from", shape="qualifier"
)

# %% q9 wrong: turned
# hint: The numbers run across
totals = karenni[karenni["measure"] == "running_total"]
karenni_chart = alt.Chart(totals).mark_point().encode(y="first_day:T", x="low")

# %% q9 wrong: no numbers
# hint: Where are the numbers?
totals = karenni[karenni["measure"] == "running_total"]
karenni_chart = alt.Chart(totals).mark_point().encode(x="first_day:T", y="qualifier")

# %% q9 wrong: counted
# hint: Where are the numbers?
totals = karenni[karenni["measure"] == "running_total"]
karenni_chart = alt.Chart(totals).mark_bar().encode(x="first_day:T", y="count()")

# %% q9 wrong: summed
# hint: Here statements are counted or added up
totals = karenni[karenni["measure"] == "running_total"]
karenni_chart = alt.Chart(totals).mark_bar().encode(x="first_day:T", y="sum(low)")

# %% q9 wrong: no time
# hint: Where is the time?
totals = karenni[karenni["measure"] == "running_total"]
karenni_chart = alt.Chart(totals).mark_point().encode(x="claimant", y="low", shape="qualifier")

# %% q9 wrong: no shape
# hint: A floor looks like a count here
totals = karenni[karenni["measure"] == "running_total"]
base = alt.Chart(totals).encode(y="low")
karenni_chart = base.mark_rule().encode(x="first_day:T", x2="last_day") + base.mark_point().encode(
    x="first_day:T"
)

# %% q9 wrong: no title
# hint: The chart needs a title
totals = karenni[karenni["measure"] == "running_total"]
base = alt.Chart(totals).encode(y="low")
karenni_chart = base.mark_rule().encode(x="first_day:T", x2="last_day") + base.mark_point().encode(
    x="first_day:T", shape="qualifier"
)

# %% q9 wrong: the gap left open
# hint: The chart needs a title
totals = karenni[karenni["measure"] == "running_total"]
base = alt.Chart(totals, title=title).encode(y="low")
karenni_chart = base.mark_rule().encode(x="first_day:T", x2="last_day") + base.mark_point().encode(
    x="first_day:T", shape="qualifier"
)

# %% q9 wrong: the lesson's title
# hint: That title is the lesson's
totals = karenni[karenni["measure"] == "running_total"]
base = alt.Chart(totals, title="Police and soldiers who left").encode(y="low")
karenni_chart = base.mark_rule().encode(x="first_day:T", x2="last_day") + base.mark_point().encode(
    x="first_day:T", shape="qualifier"
)

# %% q9 wrong: no description
# hint: Somebody cannot see it
totals = karenni[karenni["measure"] == "running_total"]
base = alt.Chart(totals, title="Few, then many").encode(y="low")
karenni_chart = base.mark_rule().encode(x="first_day:T", x2="last_day") + base.mark_point().encode(
    x="first_day:T", shape="qualifier"
)

# %% q9 wrong: the description on one layer
# hint: Somebody cannot see it
totals = karenni[karenni["measure"] == "running_total"]
base = alt.Chart(totals, title="Few, then many").encode(y="low")
points = base.mark_point().encode(x="first_day:T", shape="qualifier")
karenni_chart = base.mark_rule().encode(x="first_day:T", x2="last_day") + points.properties(
    description="Three statements: seven soldiers in 2022, more than a hundred a year later."
)

# %% q9 wrong: a table
# hint: A chart is asked for
karenni_chart = karenni

# %% q9 wrong: no mark
# hint: Altair cannot draw this yet
karenni_chart = alt.Chart(karenni).encode(x="first_day:T", y="low")
