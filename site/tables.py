"""The ledger as pages: one for each table, one for each matter with a chart of its statements."""

import csv
import json
import re
from collections import defaultdict
from html import escape
from pathlib import Path

from cells import cells
from chart import draw
from figures import figure_of
from jinja2 import Environment, FileSystemLoader
from keys import link
from words import linked, number, slug, when, words

TEMPLATES = Path(__file__).resolve().parent / "templates"
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


def title_of(ledger, name):
    """Return the title of a table's page."""
    title = ledger.about[name]["title"]
    return f"{name.capitalize()}: {title[0].lower()}{title[1:]}"


def long_columns(rows):
    """Return the headings of the columns that mostly hold sentences: they need room."""
    lengths = defaultdict(list)
    for _, _, row in rows:
        for heading, html, _ in row:
            if text := re.sub(r"<[^>]+>", "", html).strip():
                lengths[heading].append(len(text))
    return {heading for heading, found in lengths.items() if sum(found) / len(found) > 45}


def table_page(ledger, name, template):
    """Return the page of a table, as Markdown."""
    rows = []
    for row in ledger.rows[name]:
        key = next(iter(row.values()))
        anchor = slug(key) if name == "actors" else key
        rows.append((anchor, key, cells(ledger, name, row)))
    return template.render(
        name=name,
        title=title_of(ledger, name),
        about=ledger.about[name],
        headings=[heading for heading, _, _ in rows[0][2]],
        long=long_columns(rows),
        first="Key" if name != "actors" else "Actor",
        rows=rows,
        menus=MENUS.get(name, ()),
    )


def matter_page(ledger, row, template):
    """Return the page of a matter (`row`), as HTML."""
    name = row["matter"]
    here = f"data/matters/{name}"
    support = ledger.support[name]
    statements = ledger.statements(name)
    return template.render(
        title=escape(row["title"], quote=False),
        note=linked(row["note"], here),
        support=support,
        by={
            flag: linked(support[f"{flag}_by"], here)
            for flag in ("support", "conceded", "contested")
        },
        statements=statements,
        figure=figure_of(draw(row["title"], statements)) if len(statements) > 1 else "",
    )


def write_tables(data, stage):
    """Write the pages of the ledger in `data` to the folder `stage`.

    Those of the tables are Markdown; those of the matters, which are many and alike, are HTML
    in one file, see matters.py. Returns (name, title) of each table's page.
    """
    ledger = Ledger(data)
    templates = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=False)
    stage.mkdir(parents=True, exist_ok=True)
    template = templates.get_template("table.md")
    for name in TABLES:
        (stage / f"{name}.md").write_text(table_page(ledger, name, template), encoding="utf-8")
    template = templates.get_template("matter.html")
    pages = [
        {
            "name": row["matter"],
            "title": row["title"],
            "body": matter_page(ledger, row, template),
        }
        for row in sorted(ledger.rows["matters"], key=lambda row: row["matter"])
    ]
    (stage / "matters.json").write_text(json.dumps(pages), encoding="utf-8")
    return [(name, title_of(ledger, name)) for name in TABLES]
