"""coursekit grade: from a folder of submissions to grades.csv, feedback and a report."""

import json
import os
import re
import sys
import threading
import time
from collections import Counter
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
    records,
    roster,
    sheet,
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


MANY = 20  # files of one student that are named in a note; of more only how many


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


# ---- the set ---------------------------------------------------------------------------------


def find_set(wanted, exercises):
    """Return (title, bytes of the autograder zip, questions that a person reads).

    `wanted`: '03', the beginning of a set's name, or the path of a zip. `exercises`: the
    folder of the sets. Builds the zip when it is missing or older than its source. Raises
    GradeError.
    """
    path = Path(wanted)
    if path.suffix == ".zip":
        if not path.is_file():
            raise GradeError(f"There is no autograder zip {path}.")
        return path.stem.removesuffix("_autograder"), path.read_bytes(), []
    sources = sorted((exercises / "source").glob("*.ipynb"))
    found = [source for source in sources if source.name.startswith(wanted)]
    if len(found) != 1:
        have = ", ".join(source.stem[:2] for source in sources) or "none"
        raise GradeError(
            f"There is no set {wanted} in {exercises}/source (there: {have}). Give its number, or "
            "the path of an autograder zip, and call this in the course's folder."
        )
    source = found[0]
    packed = exercises / "instructor" / f"{source.stem}_autograder.zip"
    if not packed.is_file() or packed.stat().st_mtime < source.stat().st_mtime:
        from coursekit.build import BuildError, build

        print(f"Building the autograder of set {wanted} ...", flush=True)
        try:
            build(source, exercises, exercises / "instructor")
        except BuildError as error:
            raise GradeError(str(error)) from error
    return source.stem, packed.read_bytes(), read_by_a_person(source)


def read_by_a_person(source):
    """Return the questions of the source notebook at `source` that have no checks."""
    cells = json.loads(source.read_text(encoding="utf-8"))["cells"]
    texts = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "raw"]
    return [
        name[1]
        for text in texts
        if re.search(r"^manual: true", text, re.M)
        and (name := re.search(r"^name: *(\S+)", text, re.M))
    ]


# ---- whose submission counts -----------------------------------------------------------------


@dataclass
class Student:
    """One row: a student, what was handed in, what counts of it."""

    label: str
    person: object = None
    files: list = field(default_factory=list)
    counts: object = None
    """the Submission that counts, None when there is none"""
    remarks: list = field(default_factory=list)
    unknown: bool = False
    """there is a roster, and this one is not on it"""


def students(found, persons, due):
    """Return one Student for each on the roster or, without one, each who handed in.

    `found`: Submissions. `persons`: the roster, [] for none. `due`: a datetime or None.
    """
    known = {}  # by the name as it is compared: records are kept by it
    for person in persons:
        label = person.name
        if find.plain(label) in known:  # two of the same name
            label = f"{person.name} ({'/'.join(sorted(person.numbers | person.logins))})"
        if find.plain(label) in known or label.endswith(" ()"):
            raise roster.RosterError(
                f"The roster has '{person.name}' twice, and nothing that tells the two apart: give "
                "each a number or a login, or strike one out."
            )
        known[find.plain(label)] = Student(label, person)
    by_person = {id(one.person): one for one in known.values()}
    others = {}
    for one in found:
        person = roster.who(one, persons) if persons else None
        if person is not None:
            by_person[id(person)].files.append(one)
            continue
        number = sorted(one.numbers)[0] if one.numbers else ""
        key = number or find.plain(one.student)
        other = others.setdefault(key, Student(one.student, unknown=bool(persons)))
        other.files.append(one)
    names = Counter(find.plain(other.label) for other in others.values())
    for key, other in others.items():  # two of the same name, with numbers of their own
        if names[find.plain(other.label)] > 1 or find.plain(other.label) in known:
            other.label = f"{other.label} ({key})"
    rows = [*known.values(), *sorted(others.values(), key=lambda o: find.plain(o.label))]
    for row in rows:
        _choose(row, due)
    return rows


def _choose(row, due):
    """Choose what counts of a student's files, and say what becomes of the others."""
    tried = [one for one in row.files if not one.fault] or row.files
    tried = sorted(tried, key=lambda one: one.when)
    in_time = [one for one in tried if not _late(one, due)]
    row.counts = (in_time or tried or [None])[-1]
    if row.counts is None:
        return
    if _late(row.counts, due):
        row.remarks.append("late")
    if row.unknown:
        row.remarks.append("not on the roster, or not one alone there fits")
    others = [one for one in tried if one is not row.counts]
    late = [one.place for one in others if _late(one, due) and in_time]
    earlier = [one.place for one in others if one.place not in late]
    faulty = [one.place for one in row.files if one.fault and one not in tried and one.notebook]
    for words, places in (
        ("handed in late, not counted", late),
        ("also handed in, earlier", earlier),
        ("could not be read", faulty),
    ):
        if places:
            more = [f"and {len(places) - MANY} more"] if len(places) > MANY else []
            row.remarks.append(f"{words}: {', '.join(places[:MANY] + more)}")


def _late(submission, due):
    return submission.late or (due is not None and submission.modified >= due)


# ---- grading ---------------------------------------------------------------------------------


def grade_folder(options):
    """Grade what `options` (an Options) asks for; return the exit code, 0 or 1.

    1 means that a submission could not be tried because the grader failed: call it again.
    """
    began = time.monotonic()
    title, packed, read = find_set(options.set, options.exercises)
    key = autograder.read(packed, f"The autograder zip of {title}")
    persons = roster.read(options.roster) if options.roster else []
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
        rows = students(found, persons, options.due)
        _check_names(options.regrade, rows, kept)
        jobs = [row for row in rows if _needs_grading(row, kept, options.regrade)]
        fresh = sum(row.counts is not None for row in rows)
        done = fresh - len(jobs)
        print(
            f"{title}: {len(found)} files by {fresh} students"
            + (f", {done} graded before" if done else ""),
            flush=True,
        )
        failed = _grade_all(jobs, packed, key, kept, options)
        _write_all(rows, kept, key, title, read, persons, options, failed)
    seconds = time.monotonic() - began
    print(f"{options.out / 'grades.csv'}, feedback and report.html are written ({seconds:.0f} s).")
    return 1 if failed else 0


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


def _names(label):
    """Return how a student may be named: as one is, and as a cell of grades.csv that is safe."""
    return {find.plain(label), find.plain(f"'{label}")}


def _check_names(regrade, rows, kept):
    known = {name for row in rows for name in _names(row.label)}
    for name in regrade or []:
        if find.plain(name) not in known and kept.load(name) is None:
            raise GradeError(f"--regrade: there is no student '{name}'. Write it as in grades.csv.")


def _needs_grading(row, kept, regrade):
    if row.counts is None:
        return False
    asked = regrade == [] or _names(row.label) & {find.plain(name) for name in regrade or []}
    return asked or kept.load(row.label) is None


def _grade_all(jobs, packed, key, kept, options):
    """Grade and keep each of `jobs`; return {student: why} for those where the grader failed."""
    failed, progress, ready = {}, Progress(len(jobs)), []
    for row in jobs:
        if row.counts.fault:
            record = judge.refused(row.counts.fault, key)
            _keep(row, record, b"", key, kept, options)
            progress.one()
        else:
            ready.append(row)
    if not ready:
        progress.end()
        return failed
    hidden = [
        options.submissions,
        options.out,
        options.exercises,
        options.exercises.parent / "tests",
    ]
    if options.cluster:
        by_label = {row.label: row for row in ready}
        work = [(row.label, row.counts.data) for row in ready]
        for label, record in cluster.grade_all(
            options.cluster, work, packed, options.limits, options.caged
        ):
            row = by_label[label]
            _keep(row, record, row.counts.data(), key, kept, options)
            progress.one()
        progress.end()
        return failed

    # The warm process takes some seconds for its imports, on one core. Meanwhile the other one
    # can do those of the report.
    threading.Thread(target=_import_report, daemon=True).start()
    with engine_for(options.caged, options.limits, hidden) as engine:

        def one(row):
            data = row.counts.data()
            return data, engine.grade(data, packed)

        pool = ThreadPoolExecutor(options.workers or workers_here())
        try:
            futures = {pool.submit(one, row): row for row in ready}
            for future in as_completed(futures):
                row = futures.pop(future)
                try:
                    data, record = future.result()
                except NoCageHere:
                    raise
                except Exception as error:  # one that the grader fails at must not stop the rest
                    failed[row.label] = str(error) or type(error).__name__
                else:
                    _keep(row, record, data, key, kept, options)
                progress.one()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)
    progress.end()
    return failed


def _import_report():
    import_quickly()
    import coursekit.grade.report  # noqa: F401


def workers_here():
    """Return how many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _keep(row, record, data, key, kept, options):
    kept.save(
        {
            "student": row.label,
            "file": row.counts.place,
            "sha256": find.mark(data),
            "tests": key.mark,
            "modified": row.counts.modified.isoformat(timespec="seconds"),
            "late": _late(row.counts, options.due),
            "caged": None if row.counts.fault else options.caged,
            "record": record,
        }
    )


class Progress:
    """Says how many are done, how many are left, and for how long."""

    def __init__(self, total):
        """Count up to `total`."""
        self.total, self.done, self.began, self.said = total, 0, time.monotonic(), 0.0
        self.screen = sys.stdout.isatty()

    def one(self):
        """Count one more; say so now and then."""
        self.done += 1
        now = time.monotonic()
        if self.done < self.total and now - self.said < (0.2 if self.screen else 5):
            return
        self.said = now
        left = self.total - self.done
        seconds = (now - self.began) / self.done * left
        text = f"  {self.done} of {self.total} graded, {left} left, about {_minutes(seconds)}"
        print(f"\r{text:<70}" if self.screen else text, end="" if self.screen else "\n", flush=True)

    def end(self):
        """End the line."""
        if self.screen and self.done:
            print(flush=True)


def _minutes(seconds):
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} minutes"


# ---- what comes out --------------------------------------------------------------------------


def _write_all(rows, kept, key, title, read, persons, options, failed):
    from coursekit.grade import report

    lines = [_line(row, kept, key, failed) for row in rows]
    seen = {row.label for row in rows}
    for content in kept.all():  # graded once, and gone from the folder: the grade stays
        if content["student"] not in seen:
            line = _from_record(content, None, [])
            line["remarks"].append("no longer in the folder of submissions")
            lines.append(line)
    out = options.out
    records.write(out / "grades.csv", sheet.grades(lines, key.questions, read))
    if options.layout == "moodle":
        records.write(out / "grades_moodle.csv", sheet.for_moodle(lines, persons))
    if options.layout == "canvas":
        records.write(out / "grades_canvas.csv", sheet.for_canvas(lines, title, persons))
    for line in lines:
        if line["status"] != NOTHING:
            path = out / "feedback" / f"{records.file_name(line['student'])}.txt"
            data = feedback.text(line, title, read).encode("utf-8", "replace")
            if not path.exists() or path.read_bytes() != data:
                records.write(path, data)
    page = report.page(lines, title, key.questions, read, options.names)
    records.write(out / "report.html", page.encode("utf-8", "replace"))
    _summary(lines, read)


NOTHING = "nothing handed in"


def _line(row, kept, key, failed):
    """Return one row of the grades."""
    content = kept.load(row.label) if row.counts or row.label not in failed else None
    if content is None:
        empty = {"student": row.label, "person": row.person, "questions": {}, "caged": None}
        empty |= {"numbers": [], "remarks": [], "file": row.counts.place if row.counts else ""}
        if row.counts is None:
            return {**empty, "status": NOTHING, "reasons": []}
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
    if content["tests"] != key.mark:
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


def _summary(lines, read):
    """Print how many ended how, and each that needs a person."""
    counts = {}
    for line in lines:
        counts[line["status"]] = counts.get(line["status"], 0) + 1
    order = (judge.GRADED, judge.PARTLY, judge.NOT, NOTHING)
    print(", ".join(f"{counts[status]} {status}" for status in order if status in counts))
    for line in lines:
        if line["status"] in (judge.PARTLY, judge.NOT):
            print(f"  {line['student']}: {line['status']}: {'; '.join(line['reasons'])}")
        elif any("--regrade" in remark for remark in line["remarks"]):
            print(f"  {line['student']}: {sheet.notes(line)}")
    if read:
        print(f"Read by a person, and left empty: {' '.join(read)}")
