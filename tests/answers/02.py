# Right and wrong answers to set 02. Each block runs after the given cells of the notebook.

# ---- Q1: who is judged -----------------------------------------------------------------------

# %% q1 right: typed
about_stayers = "Q070"

# %% q1 right: small letter and a space
about_stayers = " q070"

# %% q1 right: by the hidden column
about_stayers = judged[judged["about"] == "stayers"]["frame"].iloc[0]

# %% q1 right: query and item
about_stayers = judged.query("about == 'stayers'")["frame"].item()

# %% q1 right: by position
about_stayers = judged["frame"].iloc[1]

# %% q1 right: out of square brackets
about_stayers = "[Q070]".strip("[]")

# %% q1 wrong: he has left
# hint: He speaks of himself
about_stayers = "Q017"

# %% q1 wrong: they came back
# hint: These had run away
about_stayers = "Q088"

# %% q1 wrong: families
# hint: These are wives and children
about_stayers = "Q093"

# %% q1 wrong: the word
# hint: That is the word
about_stayers = "stayers"

# %% q1 wrong: the speaker
# hint: That is the speaker
about_stayers = judged["speaker"].iloc[1]

# %% q1 wrong: what they are
# hint: A key is asked for
about_stayers = "soldiers"

# %% q1 wrong: the example
# hint: That key is only the example
about_stayers = "Q001"

# %% q1 wrong: without its letter
# hint: A text is asked for
about_stayers = 70

# %% q1 wrong: another row
# hint: Read each paraphrase
about_stayers = "Q042"

# %% q1 wrong: still a column
# hint: The right row, but
about_stayers = judged[judged["about"] == "stayers"]["frame"]

# ---- Q2: captive speech ----------------------------------------------------------------------

# %% q2 right: typed
not_free = ["Q061", "Q105"]

# %% q2 right: the other order, a tuple, small letters
not_free = ("q105", " Q061")

# %% q2 right: by the column of the ledger
not_free = list(voices[voices["captive_speech"] == "yes"]["frame"])

# %% q2 right: the column itself
not_free = voices[voices["captive_speech"] == "yes"]["frame"]

# %% q2 right: the whole rows
not_free = voices.query("captive_speech == 'yes'")

# %% q2 right: a set
not_free = {"Q061", "Q105"}

# %% q2 right: by loc
not_free = voices.loc[voices["captive_speech"].eq("yes"), "frame"].tolist()

# %% q2 wrong: the prisoner alone
# hint: Right so far, a prisoner
not_free = ["Q105"]

# %% q2 wrong: the one who came back alone
# hint: Right so far. Who else
not_free = ["Q061"]

# %% q2 wrong: the spy in place of the one who came back
# hint: The prisoner, yes. But whoever spies
not_free = ["Q103", "Q105"]

# %% q2 wrong: the spokesman in place of the one who came back
# hint: The prisoner, yes. But the spokesman
not_free = ["Q039", "Q105"]

# %% q2 wrong: the spy in place of the prisoner
# hint: The man who went back, yes. But whoever
not_free = ["Q061", "Q103"]

# %% q2 wrong: the side of the junta
# hint: The man who went back, yes
not_free = voices[voices["side"] == "junta"]

# %% q2 wrong: the spokesman in place of the prisoner
# hint: The man who went back, yes. But the spokesman
not_free = ["Q061", "Q039"]

# %% q2 wrong: neither
# hint: One of these is in danger
not_free = voices[voices["captive_speech"] == "no"]["frame"]

# %% q2 wrong: the spy too
# hint: One too many: whoever
not_free = ["Q061", "Q103", "Q105"]

# %% q2 wrong: the spokesman too
# hint: One too many: a spokesman
not_free = ["Q061", "Q105", "Q039"]

# %% q2 wrong: all
# hint: These are all rows
not_free = list(voices["frame"])

# %% q2 wrong: one text
# hint: A list is asked for
not_free = "Q061, Q105"

# %% q2 wrong: the example
# hint: Those keys are only
not_free = ["Q001", "Q002"]

# %% q2 wrong: True and False
# hint: These are True and False
not_free = voices["captive_speech"] == "yes"

# %% q2 wrong: other rows
# hint: Take two keys
not_free = frames[frames["captive_speech"] == "yes"]["frame"]

# ---- Q3: groups ------------------------------------------------------------------------------

# %% q3 right: groupby
by_side = prisoners.groupby("side").size()

# %% q3 right: value_counts
by_side = prisoners["side"].value_counts()

# %% q3 right: a table
by_side = prisoners.groupby("side").size().reset_index(name="rows")

# %% q3 right: a dictionary
by_side = prisoners["side"].value_counts().to_dict()

# %% q3 right: counting a column
by_side = prisoners.groupby("side")["frame"].count()

# %% q3 right: a two-way table with one column
by_side = pd.crosstab(prisoners["side"], prisoners["about"])

# %% q3 right: agg, sorted
by_side = prisoners.groupby("side").agg(n=("frame", "nunique")).sort_values("n")

# %% q3 right: one after the other
by_side = {}
for side in prisoners["side"]:
    by_side[side] = by_side.get(side, 0) + 1

# %% q3 wrong: codes
# hint: groupby the column
by_side = prisoners.groupby("code").size()

# %% q3 wrong: judgements
# hint: Those are the judgements
by_side = prisoners.groupby("valence").size()

# %% q3 wrong: about
# hint: groupby the column
by_side = prisoners.groupby("about").size()

# %% q3 wrong: in captivity
# hint: That is who spoke in captivity
by_side = prisoners["captive_speech"].value_counts()

# %% q3 wrong: those that are shown
# hint: You counted the few rows
by_side = prisoners.iloc[0:5].groupby("side").size()

# %% q3 wrong: shares
# hint: Those are shares
by_side = prisoners["side"].value_counts() / len(prisoners)

# %% q3 wrong: everything
# hint: You counted all statements
by_side = frames.groupby("side").size()

# %% q3 wrong: speakers
# hint: groupby the column
by_side = prisoners.groupby("speaker").size()

# %% q3 wrong: two columns
# hint: One count for each label
by_side = prisoners.groupby(["side", "valence"]).size().reset_index(name="rows")

# %% q3 wrong: size of the whole
# hint: One count for each label
by_side = len(prisoners)

# %% q3 wrong: the column itself
# hint: These are rows or labels
by_side = prisoners["side"]

# ---- Q4: a two-way table ---------------------------------------------------------------------

# %% q4 right: crosstab
cross = pd.crosstab(measures["side"], measures["instrument"])
rewards_of_ero = cross.loc["ero", "reward"]

# %% q4 right: the other way round
cross = pd.crosstab(measures["instrument"], measures["side"])
rewards_of_ero = cross["ero"]["reward"]

# %% q4 right: filtered
rewards_of_ero = len(measures[(measures["side"] == "ero") & (measures["instrument"] == "reward")])

# %% q4 right: groupby
rewards_of_ero = measures.groupby(["side", "instrument"]).size()["ero"]["reward"]

# %% q4 right: pivot_table, a float
rewards_of_ero = float(
    measures.pivot_table(index="side", columns="instrument", aggfunc="size").at["ero", "reward"]
)

# %% q4 right: True counts as one
rewards_of_ero = ((measures["side"] == "ero") & (measures["instrument"] == "reward")).sum()

# %% q4 right: read off
rewards_of_ero = 10

# %% q4 wrong: all sides
# hint: Those are the rewards of all sides
rewards_of_ero = (measures["instrument"] == "reward").sum()

# %% q4 wrong: all measures of the side
# hint: Those are all measures of that side
rewards_of_ero = (measures["side"] == "ero").sum()

# %% q4 wrong: another row
# hint: That is the reward in another row
rewards_of_ero = pd.crosstab(measures["side"], measures["instrument"]).loc["resistance", "reward"]

# %% q4 wrong: another column
# hint: That is another column
rewards_of_ero = pd.crosstab(measures["side"], measures["instrument"]).loc["ero", "promise"]

# %% q4 wrong: an empty cell
# hint: None?
rewards_of_ero = pd.crosstab(measures["side"], measures["instrument"]).loc["foreign", "reward"]

# %% q4 wrong: a share of the row
# hint: That is a share of the side's measures
cross = pd.crosstab(measures["side"], measures["instrument"], normalize="index")
rewards_of_ero = cross.loc["ero", "reward"]

# %% q4 wrong: a share of the column
# hint: That is a share of all rewards
cross = pd.crosstab(measures["side"], measures["instrument"], normalize="columns")
rewards_of_ero = cross.loc["ero", "reward"]

# %% q4 wrong: a share of everything
# hint: That is a share of all measures
rewards_of_ero = 10 / len(measures)

# %% q4 wrong: everything
# hint: Those are all measures. Which
rewards_of_ero = len(measures)

# %% q4 wrong: the whole table
# hint: One number is asked for
rewards_of_ero = pd.crosstab(measures["side"], measures["instrument"])

# %% q4 wrong: something else
# hint: Make the table
rewards_of_ero = 12

# ---- Q5: families and agreement --------------------------------------------------------------

# %% q5 right: map and mean
items["family"] = items["code"].map(families)
agreement = (items["family"] == items["machine"]).mean()

# %% q5 right: without a new column
agreement = (items["code"].map(families) == items["machine"]).mean()

# %% q5 right: counted
same = items[items["code"].map(families) == items["machine"]]
agreement = len(same) / len(items)

# %% q5 right: replaced, a NumPy float
agreement = (items["code"].replace(families).to_numpy() == items["machine"].to_numpy()).mean()

# %% q5 right: another dictionary made by hand, value_counts
same = items["machine"].eq(items["code"].map(families))
agreement = same.value_counts(normalize=True)[True]

# %% q5 right: one after the other, rounded
hits = 0
for key, code in zip(items["frame"], items["code"], strict=True):
    if families[code] == machine[key]:
        hits = hits + 1
agreement = round(hits / 16, 3)

# %% q5 wrong: how many
# hint: That is how many. Of
agreement = (items["code"].map(families) == items["machine"]).sum()

# %% q5 wrong: how many there are
# hint: That is how many statements there are
agreement = len(items)

# %% q5 wrong: how many differ
# hint: That is on how many they differ
agreement = (items["code"].map(families) != items["machine"]).sum()

# %% q5 wrong: the share that differs
# hint: That is the share on which they differ
agreement = (items["code"].map(families) != items["machine"]).mean()

# %% q5 wrong: percent
# hint: That is in percent
agreement = (items["code"].map(families) == items["machine"]).mean() * 100

# %% q5 wrong: the first part
# hint: You took only the part
first = items.iloc[0:6]
agreement = (first["code"].map(families) == first["machine"]).mean()

# %% q5 wrong: codes are no families
# hint: No match at all
agreement = (items["code"] == items["machine"]).mean()

# %% q5 wrong: compared with itself
# hint: Always the same?
agreement = (items["machine"] == items["frame"].map(machine)).mean()

# %% q5 wrong: True and False
# hint: One number is asked for
agreement = items["code"].map(families) == items["machine"]

# %% q5 wrong: the method without brackets
# hint: This is a function
agreement = (items["code"].map(families) == items["machine"]).mean

# %% q5 wrong: something else
# hint: Map the codes
agreement = 0.9

# ---- Q6: kappa -------------------------------------------------------------------------------

# %% q6 right: as in the lesson
items["family"] = items["code"].map(families)
same = (items["family"] == items["machine"]).mean()
a = items["family"].value_counts() / len(items)
b = items["machine"].value_counts() / len(items)
chance = (a * b).sum()
kappa = (same - chance) / (1 - chance)

# %% q6 right: from the two-way table
cross = pd.crosstab(items["code"].map(families), items["machine"])
names = sorted(set(cross.index) | set(cross.columns))
cross = cross.reindex(index=names, columns=names, fill_value=0).to_numpy()
same = cross.trace() / cross.sum()
chance = (cross.sum(axis=0) * cross.sum(axis=1)).sum() / cross.sum() ** 2
kappa = (same - chance) / (1 - chance)

# %% q6 right: in whole numbers
a = items["code"].map(families).value_counts()
b = items["machine"].value_counts()
by_chance = sum(a.get(name, 0) * b.get(name, 0) for name in set(families.values()))
kappa = (16 * 10 - by_chance) / (16 * 16 - by_chance)

# %% q6 right: disagreement over its expectation
family = items["code"].map(families)
pairs = [(x, y) for x in family for y in items["machine"]]
kappa = 1 - (family != items["machine"]).mean() / (sum(x != y for x, y in pairs) / len(pairs))

# %% q6 right: by hand
kappa = 93 / 189

# %% q6 right: rounded
kappa = 0.49

# %% q6 wrong: counts multiplied
# hint: You multiplied how many
items["family"] = items["code"].map(families)
kappa = (items["family"].value_counts() * items["machine"].value_counts()).sum()

# %% q6 wrong: agreement
# hint: That is the agreement. How
kappa = (items["code"].map(families) == items["machine"]).mean()

# %% q6 wrong: chance
# hint: That is the agreement by chance
a = items["code"].map(families).value_counts(normalize=True)
b = items["machine"].value_counts(normalize=True)
kappa = (a * b).sum()

# %% q6 wrong: minus only
# hint: That is agreement minus chance
kappa = 0.625 - 67 / 256

# %% q6 wrong: brackets forgotten
# hint: Shares of both codings
kappa = 0.625 - 67 / 256 / (1 - 67 / 256)

# %% q6 wrong: divided by chance
# hint: You divided by chance
kappa = (0.625 - 67 / 256) / (67 / 256)

# %% q6 wrong: agreement divided by chance
# hint: You divided the agreement
kappa = 0.625 / (67 / 256)

# %% q6 wrong: one in six
# hint: You took every family as equally
kappa = (0.625 - 1 / 6) / (1 - 1 / 6)

# %% q6 wrong: one in five
# hint: You took every family as equally
kappa = (0.625 - 1 / 5) / (1 - 1 / 5)

# %% q6 wrong: a coin
# hint: You took a coin
kappa = (0.625 - 1 / 2) / (1 - 1 / 2)

# %% q6 wrong: in the order of their size
# hint: Close: the shares were multiplied in the order
a = sorted(items["code"].map(families).value_counts() / 16, reverse=True)
b = sorted(items["machine"].value_counts() / 16, reverse=True)
chance = sum(x * y for x, y in zip(a, b, strict=False))
kappa = (0.625 - chance) / (1 - chance)

# %% q6 wrong: the course with itself
# hint: Close, but the shares of the course
a = items["code"].map(families).value_counts() / 16
kappa = (0.625 - (a * a).sum()) / (1 - (a * a).sum())

# %% q6 wrong: the machine with itself
# hint: Close, but the shares of the machine
b = items["machine"].value_counts() / 16
kappa = (0.625 - (b * b).sum()) / (1 - (b * b).sum())

# %% q6 wrong: the mean of both
# hint: Close: that is chance from the mean
a = items["code"].map(families).value_counts() / 16
b = items["machine"].value_counts() / 16
both = a.add(b, fill_value=0) / 2
kappa = (0.625 - (both**2).sum()) / (1 - (both**2).sum())

# %% q6 wrong: without the disagreements
# hint: Kappa is full only if
kept = items[items["code"].map(families) == items["machine"]]
same = (kept["code"].map(families) == kept["machine"]).mean()
a = kept["code"].map(families).value_counts() / len(kept)
b = kept["machine"].value_counts() / len(kept)
kappa = (same - (a * b).sum()) / (1 - (a * b).sum())

# %% q6 wrong: times a hundred
# hint: That is kappa times
kappa = 93 / 189 * 100

# ---- Q7: the interval ------------------------------------------------------------------------

# %% q7 right: as in the lesson
error = (0.625 * 0.375 / 16) ** 0.5 / (1 - 67 / 256)
low_end = 93 / 189 - 1.96 * error
statements_needed = 64

# %% q7 right: NumPy, the size by trying
import numpy as np

p, e = 10 / 16, 67 / 256


def width(n):
    return 2 * 1.96 * np.sqrt(p * (1 - p) / n) / (1 - e)


low_end = (p - e) / (1 - e) - width(16) / 2
statements_needed = next(n for n in range(16, 500) if width(n) <= width(16) / 2 + 1e-9)

# %% q7 right: rounded, a float
low_end, statements_needed = 0.17, 64.0

# %% q7 right: with statistics
from statistics import NormalDist

z = NormalDist().inv_cdf(0.975)
low_end = 93 / 189 - z * (0.625 * 0.375 / 16) ** 0.5 / (189 / 256)
statements_needed = len(items) * 2**2

# %% q7 right: a table of sizes
sizes = pd.DataFrame({"n": [16, 32, 64, 128]})
sizes["error"] = (0.625 * 0.375 / sizes["n"]) ** 0.5 / (1 - 67 / 256)
sizes["low"] = 93 / 189 - 1.96 * sizes["error"]
low_end = sizes["low"].iloc[0]
statements_needed = sizes[sizes["error"] < sizes["error"].iloc[0] * 0.501]["n"].iloc[0]

# %% q7 wrong: the upper end
# hint: That is the upper end
low_end = 93 / 189 + 1.96 * (0.625 * 0.375 / 16) ** 0.5 / (1 - 67 / 256)
statements_needed = 64

# %% q7 wrong: one error
# hint: That is one standard error away
low_end = 93 / 189 - (0.625 * 0.375 / 16) ** 0.5 / (1 - 67 / 256)
statements_needed = 64

# %% q7 wrong: for the agreement
# hint: That is the lower end for the agreement
low_end = 0.625 - 1.96 * (0.625 * 0.375 / 16) ** 0.5
statements_needed = 64

# %% q7 wrong: the error not divided
# hint: The error of the agreement
low_end = 93 / 189 - 1.96 * (0.625 * 0.375 / 16) ** 0.5
statements_needed = 64

# %% q7 wrong: the lesson's number of statements
# hint: You took the number of statements of the lesson
low_end = 93 / 189 - 1.96 * (0.625 * 0.375 / 20) ** 0.5 / (1 - 67 / 256)
statements_needed = 64

# %% q7 wrong: how far
# hint: That is how far the ends
low_end = 1.96 * (0.625 * 0.375 / 16) ** 0.5 / (1 - 67 / 256)
statements_needed = 64

# %% q7 wrong: the width
# hint: That is the width
low_end = 2 * 1.96 * (0.625 * 0.375 / 16) ** 0.5 / (1 - 67 / 256)
statements_needed = 64

# %% q7 wrong: the error
# hint: That is the standard error
low_end = (0.625 * 0.375 / 16) ** 0.5 / (1 - 67 / 256)
statements_needed = 64

# %% q7 wrong: two errors
# hint: Close: you took two
low_end = 93 / 189 - 2 * (0.625 * 0.375 / 16) ** 0.5 / (1 - 67 / 256)
statements_needed = 64

# %% q7 wrong: kappa under the root
# hint: Under the root
k = 93 / 189
low_end = k - 1.96 * (k * (1 - k) / 16) ** 0.5 / (1 - 67 / 256)
statements_needed = 64

# %% q7 wrong: kappa itself
# hint: That is kappa itself
low_end = 93 / 189
statements_needed = 64

# %% q7 wrong: the root forgotten
# hint: Kappa minus nearly two
low_end = 93 / 189 - 1.96 * (0.625 * 0.375 / 16) / (1 - 67 / 256)
statements_needed = 64

# %% q7 wrong: twice as many
# hint: The lower end is right. But twice
low_end, statements_needed = 0.17, 32

# %% q7 wrong: half as many
# hint: The lower end is right. But fewer
low_end, statements_needed = 0.17, 8

# %% q7 wrong: how many times
# hint: The lower end is right. And that is how many
low_end, statements_needed = 0.17, 4

# %% q7 wrong: only the new ones
# hint: The lower end is right. And those are the ones
low_end, statements_needed = 0.17, 48

# %% q7 wrong: for the lesson's
# hint: The lower end is right. That would do
low_end, statements_needed = 0.17, 80

# %% q7 wrong: too many
# hint: The lower end is right. That is too many
low_end, statements_needed = 0.17, 256

# %% q7 wrong: the second left open
# hint: not answered yet.
low_end, statements_needed = 0.17, ...

# %% q7 wrong: something else
# hint: The lower end is right. Now try
low_end, statements_needed = 0.17, 100

# ---- Q8: a share of what ---------------------------------------------------------------------

# %% q8 right: by the side
punishing = len(by_junta) / len(measures[measures["side"] == "junta"])

# %% q8 right: a mean
punishing = (measures[measures["side"] == "junta"]["instrument"] == "punishment").mean()

# %% q8 right: a two-way table of shares
cross = pd.crosstab(measures["side"], measures["instrument"], normalize="index")
punishing = cross.loc["junta", "punishment"]

# %% q8 right: a row of the two-way table
row = pd.crosstab(measures["side"], measures["instrument"]).loc["junta"]
punishing = row["punishment"] / row.sum()

# %% q8 right: value_counts
punishing = measures.query("side == 'junta'")["instrument"].value_counts(normalize=True)[
    "punishment"
]

# %% q8 right: typed
punishing = p.n_punish / p.n_junta

# %% q8 right: rounded
punishing = round(p.n_punish / p.n_junta, 3)

# %% q8 wrong: the poster's
# hint: That is the poster's number
punishing = len(by_junta) / len(punishments)

# %% q8 wrong: shares of the columns
# hint: That is the poster's number
cross = pd.crosstab(measures["side"], measures["instrument"], normalize="columns")
punishing = cross.loc["junta", "punishment"]

# %% q8 wrong: of all measures
# hint: That is a share of the measures of all sides
punishing = len(by_junta) / len(measures)

# %% q8 wrong: of all measures, by a two-way table
# hint: That is a share of the measures of all sides
cross = pd.crosstab(measures["side"], measures["instrument"], normalize="all")
punishing = cross.loc["junta", "punishment"]

# %% q8 wrong: the side's part
# hint: That is that side's part
punishing = (measures["side"] == "junta").mean()

# %% q8 wrong: how many
# hint: That is how many. Of
punishing = len(by_junta)

# %% q8 wrong: how many measures
# hint: That is how many measures
punishing = len(measures[measures["side"] == "junta"])

# %% q8 wrong: percent
# hint: That is in percent
punishing = p.n_punish / p.n_junta * 100

# %% q8 wrong: upside down
# hint: Upside down
punishing = p.n_junta / p.n_punish

# %% q8 wrong: all others
# hint: That is the share of all other
punishing = 1 - p.n_punish / p.n_junta

# %% q8 wrong: more than asked
# hint: You took another kind
harsh = measures[measures["instrument"].isin(["punishment", "control_of_families"])]
punishing = len(harsh) / p.n_junta

# %% q8 wrong: a column
# hint: One number is asked for
punishing = measures["instrument"] == "punishment"

# %% q8 wrong: something else
# hint: That side's punishments
punishing = 0.5

# ---- Q9: a heatmap ---------------------------------------------------------------------------

# %% q9 right: as in the lesson
groups["family"] = groups["code"].map(families)
squares = groups.groupby(["about", "family"]).size().reset_index(name="rows")
base = alt.Chart(squares, title=alt.Title("Three groups, three stories")).encode(
    x=alt.X("family").title("Family"), y=alt.Y("about").title("Who is judged")
)
heatmap = (base.mark_rect().encode(color="rows") + base.mark_text().encode(text="rows")).properties(
    description="Heatmap: prisoners mostly owed something, families captives, those back one of us."
)

# %% q9 right: the lesson's white numbers
groups["family"] = groups["code"].map(families)
squares = groups.groupby(["about", "family"]).size().reset_index(name="rows")
base = alt.Chart(squares, title="Prisoners are owed something").encode(
    x=alt.X("family").axis(labelAngle=0).title("Family of codes"),
    y=alt.Y("about").title("Judged are"),
)
colour = base.mark_rect().encode(color=alt.Color("rows").scale(scheme="blues").legend(None))
numbers = base.mark_text().encode(
    text="rows",
    color=alt.when("datum.rows > 3").then(alt.value("white")).otherwise(alt.value("black")),
)
heatmap = (colour + numbers).properties(
    description="Prisoners mostly owed something; families mostly captives; returners one of us."
)

# %% q9 right: counted by Altair from the rows
groups["family"] = groups["code"].map(families)
base = alt.Chart(groups).encode(
    x=alt.X("family:N", title="Family of codes"), y=alt.Y("about:N", title="People judged")
)
heatmap = alt.layer(
    base.mark_rect().encode(color="count()"), base.mark_text().encode(text="count()")
).properties(
    title="Statements on three groups",
    description="Squares with counts; the most are in the row of prisoners and the column owed.",
)

# %% q9 right: turned round, another name for the counts, titles in the axes
counted = groups.assign(family=groups["code"].map(families))
counted = counted.groupby(["about", "family"]).size().to_frame("n").reset_index()
base = alt.Chart(counted).encode(
    y=alt.Y("family", axis=alt.Axis(title="Family")), x=alt.X("about", axis=alt.Axis(title="Whom"))
)
heatmap = (
    base.mark_rect().encode(color=alt.Color("n:Q")) + base.mark_text().encode(text="n:Q")
).properties(
    title=alt.TitleParams("Captives, owed, one of us"),
    description="Families up, people across; the highest number is prisoners who are owed care.",
)

# %% q9 right: a two-way table made long, with its noughts
cross = pd.crosstab(groups["about"], groups["code"].map(families).rename("family"))
long = cross.stack().reset_index(name="statements")
base = alt.Chart(long, title="Who is told of how").encode(
    alt.X("family", title="Family"), alt.Y("about", title="Judged")
)
heatmap = alt.layer(
    base.mark_rect().encode(fill=alt.Fill("statements")),
    base.mark_text().encode(alt.Text("statements")),
    description="Squares by group and family: prisoners owed, families captives, others mixed.",
)

# %% q9 right: decoration: tooltips, a size, a border
groups["family"] = groups["code"].map(families)
squares = groups.groupby(["family", "about"]).size().reset_index(name="rows")
shared = {"x": alt.X("family").title("F"), "y": alt.Y("about").title("A")}
colour = (
    alt.Chart(squares).mark_rect(stroke="white").encode(color="rows:Q", tooltip="rows", **shared)
)
text = alt.Chart(squares).mark_text(fontSize=14).encode(text="rows:Q", **shared)
heatmap = (colour + text).properties(
    width=400,
    title=["What is said of whom", "Source: ledger 2027.1"],
    description="Most statements say that prisoners are owed something, and families are captives.",
)

# %% q9 right: the code itself replaced, colours in steps
groups["code"] = groups["code"].map(families)
squares = groups.groupby(["about", "code"]).size().reset_index(name="how_many")
base = alt.Chart(squares, title="Each group has its story").encode(
    alt.X("code").title("Family"), alt.Y("about").title("Judged")
)
heatmap = (
    base.mark_rect().encode(color="how_many:O") + base.mark_text().encode(text="how_many:N")
).properties(
    description="Prisoners owed something, families captives, those who went back one of us."
)

# %% q9 right: different keys counted
groups["family"] = groups["code"].map(families)
base = alt.Chart(groups, title="Each group has its story").encode(
    alt.X("family").title("Family"), alt.Y("about").title("Judged")
)
heatmap = (
    base.mark_rect().encode(color="distinct(frame)")
    + base.mark_text().encode(text="distinct(frame)")
).properties(
    description="Prisoners owed something, families captives, those who went back one of us."
)

# %% q9 wrong: bars
# hint: There are no squares yet
groups["family"] = groups["code"].map(families)
heatmap = alt.Chart(groups).mark_bar().encode(x="count()", y="about", color="family")

# %% q9 wrong: codes
# hint: The codes are too many
base = alt.Chart(groups).encode(x="code", y="about")
heatmap = base.mark_rect().encode(color="count()") + base.mark_text().encode(text="count()")

# %% q9 wrong: the speaker's side
# hint: That axis shows who
groups["family"] = groups["code"].map(families)
base = alt.Chart(groups).encode(x="family", y="side")
heatmap = base.mark_rect().encode(color="count()") + base.mark_text().encode(text="count()")

# %% q9 wrong: kind and unkind
# hint: That axis shows kind
base = alt.Chart(groups).encode(x="valence", y="about")
heatmap = base.mark_rect().encode(color="count()") + base.mark_text().encode(text="count()")

# %% q9 wrong: one axis missing
# hint: One axis should show
groups["family"] = groups["code"].map(families)
heatmap = alt.Chart(groups).mark_rect().encode(x="family", color="count()")

# %% q9 wrong: the colour shows the family
# hint: The colour should show
groups["family"] = groups["code"].map(families)
heatmap = alt.Chart(groups).mark_rect().encode(x="family", y="about", color="family")

# %% q9 wrong: no numbers
# hint: The numbers are missing
groups["family"] = groups["code"].map(families)
heatmap = alt.Chart(groups).mark_rect().encode(x="family", y="about", color="count()")

# %% q9 wrong: side by side
# hint: Squares and numbers stand in two charts
groups["family"] = groups["code"].map(families)
base = alt.Chart(groups).encode(x="family", y="about")
heatmap = base.mark_rect().encode(color="count()") | base.mark_text().encode(text="count()")

# %% q9 wrong: words in the squares
# hint: The text in a square
groups["family"] = groups["code"].map(families)
base = alt.Chart(groups).encode(x="family", y="about")
heatmap = base.mark_rect().encode(color="count()") + base.mark_text().encode(text="family")

# %% q9 wrong: prisoners alone
# hint: Only the prisoners
prisoners["family"] = prisoners["code"].map(families)
base = alt.Chart(prisoners).encode(x="family", y="about")
heatmap = base.mark_rect().encode(color="count()") + base.mark_text().encode(text="count()")

# %% q9 wrong: all statements
# hint: All statements are drawn
frames["family"] = frames["code"].map(families)
base = alt.Chart(frames).encode(x="family", y="about")
heatmap = base.mark_rect().encode(color="count()") + base.mark_text().encode(text="count()")

# %% q9 wrong: the squares counted, not the statements
# hint: The squares do not hold
groups["family"] = groups["code"].map(families)
squares = groups.groupby(["about", "family"]).size().reset_index(name="rows")
base = alt.Chart(squares).encode(x="family", y="about")
heatmap = base.mark_rect().encode(color="count()") + base.mark_text().encode(text="count()")

# %% q9 wrong: bare axes
# hint: An axis has only the name
groups["family"] = groups["code"].map(families)
base = alt.Chart(groups, title="Three groups, three stories").encode(x="family", y="about")
heatmap = base.mark_rect().encode(color="count()") + base.mark_text().encode(text="count()")

# %% q9 wrong: the gap left open
# hint: The chart needs a title
groups["family"] = groups["code"].map(families)
base = alt.Chart(groups, title=title).encode(
    x=alt.X("family").title("Family"), y=alt.Y("about").title("Judged")
)
heatmap = base.mark_rect().encode(color="count()") + base.mark_text().encode(text="count()")

# %% q9 wrong: the lesson's title
# hint: That title is the lesson's
groups["family"] = groups["code"].map(families)
base = alt.Chart(groups, title="Soldiers: nothing kind in February and March 2021").encode(
    x=alt.X("family").title("Family"), y=alt.Y("about").title("Judged")
)
heatmap = base.mark_rect().encode(color="count()") + base.mark_text().encode(text="count()")

# %% q9 wrong: no description
# hint: Somebody cannot see it
groups["family"] = groups["code"].map(families)
base = alt.Chart(groups, title="Three groups, three stories").encode(
    x=alt.X("family").title("Family"), y=alt.Y("about").title("Judged")
)
heatmap = base.mark_rect().encode(color="count()") + base.mark_text().encode(text="count()")

# %% q9 wrong: a table
# hint: A chart is asked for
heatmap = pd.crosstab(groups["about"], groups["code"])
