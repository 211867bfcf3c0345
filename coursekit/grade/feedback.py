"""One text file a student: what is right, what is not yet, and the hint. No hidden test's name."""

import re

from coursekit.grade.judge import GRADED, NOT
from coursekit.grade.sheet import NOTHING, out_of, said

NOT_RUN = (
    "Your notebook could not be graded: {reason}. This is no grade, and not a 0. "
    "Please talk to your teacher."
)
# What a lecturer reads in grades.csv, in words for a student. [(pattern, words)]
KINDER = [
    (r"the file is empty", "the file that arrived is empty. Perhaps yours is whole: open it"),
    (
        r"the notebook is cut off or damaged.*|damaged inside its zip|the zip is damaged",
        "the notebook is cut off or damaged, perhaps on its way. Perhaps yours is whole: open it",
    ),
    (
        r"another assignment: (.+), not (.+)",
        r"it is the notebook of another set (\1), and not of \2",
    ),
    (
        r"a variant.*",
        "the tests of your notebook were not at hand. This is no mistake of yours",
    ),
    (r"the grader failed.*", "the program failed. This is no mistake of yours"),
    (
        r"the practice set (.+), and no variant of it",
        r"it is the practice notebook (\1), and not the one that was handed out to you",
    ),
    (
        r"no notebook, but a (\S+) file",
        r"it is a \1 file, and no notebook. A notebook's name ends in .ipynb",
    ),
    (
        r"not a notebook.*",
        "the file is not a notebook that can be read. Perhaps yours is whole: open it",
    ),
    (
        r"(cell \d+) ran too long and was stopped.*",
        r"\1 ran too long and was stopped. Perhaps it repeats something without an end",
    ),
]

# Remarks that begin so name other files of the student.
OTHERS = ("handed in late, not counted", "also handed in, earlier")


def in_words(reason):
    """Return why something was not graded, as a student may read it."""
    for pattern, words in KINDER:
        if found := re.fullmatch(pattern, reason):
            return found.expand(words)
    return reason


def text(row, title, read=()):
    """Return the feedback for one row of the grades (see ``sheet.grades``), as text.

    `title`: the name of the set. `read`: questions that a person reads.
    """
    lines = [title, row["student"], "", *_begin(row, read)]
    if row["status"] == NOT:
        return "\n".join(lines) + "\n"
    lines.append("")
    lines += [said(name, one) for name, one in row["questions"].items()]
    lines += [f"{name}: read by your teacher." for name in read]
    # Other remarks (newer files, unusual code) are for the teacher to weigh.
    if errors := [remark for remark in row["remarks"] if remark.startswith("cell ")]:
        lines += ["", "What the notebook said on the way:"]
        lines += [f"- {error}" for error in errors]
    return "\n".join(lines) + "\n"


def comment(row, read=()):
    """Return the feedback in one line, for the LMS; see ``text``."""
    if row["status"] == NOTHING:
        return NOTHING
    parts = _begin(row, read)
    if row["status"] != NOT:
        parts += [said(name, one) for name, one in row["questions"].items()]
        parts += [f"{name}: read by your teacher." for name in read]
    return " | ".join(parts)


def _begin(row, read):
    """Return the lines on the whole: points, what is open, which file was graded."""
    if row["status"] == NOT:
        reason = in_words(row["reasons"][0]) if row["reasons"] else "it did not run"
        lines = [NOT_RUN.format(reason=reason)]
    else:
        open_ = f" (without {' and '.join(read)}: that your teacher reads)" if read else ""
        lines = [f"{out_of(row)}{open_}"]
        if row["status"] != GRADED:
            lines.append(
                "This is not the whole grade yet: "
                + "; ".join(in_words(reason) for reason in row["reasons"])
                + ". Your teacher looks at it."
            )
    if "late" in row["remarks"]:
        lines.append("It was handed in late. Your teacher says what that means.")
    if any(remark.startswith(OTHERS) for remark in row["remarks"]):
        name = row["file"].rsplit("/", 1)[-1]
        lines.append(f"You handed in more than one file. This is about {name}.")
    return lines
