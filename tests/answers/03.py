# Right and wrong answers to set 03. Each block runs after the given cells of the notebook.

# ---- Q1: the welcome -------------------------------------------------------------------------

# %% q1 right: typed
welcome = "L006"

# %% q1 right: small letter
welcome = " l006"

# %% q1 right: by its issuer
welcome = hosts[hosts["issuer"] == "Mizoram Government"]["policy"].iloc[0]

# %% q1 right: by a search
welcome = hosts[hosts["issuer"].str.contains("Mizoram")]["policy"].item()

# %% q1 wrong: the ministry
# hint: That is the ministry
welcome = "L005"

# %% q1 wrong: flown home
# hint: That is India, but later
welcome = "L049"

# %% q1 wrong: Thailand
# hint: That is another country. Look
welcome = "L038"

# %% q1 wrong: the issuer
# hint: That is the issuer
welcome = "Mizoram Government"

# %% q1 wrong: the example
# hint: That key is only the example
welcome = "L001"

# %% q1 wrong: a column
# hint: The right row, but
welcome = hosts[hosts["issuer"] == "Mizoram Government"]["policy"]

# ---- Q2: nothing in the hand -----------------------------------------------------------------

# %% q2 right: typed
empty_hands = "L011"

# %% q2 right: by a search
empty_hands = offers[offers["condition"].str.contains("without")]["policy"].iloc[0]

# %% q2 wrong: equipment
# hint: That one asks to hand something over
empty_hands = "L009"

# %% q2 wrong: a vehicle
# hint: That one asks for a vehicle
empty_hands = "L016"

# %% q2 wrong: a weapon
# hint: That one asks for a weapon
empty_hands = "L014"

# %% q2 wrong: the issuer
# hint: That is the issuer
empty_hands = "Chinland Defence Force Hakha"

# %% q2 wrong: not in the table
# hint: Read the column condition
empty_hands = "L047"

# ---- Q3: search ------------------------------------------------------------------------------

# %% q3 right: contains and sum
with_weapon = int(offers["condition"].str.contains("weapon").sum())

# %% q3 right: rows counted
with_weapon = len(offers[offers["condition"].str.contains("weapon", case=False)])

# %% q3 right: a NumPy number
with_weapon = offers["condition"].str.contains("weapon").sum()

# %% q3 right: a loop
with_weapon = 0
for condition in offers["condition"]:
    if "weapon" in condition:
        with_weapon = with_weapon + 1

# %% q3 right: by query
with_weapon = offers.query("condition.str.contains('weapon')").shape[0]

# %% q3 wrong: the whole text
# hint: None?
with_weapon = (offers["condition"] == "weapon").sum()

# %% q3 wrong: a capital
# hint: None?
with_weapon = offers["condition"].str.contains("Weapon").sum()

# %% q3 wrong: other words too
# hint: You searched for other words
with_weapon = offers["condition"].str.contains("weapon|arms").sum()

# %% q3 wrong: all offers
# hint: That is how many offers
with_weapon = len(offers)

# %% q3 wrong: True and False
# hint: One number is asked for
with_weapon = offers["condition"].str.contains("weapon")

# %% q3 wrong: the share
# hint: That is the share
with_weapon = offers["condition"].str.contains("weapon").mean()

# %% q3 wrong: in the table shown
# hint: You counted in the table
with_weapon = offers.iloc[0:8]["condition"].str.contains("weapon").sum()

# ---- Q4: take a list apart -------------------------------------------------------------------

# %% q4 right: the lines in order
rewards["figure"] = rewards["figures"].str.split("; ")
pairs = rewards.explode("figure")
pairs = pairs[["policy", "figure"]]

# %% q4 right: in one line
pairs = rewards.assign(figure=rewards["figures"].str.split("; ")).explode("figure")

# %% q4 right: split at the semicolon, then stripped
rewards["figure"] = rewards["figures"].str.split(";")
pairs = rewards.explode("figure")
pairs["figure"] = pairs["figure"].str.strip()

# %% q4 right: a loop
found = []
for row in rewards.to_dict("records"):
    for key in row["figures"].split("; "):
        found.append({"figure": key, "policy": row["policy"]})
pairs = pd.DataFrame(found)

# %% q4 wrong: exploded before it was split
# hint: Several keys stand in one cell
rewards["figure"] = rewards["figures"]
pairs = rewards.explode("figure")[["policy", "figure"]]

# %% q4 wrong: split only
# hint: Lists stand in the cells
rewards["figure"] = rewards["figures"].str.split("; ")
pairs = rewards[["policy", "figure"]]

# %% q4 wrong: the space stayed
# hint: The keys have a space
rewards["figure"] = rewards["figures"].str.split(";")
pairs = rewards.explode("figure")[["policy", "figure"]]

# %% q4 wrong: the column lost
# hint: The columns policy and figure
pairs = rewards[["policy", "figures"]]

# %% q4 wrong: the first of each
# hint: One row for each policy still
rewards["figure"] = rewards["figures"].str.split("; ").str[0]
pairs = rewards[["policy", "figure"]]

# %% q4 wrong: a column only
# hint: A table is asked for
pairs = rewards["figures"].str.split("; ").explode()

# %% q4 wrong: twice
# hint: These are not all pairs
rewards["figure"] = rewards["figures"].str.split("; ")
pairs = pd.concat([rewards.explode("figure"), rewards.explode("figure")])

# ---- Q5: a rate ------------------------------------------------------------------------------

# %% q5 right: looked up
money = figures.set_index("figure")["low"]
rate = money["F619"] / money["F625"]

# %% q5 right: by rows
kyat = figures[figures["figure"] == "F619"]["low"].iloc[0]
dollars = figures[figures["figure"] == "F625"]["low"].iloc[0]
rate = kyat / dollars

# %% q5 right: rounded
rate = 2105

# %% q5 wrong: upside down
# hint: That is how many dollars one kyat is
rate = 95 / 200000

# %% q5 wrong: kyat
# hint: That is the amount in kyat
rate = 200000

# %% q5 wrong: dollars
# hint: That is the amount in dollars
rate = 95

# %% q5 wrong: a difference
# hint: That is a difference
rate = 200000 - 95

# %% q5 wrong: the lesson's
# hint: That is the rate from the lesson
rate = 2100

# %% q5 wrong: other rows
# hint: Take the kyat
rate = 7500000 / 95

# ---- Q6: at the market rate ------------------------------------------------------------------

# %% q6 right: rate first
money = figures.set_index("figure")["low"]
market = money["F776"] / money["F777"]
in_dollars = money[p.ROW] / market

# %% q6 right: a rule of three
in_dollars = p.reward * 45 / 200000

# %% q6 right: months of pay
months = p.reward / 200000
in_dollars = months * 45

# %% q6 wrong: the official rate
# hint: That is at the official rate
in_dollars = p.reward / 2105.26

# %% q6 wrong: the rate
# hint: That is the rate. Divide
in_dollars = 200000 / 45

# %% q6 wrong: multiplied
# hint: You multiplied
in_dollars = p.reward * 200000 / 45

# %% q6 wrong: months
# hint: You divided by the pay in kyat
in_dollars = p.reward / 200000

# %% q6 wrong: by the dollars
# hint: You divided by the dollars
in_dollars = p.reward / 45

# %% q6 wrong: kyat
# hint: First the rate
in_dollars = p.reward

# ---- Q7: rows that multiply ------------------------------------------------------------------

# %% q7 right: before the join
one_of_each = steps["low"].sum()

# %% q7 right: without the doubles
one_of_each = joined.drop_duplicates("policy")["low"].sum()

# %% q7 right: by hand
one_of_each = 5000000 + 10000000 + 50000000

# %% q7 right: one of each group
one_of_each = joined.groupby("policy")["low"].first().sum()

# %% q7 wrong: the cell's
# hint: That is the cell's number
one_of_each = joined["low"].sum()

# %% q7 wrong: a mean
# hint: That is a mean
one_of_each = joined["low"].mean()

# %% q7 wrong: rows
# hint: That is how many rows
one_of_each = len(joined)

# %% q7 wrong: a step missing
# hint: One step is missing
one_of_each = 50000000 + 10000000

# %% q7 wrong: all statements
# hint: Those are the statements added up
one_of_each = figures[figures["figure"].isin(said["figure"])]["low"].sum()

# %% q7 wrong: something else
# hint: Add up the three steps
one_of_each = 130000000

# ---- Q8: ranges on a log scale ---------------------------------------------------------------

# %% q8 right: as in the lesson
title = alt.Title("A substitute cost two to ten million kyat", subtitle="Source: ledger 2027.1")
base = alt.Chart(fees, title=title).encode(y=alt.Y("claimant").title("Claimant"))
rules = base.mark_rule().encode(x=alt.X("low").scale(type="log").title("Kyat"), x2="high")
fee_chart = (rules + base.mark_point().encode(x="high")).properties(
    description="Ranges on a log scale by claimant, from two million kyat to ten million kyat."
)

# %% q8 right: layers, keywords, circles, claimant by key
rules = (
    alt.Chart(fees)
    .mark_rule()
    .encode(
        x=alt.X("low:Q", scale=alt.Scale(type="log"), title="Kyat"),
        x2="high:Q",
        y=alt.Y("claimant:N", title="Who says it"),
    )
)
dots = alt.Chart(fees).mark_circle().encode(x="high:Q", y="claimant:N", color="figure:N")
fee_chart = alt.layer(rules, dots).properties(
    title="Price of a substitute by claimant",
    description="Lowest two million kyat in Mon State, highest ten million by families in towns.",
)

# %% q8 right: bars as ranges
base = alt.Chart(fees).encode(y=alt.Y("claimant", axis=alt.Axis(title="Claimant")))
x = alt.X("low", scale=alt.Scale(type="log"), axis=alt.Axis(title="Kyat, log"))
fee_chart = (base.mark_bar().encode(x=x, x2="high") + base.mark_tick().encode(x="high")).properties(
    title="What a substitute cost families",
    description="From two million kyat in one state to ten million kyat as families are asked.",
)

# %% q8 wrong: points only
# hint: There is no rule yet
fee_chart = alt.Chart(fees).mark_point().encode(x="high", y="claimant")

# %% q8 wrong: rules only
# hint: There are no points yet
fee_chart = alt.Chart(fees).mark_rule().encode(x="low", x2="high", y="claimant")

# %% q8 wrong: a plain scale
# hint: The scale is a plain one
base = alt.Chart(fees).encode(y="claimant")
fee_chart = base.mark_rule().encode(x="low", x2="high") + base.mark_point().encode(x="high")

# %% q8 wrong: one end
# hint: The rule should reach
base = alt.Chart(fees).encode(y="claimant")
fee_chart = base.mark_rule().encode(x="low") + base.mark_point().encode(x="high")

# %% q8 wrong: two charts
# hint: Rules and points stand in two charts
base = alt.Chart(fees).encode(y="claimant")
fee_chart = base.mark_rule().encode(x="low", x2="high") | base.mark_point().encode(x="high")

# %% q8 wrong: no claimant
# hint: One cannot see who says it
base = alt.Chart(fees).encode(y="day")
rules = base.mark_rule().encode(x=alt.X("low").scale(type="log"), x2="high")
fee_chart = rules + base.mark_point().encode(x="high")

# %% q8 wrong: rows lost
# hint: Not all statements are drawn
base = alt.Chart(fees[fees["low"] > 4000000]).encode(y="claimant")
rules = base.mark_rule().encode(x=alt.X("low").scale(type="log"), x2="high")
fee_chart = rules + base.mark_point().encode(x="high")

# %% q8 wrong: bare axes
# hint: An axis has only the name
base = alt.Chart(fees).encode(y="claimant")
rules = base.mark_rule().encode(x=alt.X("low").scale(type="log"), x2="high")
fee_chart = rules + base.mark_point().encode(x="high")

# %% q8 wrong: no description
# hint: Somebody cannot see it
base = alt.Chart(fees, title="Price of a substitute").encode(y=alt.Y("claimant").title("Claimant"))
rules = base.mark_rule().encode(x=alt.X("low").scale(type="log").title("Kyat"), x2="high")
fee_chart = rules + base.mark_point().encode(x="high")
