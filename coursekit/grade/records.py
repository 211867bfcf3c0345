"""What was graded is kept: one file a student, written whole or not at all.

A record is written beside its place, forced to the disk, then moved there: after a power cut
there is the old one, the new one, or none. It carries a digest of itself; one that does not
fit (half written, edited by hand) counts as none, and the submission is graded again.
"""

import hashlib
import json
import os
import re
import unicodedata
from contextlib import contextmanager
from pathlib import Path

from coursekit.grade.find import plain

FORMAT = 1


class Busy(Exception):
    """Another command is grading into the same folder."""


def _digest(content):
    text = json.dumps(content, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def file_name(student):
    """Return a file name (without its ending) for `student`, readable, unlike any other's."""
    # Burmese vowels are marks (M), and no letters for \w.
    kept = (
        one if unicodedata.category(one)[0] == "M" else re.sub(r"[^\w.-]", " ", one)
        for one in student
    )
    name = re.sub(r" +", "_", "".join(kept)).strip("._")[:60]
    # A file's name has room for 255 bytes, and a letter may have four of them.
    name = name.encode("utf-8")[:200].decode("utf-8", "ignore") or "student"
    short = hashlib.sha256(plain(student).encode("utf-8", "surrogatepass")).hexdigest()[:8]
    return f"{name}-{short}"


def write(path, data):
    """Write `data` (bytes) to `path`, whole or not at all, also through a power cut."""
    path = Path(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    half = path.with_name(path.name + ".half")
    with half.open("wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    half.replace(path)
    if hasattr(os, "O_DIRECTORY"):
        folder = os.open(path.parent, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)


class Records:
    """The records in one folder."""

    def __init__(self, folder):
        """Keep records in `folder` (a path), which is made when the first one comes."""
        self.folder = Path(folder)

    def path(self, student):
        """Return where the record of `student` lies."""
        return self.folder / f"{file_name(student)}.json"

    def load(self, student):
        """Return the record of `student`, None when there is none that is whole."""
        return self._read(self.path(student))

    def _read(self, path):
        try:
            kept = json.loads(path.read_text(encoding="utf-8"))
            content = kept["content"]
            whole = kept["format"] == FORMAT and kept["digest"] == _digest(content)
        except (OSError, ValueError, KeyError, TypeError, RecursionError):
            return None
        return content if whole else None

    def save(self, content):
        """Keep `content`, a dictionary with the key 'student', as that student's record."""
        kept = {"format": FORMAT, "digest": _digest(content), "content": content}
        data = json.dumps(kept, indent=1, sort_keys=True).encode()
        write(self.path(content["student"]), data)

    def all(self):
        """Return all whole records, in order of their files' names."""
        found = [self._read(path) for path in sorted(self.folder.glob("*.json"))]
        return [one for one in found if one is not None]

    def tidy(self):
        """Remove what a command left half written."""
        for path in self.folder.glob("*.half"):
            path.unlink(missing_ok=True)


@contextmanager
def alone(folder):
    """Hold `folder` (a path) for one command; raise Busy when another one holds it.

    The lock ends with the process, also when that is ended by force.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / ".lock").open("a+b") as file:
        try:
            if os.name == "nt":
                import msvcrt

                msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
            else:
                import fcntl

                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise Busy(f"Another coursekit grade is at work in {folder}. Wait for it.") from error
        yield
