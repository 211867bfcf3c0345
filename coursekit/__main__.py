"""The command line: python -m coursekit, or coursekit."""

import argparse
import sys
from getpass import getpass

from coursekit.grade.words import add_words


def words_of(*known):
    """Return a reader of words with commas between them, each one of `known`."""

    def read(text):
        words = text.split(",")
        for word in words:
            if word not in known:
                raise argparse.ArgumentTypeError(f"{word!r} is not one of {', '.join(known)}")
        return words

    return read


def parser():
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(
        prog="coursekit",
        description="Changing Sides: start the course, build it, grade it, check its data.",
    )
    does = top.add_subparsers(dest="does", required=True, metavar="COMMAND")

    start = does.add_parser("start", help="open the course in JupyterLab")
    start.add_argument("--port", type=int, help="where to listen (default: first free from 8888)")
    start.add_argument("--no-browser", action="store_true", help="print the address only")

    does.add_parser("checkup", help="say in five lines whether this computer is ready")

    build = does.add_parser("build", help="exercise sources -> student, solved, autograder zip")
    build.add_argument("sets", nargs="*", metavar="NN", help="which sets, like 01 (default: all)")
    build.add_argument(
        "--secret",
        nargs="?",
        const=None,
        default=False,
        metavar="WORDS",
        help="variants for marks, drawn by these words (without words: asks for them)",
    )
    build.add_argument(
        "--roster",
        metavar="CSV",
        help="one variant for each student of this list: a CSV with a column "
        "student, name, id or email, or the export of Moodle or Canvas",
    )
    build.add_argument("--out", metavar="FOLDER", help="where variants go")

    lessons = does.add_parser("lessons", help="run the lessons again and keep their outputs")
    lessons.add_argument("lessons", nargs="*", metavar="NN", help="which, like 01 (default: all)")

    handout = does.add_parser("handout", help="lessons as pages to print, in handouts/")
    handout.add_argument("lessons", nargs="*", metavar="NN", help="which, like 01 (default: all)")

    add_words(does)

    pack = does.add_parser("pack", help="the course as one zip, in dist/, to hand out")
    pack.add_argument("--wheels", action="store_true", help="with the packages, for no internet")
    pack.add_argument(
        "--for",
        dest="systems",
        type=words_of("windows", "macos", "linux"),
        default=[],
        metavar="SYSTEMS",
        help="with the packages for windows,macos,linux (default: for this computer)",
    )
    pack.add_argument(
        "--python",
        dest="pythons",
        type=words_of("3.11", "3.12", "3.13", "3.14"),
        default=[],
        metavar="VERSIONS",
        help="and for these Pythons, like 3.12,3.13 (default: 3.11 to 3.14)",
    )

    data = does.add_parser("data", help="check the ledger: every fault with file, row and field")
    data.add_argument(
        "action",
        nargs="?",
        choices=["check", "update", "report"],
        default="check",
        help="check (default), update the computed table support.csv, or report what is covered",
    )
    data.add_argument("--folder", help="another folder of tables (default: the course's)")
    return top


def main(words=None):
    """Run one command; return the exit code: 0 well, 1 faults found, 2 wrong words."""
    asked = parser().parse_args(words)
    if asked.does == "start":
        from coursekit.start import start

        return start(asked.port, False if asked.no_browser else None)
    if asked.does == "checkup":
        from coursekit.start import checkup

        return checkup()
    if asked.does == "build":
        from coursekit.build import BuildError, build_all
        from coursekit.marks import build_marks

        try:
            if asked.secret is False and (asked.roster or asked.out):
                return "--roster and --out are for variants: add --secret."
            if asked.secret is False:
                written = build_all(numbers=asked.sets)
            else:
                secret = getpass("Secret: ") if asked.secret is None else asked.secret
                written = build_marks(asked.sets, secret, asked.roster, asked.out)
            for path in written:
                print(path)
        except BuildError as error:
            return str(error)
        return 0
    if asked.does == "lessons":
        from coursekit.lessons import run_all

        return run_all(numbers=asked.lessons)
    if asked.does == "handout":
        from coursekit.handout import write_all

        return write_all(asked.lessons)
    if asked.does == "grade":
        from coursekit.grade.command import run

        return run(asked)
    if asked.does == "pack":
        from coursekit.pack import PackError, pack

        try:
            print(pack(wheels=asked.wheels, systems=asked.systems, pythons=asked.pythons))
        except PackError as error:
            return str(error)
        return 0
    if asked.action == "report":
        from coursekit.report import run

        return run(asked.folder)
    from coursekit.ledger import run

    return run(asked.action, asked.folder)


if __name__ == "__main__":
    sys.exit(main())
