"""coursekit grade: from a folder of submissions to grades.csv, feedback and a report."""

import os
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path

from coursekit.grade import (
    autograder,
    cluster,
    feedback,
    find,
    import_quickly,
    judge,
    keys,
    records,
    roster,
    screen,
    sheet,
    students,
)
from coursekit.grade.engine import Fault, NoCageHere, engine_for
from coursekit.grade.limits import Limits

NO_CAGE = """\
No cage can be made here: {why}.
The cage keeps students' code away from your files, other submissions and the network. What now:
  - on Linux, as an ordinary user, kernel 5.14 or newer: it works without further programs
    (Ubuntu from 24.04: sudo sysctl kernel.apparmor_restrict_unprivileged_userns=0, until restart)
  - elsewhere, the course's folder and yours in a container, which is a cage of its own:
      docker run --rm -it --network none --user 1000 --memory 2g --pids-limit 200 \\
        -v "$PWD":/course -w /course YOUR_IMAGE python -m coursekit grade ... --no-cage
  - the same autograder zip works with Docker's own: otter grade -n NAME -a ZIP FOLDER,
    or uploaded to Gradescope
  - or, if you know all these students: --no-cage. Their code then runs as you, with your files
    and the network; scoring is still apart and time limits hold. Every row says 'not caged'."""


class GradeError(Exception):
    """Something a lecturer can mend; the message says what and how."""


@dataclass
class Options:
    """What is asked for; the words of the command line."""

    set: str
    submissions: Path
    out: Path
    roster: Path | None = None
    due: datetime | None = None
    layout: str = ""
    regrade: list | None = None
    """None: nobody; []: everybody; else names"""
    caged: bool = True
    cluster: str = ""
    workers: int = 0
    names: bool = False
    limits: Limits = field(default_factory=Limits)
    exercises: Path = Path("exercises")
    key: Path | None = None
    """the key of variants"""


# ---- from words to options --------------------------------------------------------------------


def run(asked):
    """Grade as the command line `asked` (an argparse result); return the exit code or a text."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):  # a screen that does not know all letters
            stream.reconfigure(errors="backslashreplace")
    try:
        return grade_folder(
            Options(
                set=asked.set,
                submissions=asked.submissions,
                out=asked.out,
                roster=asked.roster,
                due=due_time(asked.due),
                layout=asked.layout,
                regrade=asked.regrade,
                caged=not asked.no_cage,
                cluster=asked.cluster,
                workers=asked.workers,
                key=asked.key,
                names=asked.names,
                limits=Limits(cell=asked.cell, whole=asked.whole, memory=asked.memory),
            )
        )
    except NoCageHere as error:
        return NO_CAGE.format(why=error)
    except (
        GradeError,
        Fault,
        autograder.NotForUs,
        cluster.NoCluster,
        keys.NoKey,
        records.Busy,
        roster.RosterError,
    ) as error:
        return str(error)
    except OSError as error:  # no room, a file where a folder should be, a disk that is gone
        return (
            f"Stopped: {error.strerror or error}: {error.filename or asked.out}. What is graded is "
            "kept: when that is mended, the same command goes on."
        )
    except KeyboardInterrupt:
        return "Stopped. What is graded is kept: the same command goes on."


def due_time(text):
    """Return the time in `text` as a datetime in local time, None for None.

    A day alone means until its end. Raises GradeError for anything else.
    """
    if not text:
        return None
    try:
        time_ = datetime.fromisoformat(text.strip())
        if len(text.strip()) <= len("2027-03-01"):
            time_ += timedelta(days=1)
        return time_.astimezone().replace(tzinfo=None) if time_.tzinfo else time_
    except (ValueError, OverflowError) as error:
        raise GradeError(
            f"--due {text} is no time. Write it like 2027-03-01 or 2027-03-01T18:00."
        ) from error


# ---- grading ---------------------------------------------------------------------------------


def grade_folder(options):
    """Grade what `options` (an Options) asks for; return the exit code, 0 or 1.

    1 means that a submission could not be tried because the grader failed: call it again.
    """
    began = time.monotonic()
    known = keys.find(options.set, options.exercises, options.key)
    persons = roster.read(options.roster) if options.roster else []
    _check_layout(options, persons)
    _check_folders(options)
    found = find.find(options.submissions, leave_out=[options.out])
    if not found:
        raise GradeError(
            f"There is no notebook in {options.submissions}, nor in a zip there. Is it the folder "
            "that the LMS gave you?"
        )
    with records.alone(options.out):
        kept = records.Records(options.out / "records")
        kept.tidy()
        _check_set(kept, known, options.out)
        rows = students.students(found, persons, options.due)
        _check_names(options.regrade, rows, kept)
        jobs = [row for row in rows if _needs_grading(row, kept, options.regrade, known)]
        fresh = sum(row.counts is not None for row in rows)
        done = fresh - len(jobs)
        print(
            f"{known.title}: {_many(len(found), 'file')} by {_many(fresh, 'student')}"
            + (f", {done} graded before" if done else ""),
            flush=True,
        )
        before = {row.label: kept.load(row.label) for row in jobs}
        failed = _grade_all(jobs, known, kept, options)
        _write_all(rows, kept, known, persons, options, failed)
        screen.say_again(before, kept)
        screen.say_times(rows, options.due)
    seconds = time.monotonic() - began
    print(f"{options.out / 'grades.csv'}, feedback and report.html are written ({seconds:.0f} s).")
    return 1 if failed else 0


def _many(number, what):
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _check_folders(options):
    """Raise GradeError when the folders asked for cannot be what was meant."""
    given, out = options.submissions.resolve(), options.out.resolve()
    if not given.exists():
        raise GradeError(f"There is no folder {options.submissions}.")
    if given.is_relative_to(out):
        raise GradeError(
            f"--out {options.out} is the folder of the submissions, or one above it. Give a folder "
            "of its own for the grades, like --out grades."
        )
    if options.caged and Path(__file__).resolve().is_relative_to(given):
        raise GradeError(
            f"The course itself lies in {options.submissions}: nothing there is shown to a "
            "notebook that is graded. Put the submissions into a folder of their own."
        )
    if options.out.exists() and not options.out.is_dir():
        raise GradeError(f"--out {options.out} is a file. Give a folder for the grades.")


def _check_set(kept, known, out):
    """Raise GradeError when `out` holds the grades of another set: they would pass for these."""
    sets = {content.get("set", known.title) for content in kept.all()}
    if others := sorted(sets - {known.title}):
        raise GradeError(
            f"{out} holds the grades of {', '.join(others)}. Give the grades of {known.title} a "
            f"folder of their own, like --out grades-{known.title[:2]}."
        )


def _check_layout(options, persons):
    """Raise GradeError when the roster is of the other LMS, whose numbers mean other people."""
    columns = persons[0].row if persons else {}
    of = "canvas" if "SIS User ID" in columns else "moodle" if "Identifier" in columns else ""
    if options.layout and of and of != options.layout:
        raise GradeError(
            f"--for {options.layout}, but {options.roster} is the export of {of.capitalize()}, "
            f"which has other numbers. Give the one of {options.layout.capitalize()} as --roster."
        )


def _names(label):
    """Return how a student may be named: as one is, and as a cell of grades.csv that is safe."""
    return {find.plain(label), find.plain(f"'{label}")}


def _check_names(regrade, rows, kept):
    known = {name for row in rows for name in _names(row.label)}
    for name in regrade or []:
        if find.plain(name) not in known and kept.load(name) is None:
            raise GradeError(
                f"--regrade: there is no student '{name}'. Write the name as in grades.csv, one "
                'with spaces in quotes: --regrade "Anna Lee".'
            )


def _needs_grading(row, kept, regrade, known=None):
    if row.counts is None:
        return False
    if regrade == [] or _names(row.label) & {find.plain(name) for name in regrade or []}:
        return True
    content = kept.load(row.label)
    if content is None:
        return True
    # 'not gradable' is no grade that must stay: another file, or the right key, is tried.
    if content["record"]["status"] != judge.NOT:
        return False
    data = row.counts.data()
    before = content["file"], content["sha256"], content["tests"]
    return before != (row.counts.place, find.mark(data), known.of(data).mark)


def _grade_all(jobs, known, kept, options):
    """Grade and keep each of `jobs`; return {student: why} for those where the grader failed."""
    failed, progress = {}, screen.Progress(len(jobs))
    for row in jobs:
        if row.counts.fault:
            record = judge.refused(row.counts.fault, known.any.tests)
            _keep(row, b"", record, known, kept, options)
            progress.one()
    ready = [row for row in jobs if not row.counts.fault]
    if options.cluster:
        work = [(row, row.counts.data) for row in ready]
        results = cluster.grade_all(options.cluster, work, known, options.limits, options.caged)
    else:
        results = _grade_here(ready, known, options)
    for row, data, record, why in results:
        if record is None:
            failed[row.label] = why
        else:
            _keep(row, data, record, known, kept, options)
        progress.one()
    progress.end()
    return failed


def _grade_here(ready, known, options):
    """Grade the rows `ready` on this computer; yield (row, data, record or None, why none)."""
    if not ready:
        return
    # The warm process takes some seconds for its imports, on one core. Meanwhile the other one
    # can do those of the report.
    threading.Thread(target=_import_report, daemon=True).start()
    hidden = [options.submissions, options.out, options.exercises]
    hidden += [options.exercises.parent / "tests", *([options.key] if options.key else [])]
    with engine_for(options.caged, options.limits, hidden) as engine:

        def one(row):
            data = row.counts.data()
            return data, engine.grade(data, known.of(data).packed)

        pool = ThreadPoolExecutor(options.workers or workers_here())
        try:
            futures = {pool.submit(one, row): row for row in ready}
            for future in as_completed(futures):
                row = futures.pop(future)
                try:
                    yield row, *future.result(), ""
                except NoCageHere:
                    raise
                except Exception as error:  # one that the grader fails at must not stop the rest
                    yield row, b"", None, str(error) or type(error).__name__
        finally:
            pool.shutdown(wait=False, cancel_futures=True)


def _import_report():
    import_quickly()
    import coursekit.grade.report  # noqa: F401


def workers_here():
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _keep(row, data, record, known, kept, options):
    key = known.of(data)
    kept.save(
        {
            "student": row.label,
            "set": known.title,
            "file": row.counts.place,
            "sha256": find.mark(data),
            "tests": key.mark,
            "owner": key.owner,
            "modified": row.counts.modified.isoformat(timespec="seconds"),
            "late": students.is_late(row.counts, options.due),
            "caged": None if row.counts.fault else options.caged,
            "record": record,
        }
    )


# ---- what comes out --------------------------------------------------------------------------


def _write_all(rows, kept, known, persons, options, failed):
    from coursekit.grade import report

    title, read, questions = known.title, known.read, known.questions
    lines = [_line(row, kept, known, failed) for row in rows]
    seen = {row.label for row in rows}
    here = {one.place for row in rows for one in row.files}
    for content in kept.all():  # graded once, and gone from the folder: the grade stays
        if content["student"] in seen:
            continue
        if content["file"] in here:  # with another roster its student has another name
            path = options.out / "feedback" / f"{records.file_name(content['student'])}.txt"
            path.unlink(missing_ok=True)
        else:
            line = _from_record(content, None, [])
            line["remarks"].append("no longer in the folder of submissions")
            lines.append(line)
    out = options.out
    records.write(out / "grades.csv", sheet.grades(lines, questions, read))
    if options.layout == "moodle":
        data = sheet.for_moodle(lines, lambda line: feedback.comment(line, read), persons)
        records.write(out / "grades_moodle.csv", data)
        screen.say_most(persons, lines)
    if options.layout == "canvas":
        records.write(out / "grades_canvas.csv", sheet.for_canvas(lines, title, persons))
    for line in lines:
        if line["status"] != sheet.NOTHING:
            path = out / "feedback" / f"{records.file_name(line['student'])}.txt"
            data = feedback.text(line, title, read).encode("utf-8", "replace")
            if not path.exists() or path.read_bytes() != data:
                records.write(path, data)
    page = report.page(lines, title, questions, read, options.names)
    records.write(out / "report.html", page.encode("utf-8", "replace"))
    screen.summary(lines, read)


def _line(row, kept, known, failed):
    """Return one row of the grades."""
    content = kept.load(row.label) if row.counts or row.label not in failed else None
    if content is None:
        empty = {"student": row.label, "person": row.person, "questions": {}, "caged": None}
        empty |= {"numbers": [], "remarks": [], "file": row.counts.place if row.counts else ""}
        if row.counts is None:
            return {**empty, "status": sheet.NOTHING, "reasons": []}
        why = f"the grader failed, call it again ({failed.get(row.label, 'no record')})"
        return {**empty, "status": judge.NOT, "reasons": [why]}
    remarks = list(row.remarks)
    if row.counts is None:
        remarks.append("no longer in the folder of submissions")
    elif content["file"] != row.counts.place or content["sha256"] != find.mark(row.counts.data()):
        remarks = [word for word in remarks if word.startswith("not on the roster")]
        if content["late"]:
            remarks.append("late")
        remarks.append(f"{row.counts.place} is newer or was changed since: --regrade grades it")
    tried = content["record"]["status"] != judge.NOT
    if tried and content["owner"] and not row.is_called(content["owner"]):
        remarks.append(f"{sheet.VARIANT}{content['owner']}")
    if row.counts and content["tests"] != known.of(row.counts.data()).mark:
        remarks.append("graded with other tests than today's: --regrade grades it again")
    return _from_record(content, row, remarks)


def _from_record(content, row, remarks):
    record = content["record"]
    numbers = sorted({n for one in row.files for n in one.numbers}) if row else []
    return {
        "student": content["student"],
        "person": row.person if row else None,
        "numbers": numbers,
        "status": record["status"],
        "reasons": list(record["reasons"]),
        "remarks": [*remarks, *record["remarks"]],
        "questions": record["questions"],
        "caged": content["caged"],
        "file": content["file"],
    }
