"""The ledger as pages: one for each table, one for each matter with a chart of its statements."""

import csv
import json
import re
from collections import defaultdict
from html import escape
from pathlib import Path

from chart import draw
from figures import figure_of
from jinja2 import Environment, FileSystemLoader
from keys import KEY, link

TEMPLATES = Path(__file__).resolve().parent / "templates"
MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
QUALIFIERS = {
    "about": "about ",
    "nearly": "nearly ",
    "more_than": "more than ",
    "at_least": "at least ",
    "up_to": "up to ",
    "less_than": "fewer than ",
}
# The tables in the order in which a reader needs them.
TABLES = [
    "figures",
    "matters",
    "sources",
    "claims",
    "events",
    "policies",
    "frames",
    "actors",
    "glossary",
    "oddities",
]


def read(folder):
    """Return name -> list of rows (dictionaries of texts) of the tables that get a page."""
    found = {}
    for name in [*TABLES, "support"]:
        with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
            found[name] = list(csv.DictReader(file))
    return found


def words(text):
    """Return a text of a table as HTML: marks escaped, codes like host_state as words."""
    text = escape(text)
    return text.replace("_", " ") if re.fullmatch(r"[a-z]+(_[a-z]+)+", text) else text


def linked(text, docname):
    """Return a text as HTML, in which keys like S012 are links."""
    return re.sub(rf"\b{KEY}\b", lambda m: link(m[0], docname), words(text))


def day(text):
    """Return an ISO date as people write it: 28 Feb 2023."""
    year, month, number = text.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"


def when(row):
    """Return the time of a row in words, by its precision."""
    start, end = row["date_from"], row["date_to"]
    if row["precision"] == "day":
        return day(start)
    if row["precision"] == "month":
        return day(start).split(" ", 1)[1]
    if row["precision"] == "year":
        return start[:4]
    return f"{day(start)} to {day(end)}"


def thousands(text):
    """Return a number as people write it; '' stays ''."""
    return f"{float(text):,.10g}" if text else ""


def number(row):
    """Return the number of a row in words: 'more than 6,000'."""
    low, high = thousands(row["low"]), thousands(row["high"])
    if row["qualifier"] == "between" or (low and high and low != high):
        said = f"{low} to {high}"
    else:
        said = QUALIFIERS.get(row["qualifier"], "") + (low or high)
    unit = row.get("unit", "")
    return said if unit in ("", "persons") or not said else f"{said} {words(unit)}"


def slug(name):
    """Return a name as an anchor."""
    return "a-" + re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-")


class Ledger:
    """The tables, and for each how one of its rows is shown: column -> HTML of the cell."""

    def __init__(self, folder):
        """Read the tables of `folder`."""
        self.rows = read(folder)
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        self.about = {resource["name"]: resource for resource in package["resources"]}
        self.by_matter = defaultdict(list)
        for row in self.rows["figures"]:
            self.by_matter[row["matter"]].append(row)
        self.support = {row["matter"]: row for row in self.rows["support"]}
        self.titles = {row["matter"]: row["title"] for row in self.rows["matters"]}
        self.sources = {row["source"]: row for row in self.rows["sources"]}
        self.rests_on = defaultdict(list)  # source -> keys of the rows that name it
        for table in ("figures", "events", "policies", "frames", "glossary"):
            for row in self.rows[table]:
                named = f"{row['source']} {row.get('second_source', '')}"
                for source in dict.fromkeys(re.findall(r"S\d{3,4}", named)):
                    self.rests_on[source].append(next(iter(row.values())))

    def source(self, key, docname):
        """Return the link to a source, with its publisher."""
        named = [
            f"{link(one, docname)} {escape(self.sources[one]['publisher'])}"
            for one in re.findall(r"S\d{3,4}", key)
        ]
        return "; ".join(named)

    def actor(self, name, docname):
        """Return the link to an actor."""
        up = "../" if docname.startswith("data/matters/") else ""
        return f'<a href="{up}actors.html#{slug(name)}">{escape(name)}</a>' if name else ""

    def claimant(self, row, docname):
        """Return who claims a figure, and on whom they rely."""
        relies = row["relies_on"]
        more = f" <small>after {self.actor(relies, docname)}</small>" if relies else ""
        return self.actor(row["claimant"], docname) + more

    def cells(self, table, row):
        """Return the cells of a row: list of (heading, HTML, what to sort by or None)."""
        here = f"data/{table}"
        note = f"<small>{linked(row['note'], here)}</small>" if row.get("note") else ""
        text = lambda name: linked(row[name], here)
        date = lambda: ("When", when(row), row["date_from"])
        source = lambda: self.source(row["source"], here)
        if table == "figures":
            return [
                ("What was said, in our words", f"{text('in_words')} {note}", None),
                ("Number", number(row), row["low"] or row["high"]),
                date(),
                ("Who was counted", text("population"), None),
                ("Claimant", self.claimant(row, here), row["claimant"]),
                ("Side", text("side"), None),
                ("Topic", text("topic"), None),
                ("Matter", self.matter(row["matter"]), None),
                ("Source", source(), row["source"]),
            ]
        if table == "matters":
            support = self.support[row["matter"]]
            flags = [flag for flag in ("conceded", "contested") if support[flag] == "true"]
            return [
                ("Matter", self.matter(row["matter"]) + f" {note}", row["title"]),
                ("Statements", support["statements"], support["statements"]),
                ("Origins", support["origins"], support["origins"]),
                ("Support", words(support["support"]), None),
                ("Flags", ", ".join(flags), None),
                ("A high number hurts", text("hurts"), None),
            ]
        if table == "sources":
            title = f'<a href="{escape(row["url"])}">{escape(row["title"])}</a>'
            more = [row["author"], f"copy of {row['copy_of']}" if row["copy_of"] else ""]
            more = ", ".join(escape(part) for part in more if part)
            rests = linked(" ".join(self.rests_on[row["source"]]), here)
            return [
                ("Publisher", text("publisher"), None),
                ("Title", f"{title} <small>{more}</small> {note}", row["title"]),
                ("Published", text("published"), row["published"]),
                ("Kind", text("kind"), None),
                ("Side", text("side"), None),
                ("Language", text("language"), None),
                ("Read", text("read"), None),
                ("Rows that rest on it", rests, None),
            ]
        if table == "claims":
            tests = (
                "<details><summary>What would count</summary> "
                f"<p>For it: {text('would_support')}</p> "
                f"<p>Against it: {text('would_contradict')}</p></details>"
            )
            return [
                ("Paragraph", f"P{row['paragraph']}", row["paragraph"]),
                ("What the article says, in our words", text("says") + tests, row["says"]),
                ("Theme", text("theme"), None),
                ("Verdict", text("verdict"), None),
                ("Why", text("verdict_note"), None),
                ("Evidence", text("evidence"), None),
            ]
        if table == "events":
            sources = self.source(f"{row['source']} {row['second_source']}", here)
            differs = f"<small>Sources differ: {text('disagreement')}</small>"
            return [
                date(),
                ("What happened", f"{text('what')} {differs * bool(row['disagreement'])}", None),
                ("Kind", text("kind"), None),
                ("Place", text("place"), None),
                ("Why it matters", text("matters_because"), None),
                ("Sources", sources, row["source"]),
            ]
        if table == "policies":
            return [
                date(),
                ("Issuer", self.actor(row["issuer"], here), row["issuer"]),
                ("Side", text("side"), None),
                ("Instrument", text("instrument"), None),
                ("For whom", text("target"), None),
                ("Condition", f"{text('condition')} {note}", row["condition"]),
                ("Amount", number(row), row["low"] or row["high"]),
                ("Hoped effect", text("hoped_effect"), None),
                ("Effect, as a source says", text("evidence_of_effect"), None),
                ("Figures", text("figures"), None),
                ("Sources", self.source(f"{row['source']} {row['second_source']}", here), None),
            ]
        if table == "frames":
            quote = f"<q>{escape(row['quote'])}</q>" if row["quote"] else ""
            captive = "<small>said in captivity</small>" if row["captive_speech"] == "yes" else ""
            return [
                date(),
                ("Speaker", f"{self.actor(row['speaker'], here)} {captive}", row["speaker"]),
                ("Side", text("side"), None),
                ("About", text("about"), None),
                ("Frame", text("code"), None),
                ("Second frame", text("second_code"), None),
                ("Valence", text("valence"), None),
                ("In our words", text("paraphrase"), None),
                ("Words quoted", quote, row["quote"]),
                ("Source", source(), row["source"]),
            ]
        if table == "actors":
            return [
                ("Kind", text("kind"), None),
                ("Side", text("side"), None),
                ("Depends on", self.actor(row["depends_on"], here), None),
                ("Note", linked(row["note"], here), None),
            ]
        if table == "glossary":
            burmese = f'<span lang="my">{escape(row["burmese"])}</span>' if row["burmese"] else ""
            return [
                ("Word", f"<strong>{text('word')}</strong>", row["word"]),
                ("Burmese", f"{burmese} <em>{text('transliteration')}</em>", row["burmese"]),
                ("Meaning", text("meaning"), None),
                ("Who says it", text("who_says"), None),
                ("What the course writes", text("course_use"), None),
                ("Not the same as", text("not_the_same_as"), None),
                ("Sources", self.source(row["source"], here), row["source"]),
            ]
        return [  # oddities
            ("Kind", text("kind"), None),
            ("What does not come out", text("what"), None),
            ("What it may be", text("may_be"), None),
            ("Total", text("total"), None),
            ("Parts", text("figures"), None),
        ]

    def matter(self, name):
        """Return the link from a table to the page of a matter."""
        return f'<a href="matters/{name}.html">{escape(self.titles[name])}</a>'

    def statements(self, name):
        """Return the rows of a matter in order of time, with what its page shows of them."""
        here = f"data/matters/{name}"
        rows = sorted(self.by_matter[name], key=lambda r: (r["date_from"], r["date_to"]))
        return [
            {
                **row,
                "when": when(row),
                "number": number(row),
                "who": self.claimant(row, here),
                "words": linked(row["in_words"], here),
                "remark": linked(row["note"], here),
                "printed": self.source(row["source"], here),
                "page": escape(self.sources[row["source"]]["title"]),
                "url": escape(self.sources[row["source"]]["url"]),
                "plain": {name: words(value) for name, value in row.items()},
            }
            for row in rows
        ]


# Columns that have few values: the page offers a menu for each.
MENUS = {
    "figures": ("Side", "Topic", "Who was counted"),
    "matters": ("Support", "Flags", "A high number hurts"),
    "sources": ("Kind", "Side", "Language", "Read"),
    "claims": ("Theme", "Verdict"),
    "events": ("Kind",),
    "policies": ("Side", "Instrument"),
    "frames": ("Side", "About", "Frame", "Valence"),
    "actors": ("Kind", "Side"),
    "oddities": ("Kind",),
}


def write_tables(data, stage):
    """Write the pages of the ledger in `data` to the folder `stage`.

    Returns (name, title) of each table's page.
    """
    ledger = Ledger(data)
    templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=False)
    (stage / "matters").mkdir(parents=True, exist_ok=True)
    found = []
    for name in TABLES:
        title = ledger.about[name]["title"]
        title = f"{name.capitalize()}: {title[0].lower()}{title[1:]}"
        rows = []
        for row in ledger.rows[name]:
            key = next(iter(row.values()))
            anchor = slug(key) if name == "actors" else key
            rows.append((anchor, key, ledger.cells(name, row)))
        page = templates.get_template("table.md").render(
            name=name,
            title=title,
            about=ledger.about[name],
            headings=[heading for heading, _, _ in rows[0][2]],
            first="Key" if name != "actors" else "Actor",
            rows=rows,
            menus=MENUS.get(name, ()),
            matters=sorted(ledger.titles),
        )
        (stage / f"{name}.md").write_text(page, encoding="utf-8")
        found.append((name, title))
    for row in ledger.rows["matters"]:
        name = row["matter"]
        statements = ledger.statements(name)
        figure = figure_of(draw(row["title"], statements)) if len(statements) > 1 else ""
        page = templates.get_template("matter.md").render(
            matter=row,
            title=row["title"],
            note=linked(row["note"], f"data/matters/{name}"),
            support=ledger.support[name],
            by={
                flag: linked(ledger.support[name][f"{flag}_by"], f"data/matters/{name}")
                for flag in ("support", "conceded", "contested")
            },
            statements=statements,
            figure=figure,
        )
        (stage / "matters" / f"{name}.md").write_text(page, encoding="utf-8")
    return found
