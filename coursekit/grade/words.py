"""The words of ``coursekit grade``: what its help says. Light, so that --help comes at once."""

from argparse import ArgumentTypeError, RawDescriptionHelpFormatter
from pathlib import Path

from coursekit.grade.limits import Limits


def _above_zero(text):
    """Return `text` as a whole number above zero."""
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise ArgumentTypeError(f"{text!r} is no whole number above zero")
    return number


def add_words(does):
    """Add the command `grade` to `does`, the subcommands of an argparse parser."""
    grade = does.add_parser(
        "grade",
        help="grade a folder of submissions, each in a cage",
        formatter_class=RawDescriptionHelpFormatter,
        description=(
            "Grade a folder of notebooks, as the LMS gave them, in a cage each.\n\n"
            "  python -m coursekit grade 03 submissions/ --out grades-03/\n\n"
            "writes into grades-03/ the file grades.csv (one row a student, one column a\n"
            "question), one text of feedback a student in feedback/, and report.html on the\n"
            "class.\n"
            "Interrupted? The same command goes on where it was. A grade that was given stays,\n"
            "whatever changes in the folder, until you say --regrade. What was 'not gradable' is\n"
            "tried again when another file comes."
        ),
        epilog=(
            "What is not simply 'graded' says why in the column 'notes': 'partly graded' has a\n"
            "question that a person must look at, and points that count so far; 'not gradable'\n"
            "has none. Nothing is 0 that was not checked."
        ),
    )
    grade.add_argument("set", metavar="SET", help="which set, like 03, or an autograder zip")
    grade.add_argument(
        "submissions",
        type=Path,
        metavar="FOLDER",
        help="where the submissions lie, nested or zipped as they came",
    )
    grade.add_argument(
        "--out",
        type=Path,
        default=Path("grades"),
        help="where the grades go, a folder for each set (default: grades/)",
    )
    grade.add_argument(
        "--roster",
        type=Path,
        metavar="CSV",
        help="the class list: a CSV with name, id or email, or the export of Moodle or Canvas",
    )
    grade.add_argument(
        "--key",
        type=Path,
        metavar="FOLDER",
        help="for variants: the folder 'key' that coursekit build --secret wrote. Each notebook "
        "is graded by the tests of its own variant",
    )
    grade.add_argument(
        "--due",
        metavar="TIME",
        help="like 2027-03-01 (until midnight) or 2027-03-01T18:00: of several submissions the "
        "newest before it counts, later ones are marked late. The time is the file's, or the one "
        "in its zip: leave the zip of the LMS as it came",
    )
    grade.add_argument(
        "--for",
        dest="layout",
        choices=["moodle", "canvas"],
        default="",
        help="write the grades in this LMS's layout, too",
    )
    grade.add_argument(
        "--regrade",
        nargs="*",
        metavar="STUDENT",
        help='grade again: these students (as in grades.csv, each in quotes: "Anna Lee"), or '
        "everybody; put it at the end of the line",
    )
    grade.add_argument(
        "--names", action="store_true", help="names in report.html (default: row numbers)"
    )
    grade.add_argument(
        "-j",
        type=_above_zero,
        default=0,
        dest="workers",
        help="how many at a time (default: one a core)",
    )
    grade.add_argument(
        "--cell",
        type=_above_zero,
        default=Limits.cell,
        help="seconds a cell may work (%(default)s)",
    )
    grade.add_argument(
        "--whole",
        type=_above_zero,
        default=Limits.whole,
        help="seconds for a notebook (%(default)s)",
    )
    grade.add_argument(
        "--memory", type=_above_zero, default=Limits.memory, help="MB for a notebook (%(default)s)"
    )
    grade.add_argument(
        "--no-cage",
        action="store_true",
        help="where no cage can be made: run students' code as yourself. Rows say 'not caged'",
    )
    grade.add_argument(
        "--cluster",
        metavar="ADDRESS",
        default="",
        help="let a Dask cluster do it, like tcp://10.0.0.5:8786: worth it from some thousands "
        "of notebooks on; below that this computer is faster. Instead of a cluster, Gradescope "
        "or a server with Docker (otter grade) take the same autograder zip",
    )
