"""A key in square brackets, like [F098], becomes a link to its row; so do keys in tables."""

import csv
import posixpath
import re
from functools import cache
from pathlib import Path

from docutils import nodes
from sphinx.transforms import SphinxTransform

DATA = Path(__file__).resolve().parent.parent / "data"
# First letter of a key -> the table that holds it, which is also the name of its page.
TABLE = {
    "F": "figures",
    "C": "claims",
    "E": "events",
    "L": "policies",
    "O": "oddities",
    "Q": "frames",
    "S": "sources",
    "G": "glossary",
}
KEY = r"[FCELOQSG]\d{3,4}"
IN_BRACKETS = re.compile(rf"\[({KEY})\]")
IN_CELL = re.compile(rf"(?<=<td>)({KEY}(?:[;,]? {KEY})*)(?=</td>)|(?<=<td nowrap>)({KEY})(?=</td>)")


@cache
def pages():
    """Return key -> address of its row from the top of the site, for every key of the ledger.

    A figure's row is read on the page of its matter, where all that was said of it stands.
    """
    found = {}
    for table in TABLE.values():
        with (DATA / f"{table}.csv").open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                key = next(iter(row.values()))
                page = f"matters/{row['matter']}" if table == "figures" else table
                found[key] = f"data/{page}.html#{key}"
    return found


@cache
def address(key, docname):
    """Return the address of a key's row as seen from the page `docname`; None if unknown."""
    page = pages().get(key)
    return page and posixpath.relpath(page, posixpath.dirname(docname) or ".")


def link(key, docname):
    """Return the key as an HTML link, seen from the page `docname`; plain if unknown."""
    to = address(key, docname)
    return f'<a class="key" href="{to}">{key}</a>' if to else key


class LinkKeys(SphinxTransform):
    """Turn the keys of one page into links."""

    default_priority = 800

    def apply(self):
        """Change texts and pieces of HTML of the page."""
        docname = self.env.docname
        for text in list(self.document.findall(nodes.Text)):
            if IN_BRACKETS.search(text) and not self.is_fixed(text):
                text.parent.replace(text, list(self.split(text, docname)))
        for raw in self.document.findall(nodes.raw):
            if "html" not in raw.get("format", "") or raw.astext().startswith("<figure"):
                continue
            html = IN_BRACKETS.sub(lambda m: f"[{link(m[1], docname)}]", raw.astext())
            html = IN_CELL.sub(lambda m: re.sub(KEY, lambda k: link(k[0], docname), m[0]), html)
            raw.children = [nodes.Text(html)]

    @staticmethod
    def is_fixed(text):
        """Say whether a text is code, a heading or a link already."""
        fixed = (nodes.literal, nodes.literal_block, nodes.reference, nodes.title, nodes.raw)
        node = text.parent
        while node is not None:
            if isinstance(node, fixed):
                return True
            node = node.parent
        return False

    @staticmethod
    def split(text, docname):
        """Yield the pieces of a text, keys as references."""
        for number, piece in enumerate(IN_BRACKETS.split(text)):
            to = address(piece, docname) if number % 2 else None
            if to:
                yield nodes.Text("[")
                yield nodes.reference("", piece, refuri=to, internal=True, classes=["key"])
                yield nodes.Text("]")
            elif piece:
                yield nodes.Text(f"[{piece}]" if number % 2 else piece)


def setup(app):
    """Tell Sphinx."""
    app.add_transform(LinkKeys)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
