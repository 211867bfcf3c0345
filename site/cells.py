"""What the page of a table shows of a row: cells as (heading, HTML, what to sort by or None)."""

from html import escape

from words import linked, number, when, words


class Row(dict):
    """One row of a table, with the ways in which its texts are shown."""

    def __init__(self, ledger, table, row):
        """Keep the ledger, for what it knows of other rows, and the page on which this one is."""
        super().__init__(row)
        self.ledger, self.here = ledger, f"data/{table}"

    def text(self, name):
        """Return a text as HTML with its keys as links."""
        return linked(self[name], self.here)

    def small(self, text):
        """Return a remark in small letters, nothing if there is none."""
        return f"<small>{text}</small>" if text else ""

    def note(self):
        """Return the note of the row, small."""
        return self.small(self.text("note") if self.get("note") else "")

    def sources(self):
        """Return the links to the source and the second one."""
        return self.ledger.source(f"{self['source']} {self.get('second_source', '')}", self.here)

    def actor(self, name):
        """Return the link to the actor of a column."""
        return self.ledger.actor(self[name], self.here)

    def plain(self, heading, name=None):
        """Return the cell of a column that is shown as it is; the heading may be its name."""
        return (heading, self.text(name or heading.lower()), None)

    def date(self):
        """Return the cell of the time."""
        return ("When", when(self), self["date_from"])

    def amount(self, heading):
        """Return the cell of the number."""
        return (heading, number(self), self["low"] or self["high"])


def figure(row):
    """Return the cells of a statement."""
    return [
        ("What was said, in our words", f"{row.text('in_words')} {row.note()}", None),
        row.amount("Number"),
        row.date(),
        row.plain("Who was counted", "population"),
        ("Claimant", row.ledger.claimant(row, row.here), row["claimant"]),
        row.plain("Side"),
        row.plain("Topic"),
        ("Matter", row.ledger.matter(row["matter"]), None),
        ("Source", row.sources(), row["source"]),
    ]


def matter(row):
    """Return the cells of a matter, with how well it is established."""
    support = row.ledger.support[row["matter"]]
    flags = [flag for flag in ("conceded", "contested") if support[flag] == "true"]
    return [
        ("Matter", f"{row.ledger.matter(row['matter'])} {row.note()}", row["title"]),
        ("Statements", support["statements"], support["statements"]),
        ("Origins", support["origins"], support["origins"]),
        ("Support", words(support["support"]), None),
        ("Flags", ", ".join(flags), None),
        row.plain("A high number hurts", "hurts"),
    ]


def source(row):
    """Return the cells of a source, with the rows that rest on it."""
    title = f'<a href="{escape(row["url"])}">{escape(row["title"])}</a>'
    more = [row["author"], row["copy_of"] and f"copy of {row['copy_of']}"]
    more = ", ".join(escape(part) for part in more if part)
    rests = linked(" ".join(row.ledger.rests_on[row["source"]]), row.here)
    return [
        row.plain("Publisher"),
        ("Title", f"{title} {row.small(more)} {row.note()}", row["title"]),
        ("Published", row.text("published"), row["published"]),
        row.plain("Kind"),
        row.plain("Side"),
        row.plain("Language"),
        row.plain("Read"),
        ("Rows that rest on it", rests, None),
    ]


def claim(row):
    """Return the cells of a claim of the article, what would count for and against it folded."""
    tests = (
        "<details><summary>What would count</summary> "
        f"<p>For it: {row.text('would_support')}</p> "
        f"<p>Against it: {row.text('would_contradict')}</p></details>"
    )
    return [
        ("Paragraph", f"P{row['paragraph']}", row["paragraph"]),
        ("What the article says, in our words", row.text("says") + tests, row["says"]),
        row.plain("Theme"),
        row.plain("Verdict"),
        row.plain("Why", "verdict_note"),
        row.plain("Evidence"),
    ]


def event(row):
    """Return the cells of an event."""
    differs = row["disagreement"] and f"Sources differ: {row.text('disagreement')}"
    return [
        row.date(),
        ("What happened", f"{row.text('what')} {row.small(differs)}", None),
        row.plain("Kind"),
        row.plain("Place"),
        row.plain("Why it matters", "matters_because"),
        ("Sources", row.sources(), row["source"]),
    ]


def policy(row):
    """Return the cells of an offer or threat."""
    return [
        row.date(),
        ("Issuer", row.actor("issuer"), row["issuer"]),
        row.plain("Side"),
        row.plain("Instrument"),
        row.plain("For whom", "target"),
        ("Condition", f"{row.text('condition')} {row.note()}", row["condition"]),
        row.amount("Amount"),
        row.plain("Hoped effect", "hoped_effect"),
        row.plain("Effect, as a source says", "evidence_of_effect"),
        row.plain("Figures"),
        ("Sources", row.sources(), None),
    ]


def frame(row):
    """Return the cells of a frame: how somebody spoke of those who left."""
    quote = f"<q>{escape(row['quote'])}</q>" if row["quote"] else ""
    captive = row.small("said in captivity" if row["captive_speech"] == "yes" else "")
    return [
        row.date(),
        ("Speaker", f"{row.actor('speaker')} {captive}", row["speaker"]),
        row.plain("Side"),
        row.plain("About"),
        row.plain("Frame", "code"),
        row.plain("Second frame", "second_code"),
        row.plain("Valence"),
        row.plain("In our words", "paraphrase"),
        ("Words quoted", quote, row["quote"]),
        ("Source", row.sources(), row["source"]),
    ]


def actor(row):
    """Return the cells of an actor."""
    return [
        row.plain("Kind"),
        row.plain("Side"),
        ("Depends on", row.actor("depends_on"), None),
        row.plain("Note"),
    ]


def word(row):
    """Return the cells of a word of the glossary."""
    burmese = f'<span lang="my">{escape(row["burmese"])}</span>' if row["burmese"] else ""
    return [
        ("Word", f"<strong>{row.text('word')}</strong>", row["word"]),
        ("Burmese", f"{burmese} <em>{row.text('transliteration')}</em>", row["burmese"]),
        row.plain("Meaning"),
        row.plain("Who says it", "who_says"),
        row.plain("What the course writes", "course_use"),
        row.plain("Not the same as", "not_the_same_as"),
        ("Sources", row.sources(), row["source"]),
    ]


def oddity(row):
    """Return the cells of an oddity: numbers that do not come out."""
    return [
        row.plain("Kind"),
        row.plain("What does not come out", "what"),
        row.plain("What it may be", "may_be"),
        row.plain("Total"),
        row.plain("Parts", "figures"),
    ]


CELLS = {
    "figures": figure,
    "matters": matter,
    "sources": source,
    "claims": claim,
    "events": event,
    "policies": policy,
    "frames": frame,
    "actors": actor,
    "glossary": word,
    "oddities": oddity,
}


def cells(ledger, table, row):
    """Return the cells of a row of a table, in their order."""
    return CELLS[table](Row(ledger, table, row))
