"""Whose submission is it, and which one counts: one row for each student."""

from collections import Counter
from dataclasses import dataclass, field

from coursekit.grade import find, roster

MANY = 20  # files of one student that are named in a note; of more only how many


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

    def is_called(self, text):
        """Say whether `text` is this student's name, or stands in the row of the roster."""
        names = [self.label, *(self.person.row.values() if self.person else ())]
        return find.plain(text) in {find.plain(name) for name in names}


def students(found, persons, due):
    """Return one Student for each on the roster or, without one, each who handed in.

    `found`: Submissions. `persons`: the roster, [] for none. `due`: a datetime or None.
    """
    known = {}  # by the name as it is compared: records are kept by it
    names = Counter(find.plain(person.name) for person in persons)
    for person in persons:
        label = person.name
        if names[find.plain(label)] > 1:  # two of the same name
            label = f"{person.name} ({_tells_apart(person)})"
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


def _tells_apart(person):
    """Return a number of `person`, the shortest, or a login; '' when there is none."""
    return min(person.numbers or person.logins, key=lambda text: (len(text), text), default="")


def _choose(row, due):
    """Choose what counts of a student's files, and say what becomes of the others."""
    tried = [one for one in row.files if not one.fault] or row.files
    tried = sorted(tried, key=lambda one: one.when)
    in_time = [one for one in tried if not is_late(one, due)]
    row.counts = (in_time or tried or [None])[-1]
    if row.counts is None:
        return
    if is_late(row.counts, due):
        row.remarks.append("late")
    if row.unknown:
        row.remarks.append("not on the roster, or not one alone there fits")
    others = [one for one in tried if one is not row.counts]
    late = [one.place for one in others if is_late(one, due) and in_time]
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


def is_late(submission, due):
    """Say whether `submission` came after `due` (a datetime or None), or the LMS says so."""
    return submission.late or (due is not None and submission.modified >= due)
