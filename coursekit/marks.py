"""Variants for marks: `python -m coursekit build 05 --secret "..." [--roster students.csv]`."""

import csv
import re
import unicodedata
from pathlib import Path

import nbformat

from coursekit.build import BuildError, build, resolve, run, sources
from coursekit.grade import roster
from coursekit.variants import Draw, key

ROOT = Path(__file__).resolve().parent.parent
PRIVATE = Path("exercises") / "instructor"  # git ignores it
COLUMNS = ["student", "set", "variant", "question", "parameters", "answer"]


def build_marks(numbers, secret, class_list=None, out=None, folder="exercises"):
    """Build variants of the sets `numbers`; return the paths written.

    `secret`: the instructor's words; they are written nowhere. `class_list`: a CSV file, see
    ``students_of``, for one variant each; None makes one for the whole class. `out`: where to, by
    default exercises/instructor/variants. Raises BuildError, in words, for what it cannot take.

    Below `out` stand `students` (to hand out) and `key` (solutions, autograder zips and the sheet
    answers.csv: for nobody else's eyes).
    """
    out = safe(out or PRIVATE / "variants")
    if not numbers:
        raise BuildError("Which set is it? For example: build 05 --secret ...")
    try:
        made_key = key(secret)
    except ValueError as error:
        raise BuildError(str(error)) from error
    students, rows, written = students_of(class_list) if class_list else [""], [], []
    for source in sources(folder, numbers):
        notebook = nbformat.read(source, as_version=4)
        plans = [Draw(made_key, source.name[:2], student) for student in students]
        sheet = out / "key" / f"{source.name[:2]}_answers.csv"
        same_secret(sheet, plans)
        for draw in plans:
            filled, drawn, _ = resolve(notebook, source.name, draw)
            if not drawn:
                raise BuildError(f"{source.name} has no PARAMETERS cell, so it has no variants.")
            written += build(
                source, out / "students" / draw.student, out / "key" / draw.student, draw
            )
            rows += [(draw, *row) for row in answers(filled, drawn)]
        sheet.parent.mkdir(parents=True, exist_ok=True)
        with sheet.open("w", encoding="utf-8-sig", newline="") as file:  # so that Excel reads it
            writer = csv.writer(file)
            writer.writerow(COLUMNS)
            writer.writerows([d.student, d.number, d.variant, *rest] for d, *rest in rows)
        written.append(sheet)
        rows = []
    return written


def safe(out):
    """Return the folder `out`; refuse one in the course's folder that git would take in."""
    out = Path(out)
    inside = out.resolve().is_relative_to(ROOT) and (ROOT / ".git").exists()
    if inside and not out.resolve().is_relative_to(ROOT / PRIVATE):
        raise BuildError(f"{out} lies in the course's folder. Take one in {PRIVATE}, or outside.")
    return out


def students_of(path):
    """Return how the students of a class list are called, in its order; they must differ.

    `path`: of a CSV that ``coursekit grade --roster`` takes, too. A column `student` comes first,
    then the name, the number, the login.
    """
    try:
        persons = roster.read(path)
    except roster.RosterError as error:
        raise BuildError(str(error)) from error
    found, seen = [], set()
    for number, person in enumerate(persons, start=2):
        student = person.row.get("student", "").strip() or person.name
        if not can_be_a_folder(student) or student.casefold() in seen:
            raise BuildError(
                f"{path}, about line {number}: '{student}' is twice there, or holds more than "
                "letters, digits, spaces and . _ - @ + ' (it becomes a folder). Add a column "
                "'student' with numbers or short names; that one is taken then."
            )
        seen.add(student.casefold())
        found.append(student)
    return found


def can_be_a_folder(student):
    """Say whether `student` can be the name of a folder on every system. Vowel signs may be in it.

    Burmese writes vowels as marks (M), which are no letters (L) to a computer.
    """
    fits = all(unicodedata.category(one)[0] in "LMN" or one in "._-@+' " for one in student)
    return fits and 0 < len(student) <= 60 and student[0] not in ".- " and student[-1] not in ". -"


def same_secret(sheet, plans):
    """Refuse to write over a sheet that was made with another secret."""
    if not sheet.exists():
        return
    with sheet.open(encoding="utf-8-sig", newline="") as file:
        old = {row["student"]: row["variant"] for row in csv.DictReader(file)}
    if any(old.get(draw.student, draw.variant) != draw.variant for draw in plans):
        raise BuildError(
            f"{sheet} was made with another secret. Take that one, or another folder (--out)."
        )


def answers(filled, drawn):
    """Yield (question, parameters, answer) of a variant, by running its solutions.

    `filled` and `drawn`: from ``coursekit.build.resolve``.
    """
    variables, part = {}, ""
    for cell in filled.cells:
        if cell.cell_type == "raw":
            part = cell.source
        elif cell.cell_type == "code" and not part.startswith("# BEGIN TESTS"):
            run(cell.source, variables)
    for cell in filled.cells:
        found = re.search(r"def test_(\w+)\(([^)]*)\)", cell.source)
        if cell.cell_type == "code" and found and found[1] in drawn:
            values = drawn[found[1]]
            yield (
                found[1],
                "; ".join(f"{name} = {value}" for name, value in values.items()),
                "; ".join(f"{n} = {short(variables[n])}" for n in found[2].split(", ")),
            )


def short(value):
    """Return an answer in short: a number, a text, a column's numbers, a table's keys."""
    if hasattr(value, "iloc"):
        value = value.to_dict() if value.ndim == 1 else list(value.iloc[:, 0])
    value = value.item() if hasattr(value, "item") else value
    return f"{value:.8g}" if isinstance(value, float) else str(value)
