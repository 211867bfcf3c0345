"""The pages of the matters, many of one kind: Sphinx lays its frame around them, unread."""

import json
from html import escape

from docutils import nodes

FILE = "data/matters.json"  # written by tables.py: name, title and body of each page
ABOVE = "data/matters"


def pages(app):
    """Yield (name, context, template) of each matter's page, and put it into the search index."""
    found = json.loads((app.srcdir / FILE).read_text(encoding="utf-8"))
    names = [f"{ABOVE}/{one['name']}" for one in found]
    # What lies above a page, and which part of the site is lit in its head, Sphinx reads here.
    app.env.toctree_includes[ABOVE] = names
    for number, (name, one) in enumerate(zip(names, found, strict=True)):
        enter(app, name, one)
        yield name, context(app, name, found, number), "page.html"


def enter(app, name, one):
    """Make a page known to Sphinx (else its search index drops it), and index its words."""
    title, body = nodes.title("", one["title"]), nodes.raw("", one["body"], format="html")
    app.env.all_docs[name] = 0
    app.env.titles[name] = title
    app.builder.indexer.feed(name, f"{name}.md", one["title"], nodes.section("", title, body))


def context(app, name, found, number):
    """Return what the theme asks of a page: title, body, what lies above, before and after."""

    def link(docname, title):
        return {
            "link": app.builder.get_relative_uri(name, docname),
            "title": escape(title, quote=False),
        }

    def neighbour(at):
        if 0 <= at < len(found):
            return link(f"{ABOVE}/{found[at]['name']}", found[at]["title"])
        return None

    above = [link(one, app.env.titles[one].astext()) for one in ("data/index", ABOVE)]
    return {
        "title": escape(found[number]["title"], quote=False),
        "body": found[number]["body"],
        "parents": above,
        "prev": neighbour(number - 1) or above[-1],
        "next": neighbour(number + 1),
        "meta": {},
        "toc": "",
        "display_toc": False,
    }


def setup(app):
    """Tell Sphinx."""
    app.connect("html-collect-pages", pages)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
