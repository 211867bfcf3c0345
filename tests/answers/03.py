# Right and wrong answers to set 03. Each block runs after the given cells of the notebook.

# ---- Q1: the welcome -------------------------------------------------------------------------

# %% q1 right: typed
welcome = "L006"

# %% q1 right: small letter, with a space
welcome = " l006"

# %% q1 right: by its issuer
welcome = hosts[hosts["issuer"] == "Mizoram Government"]["policy"].iloc[0]

# %% q1 right: by a search
welcome = hosts[hosts["issuer"].str.contains("Mizoram")]["policy"].item()

# %% q1 right: by query
welcome = hosts.query("issuer.str.startswith('Mizoram')")["policy"].to_numpy()[0]

# %% q1 wrong: the ministry
# hint: That is the ministry
welcome = "L005"

# %% q1 wrong: flown home
# hint: That is India, but later
welcome = "L049"

# %% q1 wrong: Thailand
# hint: That is another country. Look
welcome = "L038"

# %% q1 wrong: Bangladesh
# hint: That is another country, and three years
welcome = "L060"

# %% q1 wrong: the issuer
# hint: That is the issuer
welcome = "Mizoram Government"

# %% q1 wrong: the example
# hint: That key is only the example
welcome = "L001"

# %% q1 wrong: a column
# hint: The right row, but
welcome = hosts[hosts["issuer"] == "Mizoram Government"]["policy"]

# ---- Q2: a misprint --------------------------------------------------------------------------

# %% q2 right: typed
misprint = "F623"

# %% q2 right: by its number
misprint = steps[steps["high"] == 750000]["figure"].iloc[0]

# %% q2 right: by its note
misprint = steps[steps["note"].str.contains("misprint", na=False)]["figure"].item()

# %% q2 wrong: the top step, right
# hint: That is the top step, and another row agrees
misprint = "F624"

# %% q2 wrong: the top step by another page
# hint: That is the top step, and another row agrees
misprint = "F638"

# %% q2 wrong: the smallest sum
# hint: That is the lowest step
misprint = steps.sort_values("high")["figure"].iloc[0]

# %% q2 wrong: the pistol
# hint: That is a step for a pistol
misprint = "F620"

# %% q2 wrong: the number
# hint: That is the number that went wrong
misprint = "750000"

# %% q2 wrong: the source
# hint: That is the source
misprint = "S222"

# %% q2 wrong: not a text
# hint: A text is asked for
misprint = 750000

# %% q2 wrong: not in the table
# hint: Read in_words
misprint = "F630"

# ---- Q3: search ------------------------------------------------------------------------------

# %% q3 right: two conditions
named = offers["condition"].str.contains("weapon")
ask_for_weapon = len(offers[named & ~offers["condition"].str.contains("without")])

# %% q3 right: one count from another
all_of_them = offers["condition"].str.contains("weapon").sum()
ask_for_weapon = all_of_them - offers["condition"].str.contains("without").sum()

# %% q3 right: a NumPy number
text = offers["condition"].str.lower()
ask_for_weapon = (text.str.contains("weapon") & ~text.str.contains("without")).sum()

# %% q3 right: asked whether it is False
ask_for_weapon = len(
    offers[
        offers["condition"].str.contains("weapon", case=False).eq(True)
        & offers["condition"].str.contains("without", case=False).eq(False)
    ]
)

# %% q3 right: a loop
ask_for_weapon = 0
for words in offers["condition"]:
    if "weapon" in words and "without" not in words:
        ask_for_weapon = ask_for_weapon + 1

# %% q3 right: step by step, with shape
some = offers[offers["condition"].str.contains("weapon")]
some = some[~some["condition"].str.contains("without")]
ask_for_weapon = some.shape[0]

# %% q3 wrong: one search
# hint: Nearly: one of these offers
ask_for_weapon = offers["condition"].str.contains("weapon").sum()

# %% q3 wrong: the other search
# hint: That is how many say 'without'
ask_for_weapon = offers["condition"].str.contains("without").sum()

# %% q3 wrong: the whole text
# hint: None? A search for a piece of a text
ask_for_weapon = (offers["condition"] == "weapon").sum()

# %% q3 wrong: added
# hint: You added the rows
ask_for_weapon = len(offers[offers["condition"].str.contains("weapon")]) + 1

# %% q3 wrong: all offers
# hint: That is how many offers there are
ask_for_weapon = len(offers)

# %% q3 wrong: only what is shown
# hint: You counted in the table that is shown
ask_for_weapon = offers.iloc[0:8]["condition"].str.contains("weapon").sum()

# %% q3 wrong: all without the word
# hint: These are all rows without
ask_for_weapon = (~offers["condition"].str.contains("without")).sum()

# %% q3 wrong: the share
# hint: That is a share
ask_for_weapon = p.n_right / p.n_shown

# %% q3 wrong: a column
# hint: One number is asked for; this is a whole
ask_for_weapon = offers["condition"].str.contains("weapon")

# ---- Q4: lines in order ----------------------------------------------------------------------

# %% q4 right: in order
voices = joint[["event", "actors"]]
voices["actors"] = voices["actors"].str.split("; ")
voices = voices.explode("actors")
voices = voices["actors"].value_counts()

# %% q4 right: in one chain
voices = joint["actors"].str.split("; ").explode().value_counts()

# %% q4 right: a grouping
apart = joint.assign(actor=joint["actors"].str.split("; ")).explode("actor")
voices = apart.groupby("actor").size()

# %% q4 right: a table
apart = joint.assign(actor=joint["actors"].str.split("; ")).explode("actor")
voices = apart.groupby("actor").size().reset_index(name="events")

# %% q4 right: stripped afterwards
voices = joint["actors"].str.split(";").explode().str.strip().value_counts()

# %% q4 right: a dictionary
voices = {}
for cell in joint["actors"]:
    for name in cell.split("; "):
        voices[name] = voices.get(name, 0) + 1

# %% q4 wrong: explode before split
# hint: Whole cells were counted
voices = joint[["event", "actors"]]
voices = voices.explode("actors")
voices = voices["actors"].value_counts()

# %% q4 wrong: spaces left
# hint: Some names begin with a space
voices = joint["actors"].str.split(";").explode().value_counts()

# %% q4 wrong: actors of each event
# hint: These are the actors of each event
apart = joint.assign(actor=joint["actors"].str.split("; ")).explode("actor")
voices = apart["event"].value_counts()

# %% q4 wrong: not counted
# hint: One count for each label
voices = joint.assign(actors=joint["actors"].str.split("; ")).explode("actors")

# %% q4 wrong: names, not counts
# hint: These are rows or labels
voices = joint["actors"].str.split("; ").explode()

# %% q4 wrong: all events of the ledger
# hint: First keep two columns
voices = events["actors"].str.split("; ").explode().value_counts()

# ---- Q5: three tables ------------------------------------------------------------------------

# %% q5 right: two merges
implied = kyat.merge(pairs, on="figure").merge(converted, on="dollars")
implied["rate"] = implied["high"] / implied["usd"]

# %% q5 right: from the middle, rounded
implied = pairs.merge(converted, on="dollars").merge(kyat, on="figure")
implied["rate"] = round(implied["high"] / implied["usd"])

# %% q5 right: left and right names
both = pairs.merge(kyat, left_on="figure", right_on="figure", how="left")
both = both.merge(converted, left_on="dollars", right_on="dollars", how="left")
implied = both.assign(rate=both["high"].div(both["usd"]).round(1))[["figure", "rate"]]

# %% q5 right: figure as the index
implied = kyat.merge(pairs).merge(converted).set_index("figure")
implied["rate"] = implied["high"] / implied["usd"]

# %% q5 right: by map
usd = converted.set_index("dollars")["usd"]
implied = kyat.merge(pairs, on="figure")
implied["rate"] = implied["high"] / implied["dollars"].map(usd)

# %% q5 wrong: upside down
# hint: That is dollars for one kyat
implied = kyat.merge(pairs, on="figure").merge(converted, on="dollars")
implied["rate"] = implied["usd"] / implied["high"]

# %% q5 wrong: multiplied
# hint: You multiplied
implied = kyat.merge(pairs, on="figure").merge(converted, on="dollars")
implied["rate"] = implied["usd"] * implied["high"]

# %% q5 wrong: no rate yet
# hint: The join is right. Now make a column
implied = kyat.merge(pairs, on="figure").merge(converted, on="dollars")

# %% q5 wrong: every row with every row
# hint: Each row in kyat met each row
implied = kyat.merge(converted, how="cross")
implied["rate"] = implied["high"] / implied["usd"]

# %% q5 wrong: the rows in dollars
# hint: The column figure holds the rows in dollars
implied = figures[figures["figure"].isin(["F625", "F626", "F633"])]
implied["rate"] = implied["high"]

# %% q5 wrong: side by side, in another order
# hint: The rows are right, the rates are not
implied = pairs.merge(kyat, on="figure")
implied["rate"] = implied["high"] / converted["usd"].to_numpy()

# %% q5 wrong: only the amount in dollars
# hint: That is the amount in dollars
implied = kyat.merge(pairs, on="figure").merge(converted, on="dollars")
implied["rate"] = implied["usd"]

# %% q5 wrong: empty
# hint: The joined table is empty
implied = kyat.merge(converted, left_on="figure", right_on="dollars")

# %% q5 wrong: figure got lost
# hint: The column 'figure' got lost
implied = kyat.merge(pairs, on="figure").merge(converted, on="dollars")
implied = implied[["high", "usd"]]

# ---- Q6: at the market rate ------------------------------------------------------------------

# %% q6 right: by hand
in_dollars = p.reward / (200000 / 45)

# %% q6 right: rows taken out
one = figures.set_index("figure")
in_dollars = one.loc[p.ROW, "low"] / (one.loc["F776", "high"] / one.loc["F777", "high"])

# %% q6 right: by months of pay
bounty = figures[figures["figure"] == p.ROW]["low"].iloc[0]
pay = figures[figures["figure"] == "F776"]["low"].iloc[0]
dollars = figures[figures["figure"] == "F777"]["low"].iloc[0]
in_dollars = bounty / pay * dollars

# %% q6 right: rounded rate
in_dollars = p.reward / 4444

# %% q6 right: whole dollars
in_dollars = round(p.reward / 200000 * 45, 1)

# %% q6 wrong: official
# hint: That is at the official rate
in_dollars = p.reward / 2100

# %% q6 wrong: the rate
# hint: That is the rate
in_dollars = 200000 / 45

# %% q6 wrong: multiplied
# hint: You multiplied. Kyat become
in_dollars = p.reward * 200000 / 45

# %% q6 wrong: upside down
# hint: That is upside down
in_dollars = (200000 / 45) / p.reward

# %% q6 wrong: by the dollars of the pay
# hint: You divided by the dollars
in_dollars = p.reward / 45

# %% q6 wrong: months
# hint: That is how many months
in_dollars = p.reward / 200000

# %% q6 wrong: a text
# hint: This is text
in_dollars = "2250"

# ---- Q7: rows that multiply ------------------------------------------------------------------

# %% q7 right: two rows
two = bill[bill["figure"].isin(["F242", "F244"])]
paid = (two["high"] * two["low"]).sum()

# %% q7 right: by hand
paid = 127 * 1_000_000 + 134 * 100_000

# %% q7 right: join again, with fewer rows
people = counted[counted["figure"] != "F240"]
people = people[people["figure"] != "F243"]
again = amounts.merge(people, on="population")
paid = float((again["high"] * again["low"]).sum())

# %% q7 right: by query, a plain integer
rows = bill.query("figure == 'F242' or figure == 'F244'")
paid = int(rows["high"].mul(rows["low"]).sum())

# %% q7 right: a dot product
two = bill.set_index("figure").loc[["F242", "F244"]]
paid = two["high"].dot(two["low"])

# %% q7 wrong: the cell's number
# hint: That is the cell's number
paid = (bill["high"] * bill["low"]).sum()

# %% q7 wrong: the other count
# hint: You took another count
paid = 126 * 1000000 + 134 * 100000

# %% q7 wrong: soldiers only
# hint: These are the soldiers
paid = 127 * 1000000

# %% q7 wrong: relatives only
# hint: These are the relatives
paid = 134 * 100000

# %% q7 wrong: everybody at the soldier's rate
# hint: You paid the relatives as much
paid = (127 + 134) * 1000000

# %% q7 wrong: sums of columns multiplied
# hint: You gave everybody both sums
two = bill[bill["figure"].isin(["F242", "F244"])]
paid = two["high"].sum() * two["low"].sum()

# %% q7 wrong: one double left
# hint: Two statements about the soldiers
some = bill[bill["figure"] != "F240"]
paid = (some["high"] * some["low"]).sum()

# %% q7 wrong: by the mean of the rows
# hint: That is a mean of all rows
paid = (bill["high"] * bill["low"]).mean()

# %% q7 wrong: in millions
# hint: Right, in millions
paid = 127 * 1 + 134 * 0.1

# %% q7 wrong: people
# hint: That is how many people
paid = 127 + 134

# %% q7 wrong: a column
# hint: One number is asked for; this is a whole
paid = bill["high"] * bill["low"]

# ---- Q8: months of pay -----------------------------------------------------------------------

# %% q8 right: by hand
months_of_pay = 10000000 / 300000

# %% q8 right: rows taken out
one = figures.set_index("figure")["low"]
months_of_pay = one["F763"] / one["F691"]

# %% q8 right: rounded
months_of_pay = round(10_000_000 / 300_000, 1)

# %% q8 right: whole months
months_of_pay = 10_000_000 // 300_000

# %% q8 right: by item
price = figures.loc[figures["figure"] == "F763", "high"].item()
months_of_pay = price / figures.loc[figures["figure"] == "F691", "high"].item()

# %% q8 wrong: upside down
# hint: That is the pay in substitutes
months_of_pay = 300000 / 10000000

# %% q8 wrong: in years
# hint: That is in years
months_of_pay = 10000000 / 300000 / 12

# %% q8 wrong: against the whole service
# hint: That compares it with the whole service
months_of_pay = 10000000 / (24 * 300000)

# %% q8 wrong: the teacher
# hint: You divided by a teacher's pay
months_of_pay = 10000000 / 200000

# %% q8 wrong: a difference
# hint: That is a difference
months_of_pay = 10000000 - 300000

# %% q8 wrong: the service
# hint: Those are the months of service
months_of_pay = 24

# %% q8 wrong: less the service
# hint: You took the service off
months_of_pay = 10000000 / 300000 - 24

# %% q8 wrong: a nought lost
# hint: A nought too much or too few
months_of_pay = 1000000 / 300000

# %% q8 wrong: a nought lost in the pay
# hint: A nought too much or too few
months_of_pay = 10000000 / 30000

# %% q8 wrong: up to whole months
# hint: Nearly: you went up
months_of_pay = -(-10000000 // 300000)

# %% q8 wrong: added
# hint: Divide the price by the pay
months_of_pay = 10000000 + 300000

# ---- Q9: the chart ---------------------------------------------------------------------------

# %% q9 right: two layers
base = alt.Chart(fees, title="What a substitute cost").encode(y=alt.Y("claimant").title("Who says"))
ranges = base.mark_rule().encode(x=alt.X("low").scale(type="log").title("Kyat"), x2="high")
points = base.mark_point().encode(x="high")
fee_chart = (ranges + points).properties(
    description="From two million kyat in Mon State up to ten million, as several claimants say it."
)

# %% q9 right: long spelling, circles, bars, rows by key
ranges = (
    alt.Chart(fees)
    .mark_bar(size=4)
    .encode(
        x=alt.X("low:Q", scale=alt.Scale(type="log"), axis=alt.Axis(title="Kyat (log)")),
        x2="high:Q",
        y=alt.Y("figure:N", title="Statement"),
    )
)
points = alt.Chart(fees).mark_circle().encode(x="high:Q", y="figure:N", color="claimant:N")
fee_chart = alt.layer(ranges, points).properties(
    title="Two to ten million kyat",
    description="Six ranges of prices for a substitute, the lowest two, the highest ten million.",
)

# %% q9 right: from the high end, points at both ends
base = alt.Chart(fees).encode(y=alt.Y("claimant", title="Claimant"))
ranges = base.mark_rule().encode(
    x=alt.X("high", scale=alt.Scale(type="log"), title="Price in kyat"), x2="low"
)
fee_chart = (
    ranges + base.mark_point().encode(x="low") + base.mark_tick().encode(x="high")
).properties(
    title=alt.TitleParams("Price of a substitute, 2024 to 2025"),
    description="Rules from the lowest price, two million kyat, to the highest, ten million kyat.",
)

# %% q9 wrong: no points
# hint: There are no points yet
fee_chart = (
    alt.Chart(fees, title="What a substitute cost")
    .mark_rule()
    .encode(x=alt.X("low").scale(type="log").title("Kyat"), x2="high", y="claimant")
)

# %% q9 wrong: no rules
# hint: There is no rule yet
fee_chart = (
    alt.Chart(fees, title="What a substitute cost")
    .mark_point()
    .encode(x=alt.X("high").scale(type="log").title("Kyat"), y="claimant")
)

# %% q9 wrong: a plain scale
# hint: The scale is a plain one
base = alt.Chart(fees, title="What a substitute cost").encode(y=alt.Y("claimant").title("Who says"))
ranges = base.mark_rule().encode(x=alt.X("low").title("Kyat"), x2="high")
fee_chart = ranges + base.mark_point().encode(x="high")

# %% q9 wrong: points at the lower end
# hint: The points are not at the upper price
base = alt.Chart(fees, title="What a substitute cost").encode(y=alt.Y("claimant").title("Who says"))
ranges = base.mark_rule().encode(x=alt.X("low").scale(type="log").title("Kyat"), x2="high")
fee_chart = ranges + base.mark_point().encode(x="low")

# %% q9 wrong: turned
# hint: The kyat run upwards
base = alt.Chart(fees, title="What a substitute cost").encode(x=alt.X("claimant").title("Who says"))
ranges = base.mark_rule().encode(y=alt.Y("low").scale(type="log").title("Kyat"), y2="high")
fee_chart = ranges + base.mark_point().encode(y="high")

# %% q9 wrong: side by side
# hint: Rules and points stand in two charts
base = alt.Chart(fees).encode(y=alt.Y("claimant").title("Who says"))
ranges = base.mark_rule().encode(x=alt.X("low").scale(type="log").title("Kyat"), x2="high")
fee_chart = ranges | base.mark_point().encode(x="high")

# %% q9 wrong: nobody says it
# hint: One cannot see who says it
base = alt.Chart(fees, title="What a substitute cost")
ranges = base.mark_rule().encode(x=alt.X("low").scale(type="log").title("Kyat"), x2="high")
fee_chart = ranges + base.mark_point().encode(x="high")

# %% q9 wrong: the whole ledger
# hint: Not all statements are drawn
base = alt.Chart(figures, title="What a substitute cost").encode(y=alt.Y("claimant").title("Who"))
ranges = base.mark_rule().encode(x=alt.X("low").scale(type="log").title("Kyat"), x2="high")
fee_chart = ranges + base.mark_point().encode(x="high")

# %% q9 wrong: no axis titles
# hint: An axis has only the name
base = alt.Chart(fees, title="What a substitute cost").encode(y="claimant")
ranges = base.mark_rule().encode(x=alt.X("low").scale(type="log"), x2="high")
fee_chart = ranges + base.mark_point().encode(x="high")

# %% q9 wrong: no title
# hint: The chart needs a title
base = alt.Chart(fees).encode(y=alt.Y("claimant").title("Who says"))
ranges = base.mark_rule().encode(x=alt.X("low").scale(type="log").title("Kyat"), x2="high")
fee_chart = ranges + base.mark_point().encode(x="high")

# %% q9 wrong: no description
# hint: Somebody cannot see it
base = alt.Chart(fees, title="What a substitute cost").encode(y=alt.Y("claimant").title("Who says"))
ranges = base.mark_rule().encode(x=alt.X("low").scale(type="log").title("Kyat"), x2="high")
fee_chart = ranges + base.mark_point().encode(x="high")
