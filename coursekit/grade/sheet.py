"""grades.csv, and the layouts that Moodle and Canvas take. The same rows, the same bytes."""

import csv
import io

from coursekit.grade.judge import GRADED

NOTHING = "nothing handed in"
VARIANT = "the variant of "  # begins a remark that ends with a name

MOODLE = ("Identifier", "Full name", "Email address", "Grade", "Feedback comments")
CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
# A spreadsheet reads a cell that begins so as a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def points(number):
    """Return a number of points as text: 1 and not 1.0, '' for None."""
    return "" if number is None else f"{round(number, 4):g}"


def total(row):
    """Return the points of `row`, None when nothing was checked."""
    scores = [one["score"] for one in row["questions"].values() if one["score"] is not None]
    return sum(scores) if scores else None


def possible(row):
    """Return the points that the checked questions of `row` can give together."""
    return sum(one["possible"] for one in row["questions"].values())


def out_of(row):
    """Return the points of `row` in words, or its status where there are none."""
    got = total(row)
    return row["status"] if got is None else f"{points(got)} of {points(possible(row))} points"


def notes(row):
    """Return the notes of `row` as one text."""
    return "; ".join([*row["reasons"], *row["remarks"]])


def _safe(text):
    text = " ".join(str(text).split())
    # A dash alone is what Moodle writes for 'never'.
    return f"'{text}" if text.startswith(FORMULA) and text != "-" else text


def _csv(header, lines):
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows([[_safe(cell) for cell in line] for line in lines])
    # The mark at the beginning tells a spreadsheet that this is UTF-8.
    return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def grades(rows, questions, read=()):
    """Return grades.csv as bytes.

    `rows`: dictionaries with student, status, questions, reasons, remarks, caged, file.
    `questions`: the columns. `read`: questions that a person reads; their columns stay empty.
    """
    columns = [*questions, *read]
    header = ["student", "status", "points", "of", *columns, "notes", "cage", "file"]
    lines = []
    for row in rows:
        found = row["questions"]
        lines.append(
            [
                row["student"],
                row["status"],
                points(total(row)),
                points(possible(row) if found else None),
                *(points(found[name]["score"]) if name in found else "" for name in columns),
                notes(row),
                {True: "caged", False: "not caged", None: ""}[row["caged"]],
                row["file"],
            ]
        )
    return _csv(header, lines)


def _final(row):
    """Return the points to hand on: only a whole grade is one, the rest a person completes."""
    return points(total(row)) if row["status"] == GRADED else ""


def _known(row):
    """Return what the roster says of a student, a new dictionary."""
    return dict(row["person"].row) if row.get("person") else {}


def for_moodle(rows, comment, persons=()):
    """Return the grading worksheet of Moodle as bytes; see ``for_canvas``.

    `comment`: a function that returns the feedback of a row in one line.
    """
    header = list(persons[0].row) if persons else list(MOODLE)
    for needed in ("Identifier", "Full name", "Grade", "Feedback comments"):
        if needed not in header:
            header.append(needed)
    lines = []
    for row in rows:
        line = _known(row)
        line.setdefault("Full name", row["student"])
        if not line.get("Identifier") and row["numbers"]:
            line["Identifier"] = f"Participant {row['numbers'][0]}"
        line["Grade"] = _final(row)
        line["Feedback comments"] = comment(row)
        lines.append([line.get(name, "") for name in header])
    return _csv(header, lines)


def for_canvas(rows, title, persons=()):
    """Return a gradebook that Canvas takes, as bytes.

    `title`: the column of this set. `persons`: the roster; where it is Canvas' own export, its
    first columns are kept as they are, by which Canvas knows its students.
    """
    header = [name for name in CANVAS if not persons or name in persons[0].row] or list(CANVAS)
    if "Student" not in header:
        header.insert(0, "Student")
    lines = []
    for row in rows:
        line = _known(row)
        line.setdefault("Student", row["student"])
        if not line.get("ID") and row["numbers"]:
            line["ID"] = row["numbers"][0]
        lines.append([*(line.get(name, "") for name in header), _final(row)])
    return _csv([*header, title], lines)


def said(name, one):
    """Return what a student may read about question `name`; `one`: its part of a record."""
    if one["score"] is None:
        return f"{name}: not checked by the program; your teacher looks at it."
    if one["score"] == one["possible"]:
        return f"{name}: right."
    got = f" ({points(one['score'])} of {points(one['possible'])})" if one["score"] else ""
    hint = one["hint"] or "look at it again."
    between = "" if hint[:1].islower() else " not yet."
    return f"{name}:{between}{got} {hint}"
