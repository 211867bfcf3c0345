# Right and wrong answers to set 02. Each block runs after the given cells of the notebook.

# ---- Q1: about those who stay ----------------------------------------------------------------

# %% q1 right: typed
about_stayers = "Q073"

# %% q1 right: small letter
about_stayers = " q073"

# %% q1 right: by the hidden column
about_stayers = judged[judged["about"] == "stayers"]["frame"].iloc[0]

# %% q1 wrong: same notice
# hint: Same speaker, same day
about_stayers = "Q072"

# %% q1 wrong: ran away
# hint: These men ran away. Who
about_stayers = "Q048"

# %% q1 wrong: may come back
# hint: These men ran away, and
about_stayers = "Q086"

# %% q1 wrong: the word
# hint: That is the word
about_stayers = "stayers"

# %% q1 wrong: the example
# hint: That key is only the example
about_stayers = "Q001"

# ---- Q2: the word does not decide ------------------------------------------------------------

# %% q2 right: typed
his_code = "pawn"

# %% q2 right: capital
his_code = "Pawn "

# %% q2 right: looked up
his_code = frames.set_index("frame").loc["Q049", "code"]

# %% q2 wrong: the loud word
# hint: That is the word that he says others use
his_code = "hero"

# %% q2 wrong: another sentence
# hint: That is how he judges them in another
his_code = "criminal"

# %% q2 wrong: kin
# hint: He does not count them
his_code = "brother"

# %% q2 wrong: the family
# hint: Near, and in the same family
his_code = "captive"

# %% q2 wrong: a key
# hint: Choose one of the codes
his_code = "Q049"

# ---- Q3: groups ------------------------------------------------------------------------------

# %% q3 right: groupby
by_side = prisoners.groupby("side").size()

# %% q3 right: value_counts
by_side = prisoners["side"].value_counts()

# %% q3 right: a table
by_side = prisoners.groupby("side").size().reset_index(name="rows")

# %% q3 right: a dictionary
by_side = prisoners["side"].value_counts().to_dict()

# %% q3 wrong: codes
# hint: groupby the column of the side
by_side = prisoners.groupby("code").size()

# %% q3 wrong: judgements
# hint: Those are the judgements
by_side = prisoners.groupby("valence").size()

# %% q3 wrong: about
# hint: All of them are about
by_side = prisoners.groupby("about").size()

# %% q3 wrong: everything
# hint: groupby the column
by_side = frames.groupby("side").size()

# %% q3 wrong: the column itself
# hint: These are rows or labels
by_side = prisoners["side"]

# ---- Q4: a two-way table ---------------------------------------------------------------------

# %% q4 right: crosstab
cross = pd.crosstab(measures["side"], measures["instrument"])
rewards_of_resistance = cross.loc["resistance", "reward"]

# %% q4 right: filtered
rewards_of_resistance = len(
    measures[(measures["side"] == "resistance") & (measures["instrument"] == "reward")]
)

# %% q4 right: groupby
rewards_of_resistance = measures.groupby(["side", "instrument"]).size()["resistance"]["reward"]

# %% q4 right: typed
rewards_of_resistance = 3

# %% q4 wrong: ethnic organisations
# hint: Those are the rewards of the ethnic
rewards_of_resistance = pd.crosstab(measures["side"], measures["instrument"]).loc["ero", "reward"]

# %% q4 wrong: all sides
# hint: Those are the rewards of all sides
rewards_of_resistance = (measures["instrument"] == "reward").sum()

# %% q4 wrong: all measures of the side
# hint: Those are all measures
rewards_of_resistance = (measures["side"] == "resistance").sum()

# %% q4 wrong: the junta
# hint: None?
rewards_of_resistance = pd.crosstab(measures["side"], measures["instrument"]).loc["junta", "reward"]

# %% q4 wrong: the whole table
# hint: One number is asked for
rewards_of_resistance = pd.crosstab(measures["side"], measures["instrument"])

# ---- Q5: families ----------------------------------------------------------------------------

# %% q5 right: map and count
family_counts = returners["code"].map(families).value_counts()

# %% q5 right: a column first, then groupby
returners["family"] = returners["code"].map(families)
family_counts = returners.groupby("family").size().reset_index(name="rows")

# %% q5 right: replaced
family_counts = returners["code"].replace(families).value_counts()

# %% q5 wrong: codes
# hint: Those are the codes
family_counts = returners["code"].value_counts()

# %% q5 wrong: sides
# hint: Those are the sides
family_counts = returners["side"].value_counts()

# %% q5 wrong: the wrong column mapped
# hint: Nothing is left
family_counts = returners["side"].map(families).value_counts()

# %% q5 wrong: not counted
# hint: These are rows or labels
family_counts = returners["code"].map(families)

# %% q5 wrong: all statements
# hint: map the column
family_counts = frames["code"].map(families).value_counts()

# ---- Q6: agreement ---------------------------------------------------------------------------

# %% q6 right: mean
agreement = (items["family"] == items["other"]).mean()

# %% q6 right: counted
agreement = len(items[items["family"] == items["other"]]) / len(items)

# %% q6 right: a NumPy way
agreement = (items["family"].to_numpy() == items["other"].to_numpy()).sum() / 12

# %% q6 wrong: how many
# hint: That is how many. Of
agreement = (items["family"] == items["other"]).sum()

# %% q6 wrong: differing
# hint: That is the share on which
agreement = (items["family"] != items["other"]).mean()

# %% q6 wrong: percent
# hint: That is in percent
agreement = 75

# %% q6 wrong: shown only
# hint: You compared the statements
agreement = (items["family"] == items["other"]).iloc[0:6].mean()

# %% q6 wrong: code against coding
# hint: Compare the two columns
agreement = (items["code"] == items["other"]).mean()

# %% q6 wrong: True and False
# hint: One number is asked for
agreement = items["family"] == items["other"]

# ---- Q7: kappa -------------------------------------------------------------------------------

# %% q7 right: as in the lesson
same = (items["family"] == items["other"]).mean()
a = items["family"].value_counts() / len(items)
b = items["other"].value_counts() / len(items)
chance = (a * b).sum()
kappa = (same - chance) / (1 - chance)

# %% q7 right: from the two-way table
cross = pd.crosstab(items["family"], items["other"])
names = sorted(set(items["family"]) | set(items["other"]))
cross = cross.reindex(index=names, columns=names, fill_value=0)
total = cross.to_numpy().sum()
same = cross.to_numpy().trace() / total
chance = (cross.sum(axis=0) * cross.sum(axis=1)).sum() / total**2
kappa = (same - chance) / (1 - chance)

# %% q7 right: rounded
kappa = 0.67

# %% q7 wrong: agreement
# hint: That is the agreement. How
kappa = (items["family"] == items["other"]).mean()

# %% q7 wrong: chance
# hint: That is the agreement by chance
a = items["family"].value_counts(normalize=True)
b = items["other"].value_counts(normalize=True)
kappa = (a * b).sum()

# %% q7 wrong: minus only
# hint: That is agreement minus chance
a = items["family"].value_counts(normalize=True)
b = items["other"].value_counts(normalize=True)
kappa = 0.75 - (a * b).sum()

# %% q7 wrong: one in six
# hint: You took chance as one in six
kappa = (0.75 - 1 / 6) / (1 - 1 / 6)

# %% q7 wrong: one in five
# hint: You took chance as one in five
kappa = (0.75 - 1 / 5) / (1 - 1 / 5)

# %% q7 wrong: divided by chance
# hint: You divided by chance
kappa = 0.75 / (35 / 144)

# %% q7 wrong: something else
# hint: Shares of both codings
kappa = -1

# ---- Q8: a share of what ---------------------------------------------------------------------

# %% q8 right: by the side
kind_share = len(kind) / len(leavers[leavers["side"] == "junta"])

# %% q8 right: a mean
kind_share = (leavers[leavers["side"] == "junta"]["valence"] == "positive").mean()

# %% q8 right: a two-way table of shares
cross = pd.crosstab(leavers["side"], leavers["valence"], normalize="index")
kind_share = cross.loc["junta", "positive"]

# %% q8 wrong: the cell's
# hint: That is the number of the cell
kind_share = len(kind) / len(leavers)

# %% q8 wrong: how many
# hint: That is how many. Of
kind_share = len(kind)

# %% q8 wrong: the junta's part
# hint: That is that side's part
kind_share = (leavers["side"] == "junta").mean()

# %% q8 wrong: the others
# hint: That is the share of the other side
kind_share = (leavers[leavers["side"] == "defector"]["valence"] == "positive").mean()

# %% q8 wrong: percent
# hint: That is in percent
kind_share = 100 * p.n_good / p.n_junta

# %% q8 wrong: upside down
# hint: Upside down
kind_share = p.n_junta / p.n_good

# ---- Q9: a heatmap ---------------------------------------------------------------------------

# %% q9 right: as in the lesson
base = alt.Chart(cells, title="Who says what of those who stayed").encode(
    x=alt.X("family").title("Family"), y=alt.Y("side").title("Side")
)
heatmap = (base.mark_rect().encode(color="rows") + base.mark_text().encode(text="rows")).properties(
    description="Heatmap of side by family: most statements are by defectors, about captives."
)

# %% q9 right: counted by Altair from the rows
base = alt.Chart(others).encode(
    x=alt.X("family:N", title="Family of codes"), y=alt.Y("side:N", title="Speaker's side")
)
heatmap = alt.layer(
    base.mark_rect().encode(color="count()"), base.mark_text().encode(text="count()")
).properties(
    title="Statements on families and stayers",
    description="Squares with counts; the most are in the row of defectors and column captive.",
)

# %% q9 right: turned round
base = alt.Chart(cells).encode(
    y=alt.Y("family", axis=alt.Axis(title="Family")), x=alt.X("side", axis=alt.Axis(title="Side"))
)
heatmap = (
    base.mark_rect().encode(color=alt.Color("rows:Q")) + base.mark_text().encode(text="rows:Q")
).properties(
    title=alt.TitleParams("Families by side of speaker"),
    description="Families up, sides across; the highest number is defectors speaking of captives.",
)

# %% q9 wrong: bars
# hint: There are no squares yet
heatmap = alt.Chart(cells).mark_bar().encode(x="rows", y="side", color="family")

# %% q9 wrong: no numbers
# hint: The numbers are missing
heatmap = alt.Chart(cells).mark_rect().encode(x="family", y="side", color="rows")

# %% q9 wrong: the colour shows the family
# hint: The colour should show
heatmap = alt.Chart(cells).mark_rect().encode(x="family", y="side", color="family")

# %% q9 wrong: one axis missing
# hint: One axis should show
heatmap = alt.Chart(cells).mark_rect().encode(x="family", color="rows")

# %% q9 wrong: words in the squares
# hint: The text in a square
base = alt.Chart(cells).encode(x="family", y="side")
heatmap = base.mark_rect().encode(color="rows") + base.mark_text().encode(text="family")

# %% q9 wrong: bare axes
# hint: An axis has only the name
base = alt.Chart(cells).encode(x="family", y="side")
heatmap = base.mark_rect().encode(color="rows") + base.mark_text().encode(text="rows")

# %% q9 wrong: no description
# hint: Somebody cannot see it
base = alt.Chart(cells, title="Who says what").encode(
    x=alt.X("family").title("Family"), y=alt.Y("side").title("Side")
)
heatmap = base.mark_rect().encode(color="rows") + base.mark_text().encode(text="rows")

# %% q9 wrong: side by side
# hint: Squares and numbers stand in two charts
base = alt.Chart(cells).encode(x="family", y="side")
heatmap = base.mark_rect().encode(color="rows") | base.mark_text().encode(text="rows")
