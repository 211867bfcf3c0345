"""The class list: a CSV by the lecturer, or the one that Moodle or Canvas exports."""

import csv
import io
import re
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from coursekit.grade.find import plain, visible

NAMES = ("full name", "name", "student", "student name", "display name")
FIRST, LAST = ("first name", "firstname", "given name"), ("last name", "surname", "family name")
NUMBERS = (
    "id",
    "identifier",
    "student id",
    "student number",
    "id number",
    "sis user id",
    "user id",
    "number",
)
LOGINS = ("sis login id", "login", "username", "user name", "email", "email address", "e-mail")


class RosterError(Exception):
    """A class list that cannot be used; the message says what is missing."""


@dataclass
class Person:
    """One row of the class list."""

    name: str
    numbers: set = field(default_factory=set)
    logins: set = field(default_factory=set)
    row: dict = field(default_factory=dict)
    """the row as it stands in the file, for the layouts of Moodle and Canvas"""

    @property
    def words(self):
        """The words of the name, for comparing."""
        return frozenset(plain(self.name).split())


def read(path):
    """Return the persons in the CSV at `path`, in its order.

    It needs a header with a name ('name', 'full name', 'student', or first and last name), a
    number ('id', ...) or a login ('email', 'username'). Raises RosterError.
    """
    try:
        text = Path(path).read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise RosterError(f"The roster {path} cannot be read: {error.strerror}.") from error
    except UnicodeDecodeError as error:
        raise RosterError(
            f"The roster {path} is not in UTF-8. Save it again as 'CSV UTF-8'."
        ) from error
    try:
        dialect = csv.Sniffer().sniff(text.split("\n", 1)[0], delimiters=",;\t")
    except csv.Error:
        dialect = csv.excel
    try:
        rows = list(csv.DictReader(io.StringIO(text), dialect=dialect))
    except csv.Error as error:
        raise RosterError(f"The roster {path} is no CSV that can be read: {error}.") from error
    rows = [row for row in rows if any(row.values())]
    persons = []
    for row in rows:
        row = {str(key): value or "" for key, value in row.items() if key}
        low = {key.strip().casefold(): value.strip() for key, value in row.items() if value.strip()}
        name = next((low[word] for word in NAMES if word in low), "")
        if not name:
            parts = [next((low[w] for w in words if w in low), "") for words in (FIRST, LAST)]
            name = " ".join(part for part in parts if part)
        if "," in name and name.count(",") == 1:  # Canvas: 'Lee, Anna'
            last, first = name.split(",")
            name = f"{first.strip()} {last.strip()}".strip()
        numbers = {re.sub(r"^participant\s*", "", low[w].casefold()) for w in NUMBERS if w in low}
        logins = {low[w].casefold() for w in LOGINS if w in low}
        if plain(name) in ("points possible", "student test", "test student"):
            continue
        label = visible(name or next(iter(sorted(numbers | logins)), ""))
        known = [
            one
            for one in persons
            if (numbers and one.numbers == numbers) or (logins and one.logins == logins)
        ]
        if known and known[0].words != frozenset(plain(label).split()):
            raise RosterError(
                f"The roster {path} gives '{known[0].name}' and '{label}' the same number or "
                "login. Mend one of the two lines."
            )
        if label and not known:  # the same line twice is one person
            persons.append(Person(label, numbers, logins, row))
    if not persons:
        raise RosterError(
            f"The roster {path} names nobody. It needs a first line with a column 'name', 'id' "
            "or 'email', and a line for each student."
        )
    return persons


def who(submission, persons):
    """Return the Person that `submission` is by, None when nobody fits or more than one."""
    fits = [one for one in persons if one.numbers & submission.numbers]
    if len(fits) == 1:
        return fits[0]
    label = plain(submission.student)
    squeezed = label.replace(" ", "")
    fits = [
        one
        for one in persons
        if plain(one.name) == label
        or any(plain(login) == label or plain(login.split("@")[0]) == label for login in one.logins)
        or any(number == label for number in one.numbers)
        # Canvas: 'leeanna' for Anna Lee
        or squeezed in _squeezed(one.name)
    ]
    if len(fits) == 1:
        return fits[0]
    if len(fits) > 1:
        return None
    parts = [plain(re.sub(r"\.(zip|ipynb)$", "", part)) for part in _parts(submission)]
    for part in reversed(parts):
        words = set(part.split())
        fits = [
            one
            for one in persons
            if (one.words and one.words <= words)
            or one.numbers & words
            or any(login.split("@")[0] in words for login in one.logins)
        ]
        # 'Anna Lee Park' has the words of 'Anna Lee' too: the longer name it is.
        longest = max((len(one.words) for one in fits), default=0)
        fits = [one for one in fits if len(one.words) == longest] if len(fits) > 1 else fits
        if fits:
            return fits[0] if len(fits) == 1 else None
    return None


def _squeezed(name):
    words = plain(name).split()
    turned = [words[-1:] + words[:-1], words[1:] + words[:1], words]
    return {"".join(order) for order in turned if len(words) > 1}


def _parts(submission):
    return PurePosixPath(submission.place).parts
