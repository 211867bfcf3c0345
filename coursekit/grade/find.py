"""Who handed in what: notebooks however an LMS named, nested or zipped them.

Nothing is unpacked to disk: what lies in a zip is read from the zip. So a zip that would unpack
outside its folder writes nowhere; what it would have put there is named and not graded.
"""

import functools
import hashlib
import io
import os
import re
import stat
import unicodedata
import zipfile
from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path, PurePosixPath

from coursekit.grade.notebook import LARGEST_NOTEBOOK

LARGEST_ZIP = 500 << 20  # bytes of one zip inside another
LARGEST_UNPACKED = 2 << 30  # bytes of all that lies in one zip
DEEPEST_ZIP = 3
MANY_NAMES = 5  # more differently named notebooks in a folder: a group's folder, not a student's
NOT_HANDED_IN = {"", ".csv", ".tsv", ".xlsx", ".log", ".ini", ".png", ".jpg", ".pkl", ".pyc"}
CANVAS = re.compile(r"^(?P<name>[^_]+)(?P<late>_LATE)?_(?P<id>\d{2,})_\d{2,}_(?P<file>.+)$", re.I)
MOODLE = re.compile(r"^(?P<name>.+?)_(?P<id>\d+)_assignsubmission_(?:file|onlinetext)_?.*$", re.I)
AGAIN = re.compile(r"(?: ?\((\d{1,2})\)|-(\d{1,2})|(?: -)? copy)$", re.I)

# Folders that one student may have several of.
ATTEMPT = re.compile(r"^\d\d?$|\d{4}|^\d\d_|attempt|version|draft|final|old|^v\d|try", re.I)


@dataclass
class Submission:
    """One file that was handed in."""

    place: str
    """where it lies below the folder; a zip counts as a folder"""
    modified: datetime
    """when it was last changed, local time: the file's time, or the one in the zip"""
    source: object
    """a function that returns its bytes, or None"""
    fault: str = ""
    """why it cannot be graded, '' when it can be tried"""
    student: str = ""
    """who, as far as the file's place tells"""
    numbers: set = field(default_factory=set)
    """the student's numbers in the LMS, as texts"""
    late: bool = False
    """the LMS itself says so in the name"""

    def data(self):
        """Return its bytes (b'' when there are none)."""
        return self.source() if self.source else b""

    @property
    def notebook(self):
        """Say whether it is a notebook by its name."""
        return self.place.lower().endswith(".ipynb")

    @property
    def when(self):
        """What sorts the submissions of one student: time, number of the copy, place."""
        again = AGAIN.search(PurePosixPath(self.place).stem)
        return (self.modified, int((again and (again[1] or again[2])) or 0), self.place)


def mark(data):
    """Return a digest of `data`, bytes, as text."""
    return hashlib.sha256(data).hexdigest()


def find(folder, leave_out=()):
    """Return every Submission below `folder`, in order of place.

    `leave_out`: folders that are not looked into (the results may lie in the same place).
    Raises FileNotFoundError when `folder` is not there.
    """
    folder = Path(folder)
    if not folder.exists():
        raise FileNotFoundError(f"There is no folder {folder}.")
    left_out = [Path(path).resolve() for path in leave_out]
    found = []
    if folder.is_file():
        _look_at(folder, folder.name, found)
    else:
        top = folder.resolve()
        # Grades of an earlier command with another --out.
        earlier = [path.parent for path in folder.rglob(".lock")]
        earlier = [path for path in earlier if (path / "records").is_dir()]
        left_out += [top / path.relative_to(folder) for path in earlier if path != folder]
        for path in sorted(folder.rglob("*")):
            inside = top / path.relative_to(folder)  # not resolved: a link may lead anywhere
            if not any(inside.is_relative_to(out) for out in left_out):
                _look_at(path, path.relative_to(folder).as_posix(), found)
    for one in found:
        one.place = visible(one.place)
    found.sort(key=lambda one: one.place)
    _name_students(found)
    return found


def visible(text):
    """Return `text` with what moves a screen's cursor or turns the writing round spelt out."""
    return re.sub(
        "[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]",
        lambda odd: odd[0].encode("unicode_escape").decode(),
        text,
    )


def _look_at(path, place, found):
    """Add what the file at `path` holds to `found`."""
    if _unwanted(place):
        return
    try:
        how = path.lstat()
    except OSError:  # in a folder that cannot be opened, which is said of the folder
        return
    try:
        modified = datetime.fromtimestamp(how.st_mtime)
    except (ValueError, OverflowError, OSError):  # a clock that was never set
        modified = datetime(1970, 1, 1)
    folder, fault = stat.S_ISDIR(how.st_mode), ""
    if stat.S_ISLNK(how.st_mode):
        # Its target may be another student's work, or the key.
        fault = "a link, and no file of its own"
    elif folder and not os.access(path, os.R_OK | os.X_OK):
        fault = "the folder cannot be opened (its permissions forbid it)"
    elif folder:
        if not all(_unwanted(inside.name) for inside in path.iterdir()):
            return
        fault = "the folder is empty"
    elif not stat.S_ISREG(how.st_mode):
        fault = "no file, but a pipe or a device"
    elif not os.access(path, os.R_OK):
        fault = "the file cannot be read (its permissions forbid it)"
    elif place.lower().endswith(".zip"):
        _look_into(path, (), place, modified, found, [LARGEST_UNPACKED])
        return
    elif how.st_size > LARGEST_NOTEBOOK:
        fault = f"the file is larger than {LARGEST_NOTEBOOK >> 20} MB"
    _add(place, modified, None if fault else path.read_bytes, fault, found)


def _unwanted(place):
    parts = PurePosixPath(place).parts
    return any(part.startswith((".", "~$", "__MACOSX")) for part in parts if part != "..") or (
        not parts
    )


def _add(place, modified, source, fault, found):
    suffix = PurePosixPath(place).suffix.lower()
    if suffix == ".ipynb" or fault:
        found.append(Submission(place, modified, source, fault))
    elif suffix not in NOT_HANDED_IN and not PurePosixPath(place).stem.lower().startswith("readme"):
        found.append(
            Submission(place, modified, None, f"no notebook, but a {visible(suffix)} file")
        )


@functools.lru_cache(4)
def _zip(path, inner):
    """Return the zip at `path` or, for entries `inner`, the one inside it, inside that."""
    if not inner:
        return zipfile.ZipFile(path)
    return zipfile.ZipFile(io.BytesIO(_read(_zip(path, inner[:-1]), inner[-1], LARGEST_ZIP) or b""))


def _look_into(path, inner, place, modified, found, room):
    """Add what a zip (see ``_zip``) holds to `found`.

    `room`: a list of one number, the bytes that may still be unpacked. What was unpacked is not
    kept, but unpacked again when it is asked for: a small zip can hold more than the memory.
    """
    fault = ""
    try:
        packed = _zip(path, inner)
        entries = sorted(packed.infolist(), key=lambda entry: entry.filename)
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        found.append(Submission(place, modified, None, "the zip is damaged"))
        return
    before = len(found)
    for entry in entries:
        name = entry.filename.replace("\\", "/")
        if entry.is_dir() or _unwanted(name.lstrip("/")):
            continue
        inside = f"{place}/{name.lstrip('/')}"
        try:
            when = datetime(*entry.date_time)
        except ValueError:
            when = modified
        if name.startswith("/") or ".." in name.split("/") or re.match(r"[A-Za-z]:", name):
            base = PurePosixPath(name).name
            fault = f"its zip would unpack it outside its folder ({visible(name[:60])})"
            found.append(Submission(f"{place}/{base}", when, None, fault))
        elif entry.flag_bits & 1:
            found.append(Submission(inside, when, None, "its zip has a password"))
        elif not name.lower().endswith((".ipynb", ".zip")):
            _add(inside, when, None, "", found)
        elif name.lower().endswith(".zip"):
            if len(inner) + 1 == DEEPEST_ZIP or entry.file_size > LARGEST_ZIP:
                found.append(Submission(inside, when, None, "a zip too deep inside zips, or huge"))
            elif fault := _unpacks(packed, entry, LARGEST_ZIP, room, "the zip is damaged"):
                found.append(Submission(inside, when, None, fault))
            else:
                _look_into(path, (*inner, entry), inside, when, found, room)
        elif entry.file_size > LARGEST_NOTEBOOK:
            fault = f"the file is larger than {LARGEST_NOTEBOOK >> 20} MB"
            found.append(Submission(inside, when, None, fault))
        else:
            fault = _unpacks(packed, entry, LARGEST_NOTEBOOK, room, "damaged inside its zip")

            def again(entry=entry):
                return _read(_zip(path, inner), entry, LARGEST_NOTEBOOK) or b""

            found.append(Submission(inside, when, None if fault else again, fault))
    if len(found) == before:
        found.append(Submission(place, modified, None, "no notebook in the zip"))


def _unpacks(packed, entry, largest, room, damaged):
    """Say why `entry` cannot be unpacked, '' when it can; count it off `room`."""
    if room[0] < entry.file_size:
        return f"its zip unpacks to more than {LARGEST_UNPACKED >> 30} GB"
    data = _read(packed, entry, largest)
    room[0] -= largest if data is None else len(data)
    return damaged if data is None else ""


def _read(packed, entry, largest):
    """Return the bytes of `entry`, None when they cannot be read or are more than `largest`."""
    try:
        with packed.open(entry) as file:
            data = file.read(largest + 1)
    except (zipfile.BadZipFile, OSError, RuntimeError, NotImplementedError, EOFError, ValueError):
        return None
    except Exception as error:  # zlib.error and its like
        if type(error).__module__ not in ("zlib", "lzma", "_lzma"):
            raise
        return None
    return data if len(data) <= largest else None


# ---- whose is it -----------------------------------------------------------------------------


def plain(text):
    """Return `text` for comparing names: one form of each letter, no capitals, single spaces."""
    text = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(re.sub(r"[\s_.,-]+", " ", text).split())


def _name_students(found):
    """Set the student of each submission, by the habits of Canvas and Moodle, or by its folder."""
    rest = []
    for one in found:
        parts = PurePosixPath(one.place).parts
        file = CANVAS.match(parts[-1])
        moodle = next((m for part in reversed(parts) if (m := MOODLE.match(part))), None)
        if moodle:
            one.student, one.numbers = moodle["name"].strip(), {moodle["id"]}
        elif file:
            one.student, one.numbers = file["name"], {file["id"]}
            one.late = bool(file["late"])
        else:
            rest.append((parts, one))
    _by_folder(rest, "")


def _by_folder(rest, group):
    """Name students by folder or file; folders that hold all, or whole groups, are no names.

    To take two students for one would lose a grade, to take one for two shows in the list. So
    a folder is a student's only if what lies in it looks like one person's.
    """
    while rest and all(len(parts) > 1 for parts, _ in rest):
        if len({parts[0] for parts, _ in rest}) > 1 or len({parts[1] for parts, _ in rest}) == 1:
            break
        rest = [(parts[1:], one) for parts, one in rest]
    folders = {}
    stems = [PurePosixPath(parts[0]).stem for parts, _ in rest if len(parts) == 1]
    whole = {plain(stem) for stem in stems}
    numbered = Counter(plain(AGAIN.sub("", stem)) for stem in stems if AGAIN.search(stem))
    for parts, one in rest:
        if len(parts) > 1:
            folders.setdefault(parts[0], []).append((parts, one))
            continue
        stem = PurePosixPath(parts[0]).stem
        # A browser that saves twenty mails' '01_the_coup.ipynb' numbers them, from '(1)' on:
        # twenty students. 'anna (1)' is Anna again.
        # So are 'student-01' and 'student-02', if there is no 'student' whose copies they are.
        name = AGAIN.sub("", stem)
        many = numbered[plain(name)] > 1 and plain(name) not in whole
        one.student = group + (stem if many or re.match(r"\d\d_", stem) else name or stem)
    for folder, inside in folders.items():
        if _is_a_group(inside):
            _by_folder([(parts[1:], one) for parts, one in inside], f"{group}{folder}/")
            continue
        for _, one in inside:
            one.student = group + re.sub(r"\.zip$", "", folder, flags=re.I)


def _is_a_group(inside):
    """Say whether a folder holds several students: many names, or folders of their own."""
    folders = {parts[1] for parts, _ in inside if len(parts) > 2}
    folders = {name for name in folders if not ATTEMPT.search(name)}
    return len(folders) > 1 or len(_stems(inside)) > MANY_NAMES


def _stems(rest):
    return {plain(AGAIN.sub("", PurePosixPath(parts[-1]).stem)) for parts, _ in rest}
