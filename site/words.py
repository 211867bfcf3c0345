"""Codes, dates and numbers of the ledger in the words that people read."""

import re
from html import escape

from keys import KEY, link

MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
QUALIFIERS = {
    "about": "about ",
    "nearly": "nearly ",
    "more_than": "more than ",
    "at_least": "at least ",
    "up_to": "up to ",
    "less_than": "fewer than ",
}


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
