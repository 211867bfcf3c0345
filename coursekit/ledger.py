"""Check the ledger: every fault with its file, row, field and reason. Nothing is changed.

What one table may hold stands in data/datapackage.json (types, allowed values, keys) and is
checked by frictionless. What ties several fields together stands here, one function a rule.
"""

import calendar
import csv
import io
import re
import sys
from datetime import date
from pathlib import Path

import pandas as pd

from coursekit import DATA
from coursekit.support import support

FLOORS, CEILINGS = ("at_least", "more_than"), ("up_to", "less_than")
POINTS = ("exact", "about", "nearly")
SEPARATOR = "; "


# ---- rules of a row: each takes the row (a dictionary of texts), gives (field, reason) or None --


def dates_in_order(row):
    """A span begins before it ends."""
    if row["date_from"] > row["date_to"]:
        return "date_from", f"{row['date_from']} is after date_to {row['date_to']}"


def precision_fits(row):
    """The precision says what the two dates say: a month is its first and its last day."""
    found = precision(row["date_from"], row["date_to"])
    if found and row["precision"] != found:
        return "precision", (
            f"'{row['precision']}', but {row['date_from']} to {row['date_to']} is a {found}"
        )


def range_fits_qualifier(row):
    """A floor has no high, a ceiling no low, a point has both the same."""
    low, high, qualifier = row["low"], row["high"], row["qualifier"]
    if not qualifier:
        if low or high:
            return "qualifier", "a number needs one: exact, about, at_least ..."
    elif qualifier in FLOORS:
        if not low or high:
            return "high", f"'{qualifier}' is a floor: low is the number, high stays empty"
    elif qualifier in CEILINGS:
        if low or not high:
            return "low", f"'{qualifier}' is a ceiling: high is the number, low stays empty"
    elif not low or not high:
        return "low" if not low else "high", f"'{qualifier}' needs both low and high"
    elif qualifier in POINTS and float(low) != float(high):
        return "high", f"'{qualifier}' is one number: low {low} and high {high} differ"
    elif float(low) > float(high):
        return "low", f"low {low} is above high {high}"
    elif qualifier == "between" and float(low) == float(high):
        return "qualifier", "'between' needs two different numbers"


def percent_is_a_share(row):
    """Nothing is more than all of it."""
    for field in ("low", "high"):
        if row["unit"] == "percent" and row[field] and float(row[field]) > 100:
            return field, f"{row[field]} percent is more than all"


OTHER_NAMES = {"Karen": "Kayin", "Karenni": "Kayah", "Arakan": "Rakhine"}


def one_name_for_a_state(row):
    """States are places under one name, so that statements about one place can be compared."""
    for other, name in OTHER_NAMES.items():
        if f"{other} State" in row["place"]:
            return "place", f"'{other} State' is {name} State here (see the glossary)"


def verdict_has_a_reason(row):
    """A verdict and its note come together; evidence that is named has been judged."""
    if bool(row["verdict"]) != bool(row["verdict_note"]):
        return "verdict_note", "stands if and only if there is a verdict"
    if row["evidence"] and not row["verdict"]:
        return "verdict", "there is evidence, but no verdict"


def quote_is_short(row):
    """A quotation has at most 25 words, and says in which language it is."""
    if len(row["quote"].split()) > 25:
        return "quote", f"{len(row['quote'].split())} words, at most 25 may be quoted"
    if bool(row["quote"]) != bool(row["language"]):
        return "language", "stands if and only if there is a quote"


def no_stray_spaces(row):
    """No field begins or ends with a space, none holds a line break."""
    for field, value in row.items():
        if value != value.strip() or "\n" in value:
            return field, "a space at the beginning or end, or a line break"


RULES = {
    "figures": [
        dates_in_order,
        precision_fits,
        range_fits_qualifier,
        percent_is_a_share,
        one_name_for_a_state,
    ],
    "events": [dates_in_order, precision_fits, one_name_for_a_state],
    "claims": [range_fits_qualifier, verdict_has_a_reason],
    "policies": [dates_in_order, precision_fits, range_fits_qualifier],
    "frames": [dates_in_order, precision_fits, quote_is_short],
}
# Fields that hold several keys, separated by '; ', and the tables where the keys live.
KEY_LISTS = {
    ("events", "actors"): ["actors"],
    ("events", "second_source"): ["sources"],
    ("claims", "evidence"): ["figures", "events", "policies", "frames", "glossary"],
    ("glossary", "source"): ["sources"],
    ("policies", "figures"): ["figures"],
    ("oddities", "figures"): ["figures"],
    ("policies", "second_source"): ["sources"],
}


def precision(date_from, date_to):
    """Return day, month, year or span, computed from two ISO dates; '' if one is no date."""
    try:
        start, end = date.fromisoformat(date_from), date.fromisoformat(date_to)
    except ValueError:
        return ""
    if start == end:
        return "day"
    if (start.month, start.day, end.month, end.day) == (1, 1, 12, 31) and start.year == end.year:
        return "year"
    last = calendar.monthrange(end.year, end.month)[1]
    same_month = (start.year, start.month) == (end.year, end.month)
    return "month" if same_month and (start.day, end.day) == (1, last) else "span"


# ---- the whole ledger ------------------------------------------------------------------------


def check(folder=DATA):
    """Return every fault of the ledger in `folder` as a list of sentences, [] when it is whole.

    Each sentence names file, row (its line in the file), key, field and reason.
    Raises FileNotFoundError when there is no datapackage.json.
    """
    folder = Path(folder)
    if not (folder / "datapackage.json").is_file():
        raise FileNotFoundError(f"{folder}: there is no datapackage.json")
    faults = _encoding(folder)
    if faults:  # the rest would only stumble over the same bytes
        return faults
    tables = read(folder)
    faults = _schema(folder, tables)
    if any("columns" in fault for fault in faults):
        return faults
    for name, rows in tables.items():
        for number, row in enumerate(rows, start=2):
            for rule in [no_stray_spaces, *RULES.get(name, [])]:
                try:
                    found = rule(row)
                except ValueError:  # no number: the schema has said so
                    continue
                if found:
                    faults.append(sentence(name, number, row, *found))
    faults += _key_lists(tables) + _sides(tables) + _matters(tables)
    faults += _computed(folder, tables, faults)
    return faults


def read(folder):
    """Return the ledger's own tables: name -> list of rows (dictionaries of texts)."""
    tables = {}
    for path in sorted(Path(folder).glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, restkey="too many fields", restval="")
            tables[path.stem] = [
                {k: v if isinstance(v, str) else str(v) for k, v in row.items()} for row in rows
            ]
    return tables


def sentence(table, number, row, field, reason):
    """Return one fault as a sentence."""
    key = next(iter(row.values()), "")
    return f"{table}.csv, row {number} ({key}), field {field}: {reason}"


def _encoding(folder):
    faults = []
    for path in sorted(folder.glob("*.csv")):
        raw = path.read_bytes()
        try:
            raw.decode("utf-8")
        except UnicodeDecodeError as error:
            line = raw[: error.start].count(b"\n") + 1
            faults.append(f"{path.name}, row {line}: not UTF-8. Save the file as 'CSV UTF-8'.")
            continue
        if raw.startswith(b"\xef\xbb\xbf"):
            faults.append(
                f"{path.name}, row 1: begins with an invisible byte order mark. "
                "Save it as UTF-8 without one ('CSV UTF-8' in LibreOffice)."
            )
    return faults


def _schema(folder, tables):
    """Types, allowed values, required fields, primary and foreign keys: frictionless."""
    try:
        from frictionless import Package
    except ImportError:
        sys.exit("Checking needs frictionless: pip install -r requirements-dev.txt (or make test).")
    package = Package(str(folder / "datapackage.json"))
    listed = {Path(resource.path).stem for resource in package.resources}
    faults = [
        f"{name}.csv: not in datapackage.json. Describe it there, or take it away."
        for name in sorted(set(tables) - listed)
    ]
    for resource in package.resources:
        report = resource.validate(limit_errors=1000)
        for error in report.flatten(
            [
                "type",
                "rowNumber",
                "fieldName",
                "cell",
                "note",
                "fieldNames",
                "fieldCells",
                "referenceName",
            ]
        ):
            faults.append(_explain(Path(resource.path).stem, tables, *error))
    return faults


def _explain(table, tables, kind, number, field, cell, note, fields, cells, reference):
    if number is None or kind in ("incorrect-label", "missing-label", "extra-label"):
        return f"{table}.csv, columns: {note}"
    rows = tables.get(table, [])
    row = rows[number - 2] if 0 <= number - 2 < len(rows) else {}
    if kind == "foreign-key":
        reason = f"'{cells[0]}' is not in {reference or table}.csv"
        return sentence(table, number, row, fields[0], reason)
    if kind == "primary-key":
        return sentence(table, number, row, next(iter(row), "?"), "the key is used twice")
    if kind == "constraint-error":
        required = "required" in note
        return sentence(
            table,
            number,
            row,
            field,
            "is empty, and must not be" if required else f"'{cell}': {note}",
        )
    if kind == "unique-error":
        return sentence(table, number, row, field, f"'{cell}' stands twice")
    if kind == "type-error":
        return sentence(table, number, row, field, f"'{cell}' is of the wrong type ({note})")
    return sentence(table, number, row, field or "?", note)


def _key_lists(tables):
    faults = []
    for (table, field), homes in KEY_LISTS.items():
        known = {next(iter(row.values())) for home in homes for row in tables.get(home, [])}
        for number, row in enumerate(tables.get(table, []), start=2):
            for key in filter(None, row.get(field, "").split(SEPARATOR)):
                if key not in known:
                    where = " or ".join(f"{home}.csv" for home in homes)
                    faults.append(sentence(table, number, row, field, f"'{key}' is not in {where}"))
    return faults


def _sides(tables):
    """A claimant's side is the actor's, unless the actor changed sides."""
    sides = {row["actor"]: row["side"] for row in tables.get("actors", [])}
    faults = []
    for number, row in enumerate(tables.get("figures", []), start=2):
        side = sides.get(row["claimant"], "")
        if side and side != "changed" and row["side"] != side:
            reason = f"'{row['side']}', but actors.csv has {row['claimant']} on side '{side}'"
            faults.append(sentence("figures", number, row, "side", reason))
    return faults


def _matters(tables):
    """Every matter has a figure, and all figures of a matter have one topic."""
    faults, topics = [], {}
    for number, row in enumerate(tables.get("figures", []), start=2):
        topic = topics.setdefault(row["matter"], row["topic"])
        if row["topic"] != topic:
            reason = f"'{row['topic']}', but other figures of {row['matter']} have '{topic}'"
            faults.append(sentence("figures", number, row, "topic", reason))
    for number, row in enumerate(tables.get("matters", []), start=2):
        if row["matter"] not in topics:
            faults.append(sentence("matters", number, row, "matter", "no figure is about it"))
    return faults


# ---- the computed table ----------------------------------------------------------------------


def computed(folder=DATA):
    """Return support.csv as it must be, computed from the other tables, as text."""
    frames = [
        pd.read_csv(Path(folder) / f"{name}.csv")
        for name in ("figures", "matters", "actors", "sources")
    ]
    return support(*frames).to_csv(index=False, lineterminator="\n")


def _computed(folder, tables, faults):
    if faults or not (folder / "matters.csv").exists():
        return []
    now = list(csv.DictReader(io.StringIO(computed(folder))))
    for number, (row, due) in enumerate(zip(tables.get("support", []), now, strict=False), start=2):
        for field in due:
            if row.get(field) != due[field]:
                return [
                    sentence(
                        "support",
                        number,
                        due,
                        field,
                        f"is out of date: '{row.get(field)}', computed '{due[field]}'. "
                        "Run: python -m coursekit data update",
                    )
                ]
    if len(now) != len(tables.get("support", [])):
        return ["support.csv: is out of date. Run: python -m coursekit data update"]
    return []


def run(action="check", folder=None):
    """Check the ledger, or update its computed table; print; return the exit code."""
    folder = Path(folder) if folder else DATA
    if action == "update":
        (folder / "support.csv").write_text(computed(folder), encoding="utf-8")
        print("support.csv is up to date.")
    faults = check(folder)
    for fault in faults:
        print(fault)
    tables = len(list(folder.glob("*.csv")))
    rows = len(re.findall("\n", (folder / "figures.csv").read_text(encoding="utf-8"))) - 1
    print(f"{len(faults)} faults." if faults else f"{tables} tables are whole, {rows} figures.")
    return 1 if faults else 0
