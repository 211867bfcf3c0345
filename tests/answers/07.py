# Right and wrong answers to set 07. Each block runs after the given cells of the notebook.

# ---- Q1: two lists against one ---------------------------------------------------------------

# %% q1 right: typed
two_against_one = "1992-04-23"

# %% q1 right: a date
two_against_one = str(pd.Timestamp("1992-04-23").date())

# %% q1 right: picked
two_against_one = lists[
    (lists["cline_2_1_2"] == "realized")
    & (lists["colpus"] == "successful")
    & (lists["powell_thyne_to_2015"] == "not listed")
]["date"].iloc[0]

# %% q1 right: by query
two_against_one = lists.query(
    "cline_2_1_2 == 'realized' and colpus == 'successful' and powell_thyne_to_2015 == 'not listed'"
)["date"].item()

# %% q1 wrong: a year that the list does not reach
# hint: Two lists have it, yes
two_against_one = "2021-02-01"

# %% q1 wrong: one against two
# hint: Here a single list
two_against_one = "1988-08-12"

# %% q1 wrong: two failures
# hint: Two lists have an attempt
two_against_one = "1948-08-09"

# %% q1 wrong: in all lists
# hint: All lists have this one
two_against_one = "1962-03-02"

# %% q1 wrong: the list
# hint: That is the list
two_against_one = "powell_thyne_to_2015"

# %% q1 wrong: a year
# hint: A text is asked for
two_against_one = 1992

# ---- Q2: a mistake with odds -----------------------------------------------------------------

# %% q2 right: typed
the_odds_mistake = p.WRONG

# %% q2 right: small
the_odds_mistake = f" {p.WRONG.lower()} "

# %% q2 wrong: the right sentence
# hint: One share divided
the_odds_mistake = p.RIGHT

# %% q2 wrong: the difference
# hint: That number is the one share minus
the_odds_mistake = p.THIRD

# %% q2 wrong: a number
# hint: A text is asked for
the_odds_mistake = 3.5

# %% q2 wrong: the sentence
# hint: Compute the odds
the_odds_mistake = p.said["right"]

# ---- Q3: melt --------------------------------------------------------------------------------

# %% q3 right: as in the lesson
long = lists.melt(id_vars="date", var_name="list", value_name="verdict")

# %% q3 right: the function of pandas, a list of columns
long = pd.melt(lists, id_vars=["date"], var_name="list", value_name="verdict")

# %% q3 right: renamed afterwards, another order
long = lists.melt("date").rename(columns={"variable": "list", "value": "verdict"})
long = long.sort_values("date")[["list", "verdict", "date"]]

# %% q3 right: stacked
long = lists.set_index("date").stack().reset_index()
long.columns = ["date", "list", "verdict"]

# %% q3 right: piece by piece
parts = [
    lists[["date", name]].rename(columns={name: "verdict"}).assign(list=name)
    for name in ["cline_2_1_2", "colpus", "powell_thyne_to_2015"]
]
long = pd.concat(parts)

# %% q3 wrong: still wide
# hint: Still one row for each date
long = lists

# %% q3 wrong: the dates melted too
# hint: The dates became rows
long = lists.melt()

# %% q3 wrong: pandas' names
# hint: The right rows, with pandas' own names
long = lists.melt(id_vars="date")

# %% q3 wrong: names exchanged
# hint: In the column list should stand
long = lists.melt(id_vars="date", var_name="verdict", value_name="list")

# %% q3 wrong: one list lost
# hint: The rows are too few
long = (
    lists[["date", "colpus"]].melt(id_vars="date", var_name="list", value_name="verdict").iloc[1:]
)

# %% q3 wrong: other names
# hint: The right rows. The columns
long = lists.melt(id_vars="date", var_name="source", value_name="says")

# %% q3 wrong: a series
# hint: A table is asked for
long = lists["colpus"]

# ---- Q4: risk ratio --------------------------------------------------------------------------

# %% q4 right: shares, then divided
violent = counts[counts["method"] == "violent"]
share = violent["success"] / violent["campaigns"]
risk_ratio = share.iloc[1] / share.iloc[0]

# %% q4 right: by hand
risk_ratio = (19 / 54) / (37 / 166)

# %% q4 right: with an index
both = counts.set_index(["method", "security_force_defection"])
part = both["success"] / both["campaigns"]
risk_ratio = part.loc[("violent", 1)] / part.loc[("violent", 0)]

# %% q4 right: rounded
risk_ratio = 1.58

# %% q4 wrong: upside down
# hint: Upside down
risk_ratio = (37 / 166) / (19 / 54)

# %% q4 wrong: the other method
# hint: That is the ratio of campaigns without arms
risk_ratio = (40 / 52) / (54 / 117)

# %% q4 wrong: odds
# hint: That is the odds ratio
risk_ratio = (19 / 35) / (37 / 129)

# %% q4 wrong: successes
# hint: You divided the successes
risk_ratio = 19 / 37

# %% q4 wrong: a difference
# hint: That is a difference
risk_ratio = 19 / 54 - 37 / 166

# %% q4 wrong: one share
# hint: That is one of the shares. Divide
risk_ratio = 19 / 54

# %% q4 wrong: a column
# hint: One number is asked for
risk_ratio = counts["success"] / counts["campaigns"]

# ---- Q5: odds ratio --------------------------------------------------------------------------

# %% q5 right: as asked
violent = counts[counts["method"] == "violent"]
odds = violent["success"] / (violent["campaigns"] - violent["success"])
odds_ratio = odds.iloc[1] / odds.iloc[0]

# %% q5 right: crosswise
odds_ratio = 19 * 129 / (35 * 37)

# %% q5 right: from the shares
a, b = 19 / 54, 37 / 166
odds_ratio = (a / (1 - a)) / (b / (1 - b))

# %% q5 wrong: the risk ratio
# hint: That is the risk ratio
odds_ratio = (19 / 54) / (37 / 166)

# %% q5 wrong: upside down
# hint: Upside down
odds_ratio = (37 / 129) / (19 / 35)

# %% q5 wrong: the other method
# hint: That is the ratio of campaigns without arms
odds_ratio = (40 / 12) / (54 / 63)

# %% q5 wrong: the odds with
# hint: Those are the odds with
odds_ratio = 19 / 35

# %% q5 wrong: the odds without
# hint: Those are the odds without
odds_ratio = 37 / 129

# %% q5 wrong: something else
# hint: For each group
odds_ratio = 54 / 19

# ---- Q6: one goal ----------------------------------------------------------------------------

# %% q6 right: rows, shares, division
regime = goals[(goals["method"] == "nonviolent") & (goals["goal"] == "regime change")]
share = (regime["success"] / regime["campaigns"]).to_list()
regime_ratio = share[1] / share[0]

# %% q6 right: by query and groupby
one = goals.query("method == 'nonviolent' and goal == 'regime change'")
sums = one.groupby("security_force_defection")[["success", "campaigns"]].sum()
part = sums["success"] / sums["campaigns"]
regime_ratio = part[1] / part[0]

# %% q6 right: by hand
regime_ratio = (35 / 43) / (51 / 98)

# %% q6 wrong: all goals
# hint: That is the ratio over all goals
regime_ratio = (40 / 52) / (54 / 117)

# %% q6 wrong: violent
# hint: That is the same goal with the other method
regime_ratio = (18 / 46) / (13 / 82)

# %% q6 wrong: odds
# hint: That is the odds ratio
regime_ratio = (35 / 8) / (51 / 47)

# %% q6 wrong: upside down
# hint: Upside down
regime_ratio = (51 / 98) / (35 / 43)

# %% q6 wrong: successes
# hint: You divided the successes
regime_ratio = 35 / 51

# %% q6 wrong: one share
# hint: That is one of the shares
regime_ratio = 35 / 43

# ---- Q7: a mean of shares --------------------------------------------------------------------

# %% q7 right: summed first
share_of_all = with_it["success"].sum() / with_it["campaigns"].sum()

# %% q7 right: a weighted mean
share_of_all = (shares * with_it["campaigns"]).sum() / with_it["campaigns"].sum()

# %% q7 right: by hand
share_of_all = p.n_good / p.n_these

# %% q7 wrong: the mean
# hint: That is the cell's number
share_of_all = shares.mean()

# %% q7 wrong: the median
# hint: That is the share of one size class
share_of_all = shares.median()

# %% q7 wrong: successes
# hint: That is how many succeeded
share_of_all = with_it["success"].sum()

# %% q7 wrong: percent
# hint: That is in percent
share_of_all = 100 * p.n_good / p.n_these

# %% q7 wrong: everything
# hint: That is the share with and without
share_of_all = known["success"].sum() / known["campaigns"].sum()

# %% q7 wrong: the others
# hint: That is the share {{OTHER}} def
others = known[known["security_force_defection"] != p.DEFECTION]
share_of_all = others["success"].sum() / others["campaigns"].sum()

# %% q7 wrong: unknown sizes too
# hint: Very close
unsure = sizes[sizes["method"] == p.METHOD]
unsure = unsure[unsure["security_force_defection"] == p.DEFECTION]
share_of_all = unsure["success"].sum() / unsure["campaigns"].sum()

# ---- Q8: a dumbbell --------------------------------------------------------------------------

# %% q8 right: as in the lesson
title = alt.Title("The gap is largest where cases are few", subtitle="Source: NAVCO 1.2 counts")
base = alt.Chart(pairs, title=title).encode(y=alt.Y("goal").title("Goal"))
rules = base.mark_rule().encode(x=alt.X("min(share)").title("Share"), x2="max(share)")
points = base.mark_point().encode(x="share", color="defection", size="of")
dumbbell = (rules + points).properties(
    description="Dumbbells by goal: the gap is largest for self-determination, on few campaigns."
)

# %% q8 right: a line between the points, the cases as text
base = alt.Chart(pairs).encode(
    x=alt.X("share:Q", title="Share that succeeded"), y=alt.Y("goal:N", title="Goal")
)
lines = base.mark_line(color="grey").encode(detail="goal:N")
points = base.mark_circle(size=120).encode(color="defection:N")
dumbbell = alt.layer(lines, points, base.mark_text(dy=-12).encode(text="of:Q")).properties(
    title="With defection more campaigns succeed",
    description="For each goal two points joined by a line; self-determination has the widest gap.",
)

# %% q8 right: upright, with shapes
base = alt.Chart(pairs).encode(x=alt.X("goal", title="Goal"))
rules = base.mark_rule().encode(y=alt.Y("min(share)", title="Share"), y2="max(share)")
points = base.mark_point(filled=True).encode(y="share", shape="defection", size="of")
dumbbell = (rules + points).properties(
    title={"text": "Success by goal and defection", "subtitle": "Source: NAVCO"},
    description="Vertical dumbbells for three goals, widest for self-determination on few cases.",
)

# %% q8 wrong: points only
# hint: Nothing joins the points
dumbbell = alt.Chart(pairs).mark_point().encode(x="share", y="goal", color="defection", size="of")

# %% q8 wrong: rules only
# hint: There are no points yet
dumbbell = alt.Chart(pairs).mark_rule().encode(x="min(share)", x2="max(share)", y="goal")

# %% q8 wrong: two charts
# hint: Rules and points stand in two charts
base = alt.Chart(pairs).encode(y="goal")
rules = base.mark_rule().encode(x="min(share)", x2="max(share)")
dumbbell = rules | base.mark_point().encode(x="share", color="defection", size="of")

# %% q8 wrong: one cannot tell them apart
# hint: One cannot tell with from without
base = alt.Chart(pairs).encode(y="goal")
rules = base.mark_rule().encode(x="min(share)", x2="max(share)")
dumbbell = rules + base.mark_point().encode(x="share", size="of")

# %% q8 wrong: on how many campaigns
# hint: On how many campaigns
base = alt.Chart(pairs).encode(y="goal")
rules = base.mark_rule().encode(x="min(share)", x2="max(share)")
dumbbell = rules + base.mark_point().encode(x="share", color="defection")

# %% q8 wrong: bare axes
# hint: An axis has only the name
base = alt.Chart(pairs).encode(y="goal")
rules = base.mark_rule().encode(x="min(share)", x2="max(share)")
dumbbell = rules + base.mark_point().encode(x="share", color="defection", size="of")

# %% q8 wrong: no description
# hint: Somebody cannot see it
base = alt.Chart(pairs, title="Success by goal").encode(y=alt.Y("goal").title("Goal"))
rules = base.mark_rule().encode(x=alt.X("min(share)").title("Share"), x2="max(share)")
dumbbell = rules + base.mark_point().encode(x="share", color="defection", size="of")

# %% q8 wrong: a rule with one end
# hint: The rule needs two ends
base = alt.Chart(pairs).encode(y="goal", x="share")
dumbbell = base.mark_rule() + base.mark_point().encode(color="defection", size="of")
