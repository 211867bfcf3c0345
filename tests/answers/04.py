# Right and wrong answers to set 04. Each block runs after the given cells of the notebook.

# ---- Q1: a part ------------------------------------------------------------------------------

# %% q1 right: typed
a_part = "F150"

# %% q1 right: small letter
a_part = "f150 "

# %% q1 right: the smallest
a_part = spring.sort_values("low")["figure"].iloc[0]

# %% q1 right: by position of the minimum
a_part = spring.loc[spring["low"].idxmin(), "figure"]

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

# ---- Q2: the carrot --------------------------------------------------------------------------

# %% q2 right: typed
the_carrot = "L030"

# %% q2 right: by its instrument
the_carrot = moves[moves["instrument"] == "pay_or_insurance"]["policy"].iloc[0]

# %% q2 wrong: families
# hint: That one holds families
the_carrot = "L034"

# %% q2 wrong: papers
# hint: That one takes papers
the_carrot = "L042"

# %% q2 wrong: a threat
# hint: That one threatens
the_carrot = "L053"

# %% q2 wrong: the instrument
# hint: That is its instrument
the_carrot = "pay_or_insurance"

# ---- Q3: differences -------------------------------------------------------------------------

# %% q3 right: diff and max
most_more = police["low"].diff().max()

# %% q3 right: sorted
most_more = police["low"].diff().sort_values().iloc[2]

# %% q3 right: by hand
most_more = 6000 - 1000

# %% q3 right: with shift
most_more = (police["low"] - police["low"].shift()).max()

# %% q3 wrong: the largest total
# hint: That is the largest total
most_more = police["low"].max()

# %% q3 wrong: all of it
# hint: That is the growth over all
most_more = police["low"].diff().sum()

# %% q3 wrong: the last
# hint: That is the last stretch
most_more = police["low"].diff().iloc[-1]

# %% q3 wrong: the mean
# hint: That is the mean
most_more = round(police["low"].diff().mean())

# %% q3 wrong: backwards
# hint: The right size, but
most_more = police["low"].diff(-1).min()

# %% q3 wrong: a column
# hint: One number is asked for
most_more = police["low"].diff()

# ---- Q4: per 30 days -------------------------------------------------------------------------

# %% q4 right: columns
days = police["day"].diff().dt.days
per_30_days = (police["low"].diff() / days * 30).iloc[1]

# %% q4 right: by rows
first, second = police.iloc[0], police.iloc[1]
per_30_days = (second["low"] - first["low"]) / (second["day"] - first["day"]).days * 30

# %% q4 right: by hand, rounded
per_30_days = round(5000 / 124 * 30)

# %% q4 wrong: per day
# hint: That is per day
per_30_days = 5000 / 124

# %% q4 wrong: the growth
# hint: That is the growth
per_30_days = 5000

# %% q4 wrong: months
# hint: Four months
per_30_days = 5000 / 4

# %% q4 wrong: a total
# hint: You divided a total
per_30_days = 6000 / 124 * 30

# %% q4 wrong: the second stretch
# hint: That is the second stretch
per_30_days = 1000 / 55 * 30

# %% q4 wrong: days
# hint: Those are the days
per_30_days = police["day"].diff().dt.days.iloc[1]

# %% q4 wrong: something else
# hint: Growth of the first stretch
per_30_days = 77

# ---- Q5: bounds ------------------------------------------------------------------------------

# %% q5 right: by rows
first, second = police.iloc[p.HERE], police.iloc[p.NEXT]
span = (second["day"] - first["day"]).days
at_least = (second["lowest"] - first["highest"]) / span * p.PER
at_most = (second["highest"] - first["lowest"]) / span * p.PER

# %% q5 right: by columns
days = police["day"].diff().dt.days
at_least = ((police["lowest"] - police["highest"].shift()) / days * p.PER)[p.NEXT]
at_most = ((police["highest"] - police["lowest"].shift()) / days * p.PER)[p.NEXT]

# %% q5 right: rounded
at_least, at_most = round(p.least, 1), round(p.most, 1)

# %% q5 wrong: like from like
# hint: You took low from low
first, second = police.iloc[p.HERE], police.iloc[p.NEXT]
at_least = (second["lowest"] - first["lowest"]) / p.span * p.PER
at_most = (second["highest"] - first["highest"]) / p.span * p.PER

# %% q5 wrong: changed about
# hint: That is the larger one
at_least, at_most = p.most, p.least

# %% q5 wrong: no bounds
# hint: That is the rate in between
at_least, at_most = p.middle, p.middle

# %% q5 wrong: growth, no rate
# hint: That is the smallest growth
at_least, at_most = p.less, p.more

# %% q5 wrong: the upper one from like
# hint: You took high from high. The largest
at_least = (p.low2 - p.high) / p.span * p.PER
at_most = (p.high2 - p.high) / p.span * p.PER

# %% q5 wrong: the same twice
# hint: That is the smaller one once more
at_least = (p.low2 - p.high) / p.span * p.PER
at_most = at_least

# ---- Q6: months without a word ---------------------------------------------------------------

# %% q6 right: resample
silent_months = int((draft.resample("MS", on="day").size() == 0).sum())

# %% q6 right: by month ends
per_month = draft.resample("ME", on="day").size()
silent_months = len(per_month[per_month == 0])

# %% q6 right: twelve minus those with one
silent_months = 12 - draft["day"].dt.month.nunique()

# %% q6 right: looked for
silent_months = sum(month not in set(draft["day"].dt.month) for month in range(1, 13))

# %% q6 wrong: those with one
# hint: That is how many months have one
silent_months = draft["day"].dt.month.nunique()

# %% q6 wrong: groupby forgets
# hint: None at all?
counts = draft.groupby(draft["day"].dt.month).size()
silent_months = (counts == 0).sum()

# %% q6 wrong: all months
# hint: That is how many months there are
silent_months = len(draft.resample("MS", on="day").size())

# %% q6 wrong: statements
# hint: That is how many statements
silent_months = len(draft)

# %% q6 wrong: a column
# hint: One number is asked for
silent_months = draft.resample("MS", on="day").size()

# %% q6 wrong: months with two
# hint: Those may be months with few
per_month = draft.resample("MS", on="day").size()
silent_months = (per_month == 2).sum()

# ---- Q7: a mean without its zeros ------------------------------------------------------------

# %% q7 right: divided
mean_a_month = len(draft) / 12

# %% q7 right: the mean of the resampled
mean_a_month = draft.resample("MS", on="day").size().mean()

# %% q7 right: reindexed
mean_a_month = by_month.reindex(range(1, 13), fill_value=0).mean()

# %% q7 wrong: the footnote
# hint: That is the footnote's number
mean_a_month = by_month.mean()

# %% q7 wrong: the statements
# hint: That is how many statements
mean_a_month = by_month.sum()

# %% q7 wrong: the months
# hint: That is how many months
mean_a_month = 12

# %% q7 wrong: the middle value
# hint: That is the middle value
mean_a_month = draft.resample("MS", on="day").size().median()

# %% q7 wrong: upside down
# hint: That is months by statements
mean_a_month = 12 / len(draft)

# %% q7 wrong: eleven months
# hint: Nearly: one month
mean_a_month = len(draft) / 11

# ---- Q8: a staircase with its walls ----------------------------------------------------------

# %% q8 right: as in the lesson
base = alt.Chart(police, title="Police who left, totals").encode(
    x=alt.X("day:T").axis(format="%b %Y").title("Day")
)
band = base.mark_area(interpolate="step-after", opacity=0.3).encode(
    y=alt.Y("lowest").title("Police"), y2="highest"
)
police_chart = (band + base.mark_line(interpolate="step-after").encode(y="low")).properties(
    description="Step line in a band that rises from a thousand to nine thousand and closes."
)

# %% q8 right: layers, the other edge first, text dates
band = (
    alt.Chart(police)
    .mark_area(interpolate="step-after", color="grey")
    .encode(
        x=alt.X("date_from:T", title="Day"), y=alt.Y("highest:Q", title="Police"), y2="lowest:Q"
    )
)
line = alt.Chart(police).mark_line(interpolate="step-after").encode(x="date_from:T", y="low:Q")
police_chart = alt.layer(band, line).properties(
    title="What is said of police who left",
    description="Steps from one thousand to six, seven and nine thousand, in a narrowing band.",
)

# %% q8 right: step without after
base = alt.Chart(police).encode(x=alt.X("day:T", axis=alt.Axis(title="Day", format="%Y")))
band = base.mark_area(interpolate="step", opacity=0.2).encode(
    y=alt.Y("lowest", axis=alt.Axis(title="Police")), y2="highest"
)
police_chart = (band + base.mark_line(interpolate="step").encode(y="low")).properties(
    title=alt.TitleParams("Totals of police in steps"),
    description="Step line and band, from about a thousand police to exactly nine thousand.",
)

# %% q8 wrong: a slope
# hint: A slope between two totals
base = alt.Chart(police).encode(x="day:T")
band = base.mark_area().encode(y="lowest", y2="highest")
police_chart = band + base.mark_line().encode(y="low")

# %% q8 wrong: only one in steps
# hint: A slope between two totals
base = alt.Chart(police).encode(x="day:T")
band = base.mark_area(interpolate="step-after").encode(y="lowest", y2="highest")
police_chart = band + base.mark_line().encode(y="low")

# %% q8 wrong: no band
# hint: There is no band yet
police_chart = alt.Chart(police).mark_line(interpolate="step-after").encode(x="day:T", y="low")

# %% q8 wrong: no totals
# hint: The totals themselves
police_chart = alt.Chart(police).mark_area().encode(x="day:T", y="lowest", y2="highest")

# %% q8 wrong: down to the axis
# hint: The band reaches down
base = alt.Chart(police).encode(x="day:T")
police_chart = base.mark_area().encode(y="highest") + base.mark_line().encode(y="low")

# %% q8 wrong: bare axes
# hint: An axis has only the name
base = alt.Chart(police).encode(x="day:T")
band = base.mark_area(interpolate="step-after").encode(y="lowest", y2="highest")
police_chart = band + base.mark_line(interpolate="step-after").encode(y="low")

# %% q8 wrong: no description
# hint: Somebody cannot see it
base = alt.Chart(police, title="Police who left").encode(x=alt.X("day:T").title("Day"))
band = base.mark_area(interpolate="step-after").encode(
    y=alt.Y("lowest").title("Police"), y2="highest"
)
police_chart = band + base.mark_line(interpolate="step-after").encode(y="low")

# %% q8 wrong: side by side
# hint: Band and totals stand in two charts
base = alt.Chart(police).encode(x="day:T")
band = base.mark_area(interpolate="step-after").encode(y="lowest", y2="highest")
police_chart = band | base.mark_line(interpolate="step-after").encode(y="low")
