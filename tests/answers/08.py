# Right and wrong answers to the capstone. Each block runs after the given cells of the notebook.

# ---- Part 1: a question ----------------------------------------------------------------------

# %% q1 right: how many and who says so
the_question = "How many of those who left Laukkai were soldiers, and who says so?"

# %% q1 right: why, with a space behind the question mark
the_question = "Why do two lists of police in Mizoram differ by a factor of two in March 2021? "

# %% q1 right: over two lines
the_question = (
    "Did more soldiers come over to the resistance in 2025 than gave themselves up, by any count?"
)

# %% q1 wrong: the example that is too wide
# hint: That is the example
the_question = "What is happening in Myanmar?"

# %% q1 wrong: a statement
# hint: A question ends in a question mark
the_question = "Many soldiers left the army after the coup."

# %% q1 wrong: three questions
# hint: These are several questions
the_question = "How many left? Who counted them? Were families counted in as well, and why?"

# %% q1 wrong: three words
# hint: Too short to be answered
the_question = "How many left?"

# %% q1 wrong: a paragraph
# hint: Somebody has five minutes
the_question = (
    "Given everything that we have read in this course about the coup, the movement, the offers, "
    "the setbacks, the surrenders and the draft, what can one say about how many people left?"
)

# %% q1 wrong: a number
# hint: A text is asked for
the_question = 5

# ---- Part 2: rows ----------------------------------------------------------------------------

# %% q2 right: one matter
my_rows = figures[figures["matter"] == "army-strength"]

# %% q2 right: by keys, sorted
my_rows = figures[figures["figure"].isin(["F405", "F416", "F418"])].sort_values("low")

# %% q2 right: two matters, few columns
my_rows = figures[
    figures["matter"].str.startswith("routes-out-2025") | (figures["matter"] == "captured-junta")
][["figure", "side", "claimant", "low", "population"]]

# %% q2 right: with another index
my_rows = figures.query("matter == 'crossed-to-thailand'").reset_index(drop=True)

# %% q2 wrong: one side only
# hint: All of these speak from one side
my_rows = figures[figures["matter"] == "routes-out-2025-defected"]

# %% q2 wrong: two rows
# hint: Fewer than three rows
my_rows = figures[figures["figure"].isin(["F405", "F416"])]

# %% q2 wrong: a misspelled matter
# hint: No row is left
my_rows = figures[figures["matter"] == "army strength"]

# %% q2 wrong: one column
# hint: A table is asked for
my_rows = figures[figures["matter"] == "army-strength"]["low"]

# %% q2 wrong: the columns that say whose it is are gone
# hint: Keep the columns
my_rows = figures[figures["matter"] == "army-strength"][["figure", "low"]]

# %% q2 wrong: everything
# hint: That is the whole ledger
my_rows = figures

# %% q2 wrong: shown, not kept
# hint: table() only shows
my_rows = table(figures[figures["matter"] == "army-strength"], "Strength")

# %% q2 wrong: typed rows
# hint: A row here is not in the ledger
my_rows = pd.DataFrame({"figure": ["F9001", "F9002", "F9003"], "side": "junta", "claimant": "me"})

# ---- Part 3: a chart -------------------------------------------------------------------------

# %% q3 right: points by claimant
rows = figures[figures["matter"] == "army-strength"]
my_chart = (
    alt.Chart(
        rows, title=alt.Title("Nobody agrees on the army's size", subtitle="Source: ledger 2027.1")
    )
    .mark_point()
    .encode(x=alt.X("low").title("People"), y=alt.Y("claimant").title("Claimant"))
    .properties(
        description="Points: numbers given for the strength of the army by claimant, from a "
        "hundred and twenty thousand to four hundred thousand; the range of "
        "one claimant alone is as "
        "wide as that of all the others together."
    )
)

# %% q3 right: layers, the side as a colour, titles by keyword
rows = figures[figures["matter"] == "crossed-to-thailand"]
base = alt.Chart(rows).encode(
    y=alt.Y("low:Q", title="People"), color="side:N", tooltip=["figure:N", "claimant:N"]
)
spans = base.mark_rule().encode(x=alt.X("first_day:T", title="Day"), x2="last_day:T")
my_chart = (spans + base.mark_circle().encode(x="first_day:T")).properties(
    title={"text": "Soldiers who crossed to Thailand", "subtitle": ["Source: ledger, figures.csv"]},
    description="Dots and bars over time: statements on soldiers who crossed into Thailand from "
    "autumn 2023 to 2025, coloured by the side of the claimant; most say between twenty and two "
    "hundred, and officials of Thailand say most of them.",
)

# %% q3 right: bars of counts by side
rows = figures[figures["matter"] == "cdm-police-national"]
my_chart = (
    alt.Chart(rows)
    .mark_bar()
    .encode(
        x=alt.X("count()", axis=alt.Axis(title="Statements")),
        y=alt.Y("side", axis=alt.Axis(title="Side")),
    )
    .properties(
        title=alt.TitleParams(
            text="The resistance speaks most of police who left", subtitle="source: figures.csv"
        ),
        description="Bars: number of statements on police who joined the "
        "movement by the side of the "
        "claimant. The resistance makes most of them, newsrooms come second, "
        "and academics make one "
        "or two; the junta makes none at all.",
    )
)

# %% q3 wrong: the placeholder
# hint: That is the lesson's placeholder
rows = figures[figures["matter"] == "army-strength"]
my_chart = (
    alt.Chart(rows, title=alt.Title("Say here what is seen", subtitle="Source: ledger 2027.1"))
    .mark_point()
    .encode(x=alt.X("low").title("People"), y=alt.Y("claimant").title("Claimant"))
)

# %% q3 wrong: no source
# hint: Where is it from
rows = figures[figures["matter"] == "army-strength"]
my_chart = (
    alt.Chart(rows, title="Nobody agrees on the army's size")
    .mark_point()
    .encode(x=alt.X("low").title("People"), y=alt.Y("claimant").title("Claimant"))
)

# %% q3 wrong: no axis titles
# hint: An axis has only the name
rows = figures[figures["matter"] == "army-strength"]
my_chart = (
    alt.Chart(
        rows, title=alt.Title("Nobody agrees on the army's size", subtitle="Source: ledger 2027.1")
    )
    .mark_point()
    .encode(x="low", y="claimant")
)

# %% q3 wrong: no claimant
# hint: One cannot see who speaks
rows = figures[figures["matter"] == "army-strength"]
my_chart = (
    alt.Chart(
        rows, title=alt.Title("Nobody agrees on the army's size", subtitle="Source: ledger 2027.1")
    )
    .mark_point()
    .encode(x=alt.X("first_day:T").title("Day"), y=alt.Y("low").title("People"))
)

# %% q3 wrong: a short description
# hint: The description is missing or short
rows = figures[figures["matter"] == "army-strength"]
my_chart = (
    alt.Chart(
        rows, title=alt.Title("Nobody agrees on the army's size", subtitle="Source: ledger 2027.1")
    )
    .mark_point()
    .encode(x=alt.X("low").title("People"), y=alt.Y("claimant").title("Claimant"))
    .properties(description="A chart about the army.")
)

# %% q3 wrong: two rows
# hint: Fewer than three statements are drawn
rows = figures[figures["figure"].isin(["F405", "F416"])]
my_chart = (
    alt.Chart(rows, title=alt.Title("Two counts of one base", subtitle="Source: ledger 2027.1"))
    .mark_point()
    .encode(x=alt.X("low").title("People"), y=alt.Y("claimant").title("Claimant"))
)

# %% q3 wrong: a table
# hint: A chart is asked for
my_chart = figures[figures["matter"] == "army-strength"]

# %% q3 wrong: no title
# hint: The title is missing
rows = figures[figures["matter"] == "army-strength"]
my_chart = alt.Chart(rows).mark_point().encode(x="low", y="claimant")

# ---- Part 4: claims --------------------------------------------------------------------------

# %% q4 right: figures of two sides
claims = [
    {
        "says": "The Karen union counts 477 troops who came out of the base.",
        "claimant": "KNU",
        "key": "F405",
    },
    {
        "says": "A fighter says that about seven hundred people were brought to safe ground.",
        "claimant": "PDF",
        "key": "F414",
    },
    {
        "says": "A Thai member of parliament speaks of 469 soldiers who surrendered.",
        "claimant": "Kannavee Suebsang",
        "key": "F418",
    },
]

# %% q4 right: keys in brackets, small letters, a frame and a policy
claims = [
    {
        "says": "The junta's spokesman praised the officers who held out at Lashio.",
        "claimant": "Zaw Min Tun, spokesman of the junta",
        "key": "[Q101]",
    },
    {
        "says": "The Karen union counts 477 troops who came out of the base.",
        "claimant": "knu",
        "key": "f405",
    },
    {
        "says": "Ousted lawmakers promised strikers their posts back under a new government.",
        "claimant": "CRPH",
        "key": "L002",
    },
]
claims[2]["claimant"] = pd.read_csv(DATA / "policies.csv").set_index("policy").loc["L002", "issuer"]

# %% q4 right: as a table
claims = pd.DataFrame(
    {
        "says": [
            "The Karen union counts 477 troops who came out of the base.",
            "A fighter says that about seven hundred people were brought to safe ground.",
            "A Thai broadcaster has 617 people on the planes that were asked for.",
        ],
        "claimant": ["KNU", "PDF", "Thai PBS World"],
        "key": ["F405", "F414", "F416"],
    }
)

# %% q4 wrong: the printer for the claimant
# hint: A claimant is not the one of its row
claims = [
    {
        "says": "The Karen union counts 477 troops who came out of the base.",
        "claimant": "The Irrawaddy",
        "key": "F405",
    },
    {
        "says": "A fighter says that about seven hundred people were brought to safe ground.",
        "claimant": "PDF",
        "key": "F414",
    },
    {
        "says": "A Thai member of parliament speaks of 469 soldiers who surrendered.",
        "claimant": "Kannavee Suebsang",
        "key": "F418",
    },
]

# %% q4 wrong: one side
# hint: All three come from one side
claims = [
    {
        "says": "The Karen union counts 477 troops who came out of the base.",
        "claimant": "KNU",
        "key": "F405",
    },
    {
        "says": "The union's army has 617 people who came out in all.",
        "claimant": "KNLA",
        "key": "F410",
    },
    {
        "says": "The union calls more than six hundred of them military personnel.",
        "claimant": "KNU",
        "key": "F409",
    },
]

# %% q4 wrong: a key that leads nowhere
# hint: A key leads to no row
claims = [
    {
        "says": "The Karen union counts 477 troops who came out of the base.",
        "claimant": "KNU",
        "key": "F9999",
    },
    {
        "says": "A fighter says that about seven hundred people were brought to safe ground.",
        "claimant": "PDF",
        "key": "F414",
    },
    {
        "says": "A Thai member of parliament speaks of 469 soldiers who surrendered.",
        "claimant": "Kannavee Suebsang",
        "key": "F418",
    },
]

# %% q4 wrong: the same row twice
# hint: Two claims rest on the same row
claims = [
    {
        "says": "The Karen union counts 477 troops who came out of the base.",
        "claimant": "KNU",
        "key": "F405",
    },
    {
        "says": "The Karen union says that this is the most ever in its area.",
        "claimant": "KNU",
        "key": "F405",
    },
    {
        "says": "A Thai member of parliament speaks of 469 soldiers who surrendered.",
        "claimant": "Kannavee Suebsang",
        "key": "F418",
    },
]

# %% q4 wrong: copied from the ledger
# hint: That is the ledger's sentence
claims = [
    {"says": figures.set_index("figure").loc["F405", "in_words"], "claimant": "KNU", "key": "F405"},
    {
        "says": "A fighter says that about seven hundred people were brought to safe ground.",
        "claimant": "PDF",
        "key": "F414",
    },
    {
        "says": "A Thai member of parliament speaks of 469 soldiers who surrendered.",
        "claimant": "Kannavee Suebsang",
        "key": "F418",
    },
]

# %% q4 wrong: five words
# hint: A claim is too short or too long
claims = [
    {"says": "477 soldiers came out then.", "claimant": "KNU", "key": "F405"},
    {
        "says": "A fighter says that about seven hundred people were brought to safe ground.",
        "claimant": "PDF",
        "key": "F414",
    },
    {
        "says": "A Thai member of parliament speaks of 469 soldiers who surrendered.",
        "claimant": "Kannavee Suebsang",
        "key": "F418",
    },
]

# %% q4 wrong: two claims
# hint: Exactly three claims
claims = [
    {
        "says": "The Karen union counts 477 troops who came out of the base.",
        "claimant": "KNU",
        "key": "F405",
    },
    {
        "says": "A fighter says that about seven hundred people were brought to safe ground.",
        "claimant": "PDF",
        "key": "F414",
    },
]

# %% q4 wrong: no key
# hint: One claim lacks a part
claims = [
    {"says": "The Karen union counts 477 troops who came out of the base.", "claimant": "KNU"},
    {
        "says": "A fighter says that about seven hundred people were brought to safe ground.",
        "claimant": "PDF",
        "key": "F414",
    },
    {
        "says": "A Thai member of parliament speaks of 469 soldiers who surrendered.",
        "claimant": "Kannavee Suebsang",
        "key": "F418",
    },
]

# %% q4 wrong: one dictionary
# hint: A list of three dictionaries
claims = {
    "says": "The Karen union counts 477 troops who came out.",
    "claimant": "KNU",
    "key": "F405",
}

# ---- Part 5: uncertainty ---------------------------------------------------------------------

# %% q5 right: a paragraph with a key
uncertainty = (
    "The range runs from 401 to 477 soldiers, and the low end is probably "
    "a slip of the pen [O004]. "
    "All numbers but one go back to those who took the base. The people "
    "who came out were not heard, "
    "and the junta gave no number at all. Whether the women in service are soldiers or police is a "
    "matter of translation. The list of passengers of the planes would change my mind, or one "
    "head count by somebody at the border."
)

# %% q5 right: made of parts, two keys
uncertainty = " ".join(
    ["The union's count [F405] leaves out women in service, and another one [F418] puts them in."]
    + ["Nobody who was counted has spoken, and no independent person stood at the gate."] * 3
    + ["If a list by name turned up and agreed with either, I would drop the other count."]
)

# %% q5 wrong: one sentence
# hint: Short of 60 words
uncertainty = "The data is limited [F405]."

# %% q5 wrong: no key
# hint: No key of a row
uncertainty = "There is much that we cannot know about this. " * 10

# %% q5 wrong: a key that leads nowhere
# hint: A key in it leads to no row
uncertainty = "There is much that we cannot know about this [F9999]. " * 10

# %% q5 wrong: an essay
# hint: More than 200 words
uncertainty = "There is much that we cannot know about this [F405]. " * 30

# %% q5 wrong: a list
# hint: A text is asked for
uncertainty = ["range", "who was not heard"]
