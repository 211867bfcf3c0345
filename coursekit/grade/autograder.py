"""The autograder zip that ``coursekit build`` makes: its tests, its files, its name."""

import io
import json
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from coursekit.data import HERE, find_data

LARGEST = 200 << 20  # bytes, unpacked
# What otter can do and this grader cannot: said, and not left out in silence.
ONLY_OTTER = ("seed", "seed_variable", "plugins", "grade_from_log", "zips", "token")


class NotForUs(Exception):
    """A zip that this grader cannot use; the message says what to do."""


@dataclass
class Autograder:
    """One set's tests, as they lie in the zip."""

    name: str
    """the assignment's name, '' when it has none"""
    tests: dict
    """question -> source of its test file"""
    files: dict
    """file name -> its bytes, files that belong into the student's folder"""

    @property
    def questions(self):
        """The names of the questions with tests, in the order q1, q2, q10."""
        return sorted(self.tests, key=in_order)

    def lying_here(self):
        """Return {name: path} of the files that this installation has too, byte for byte.

        A zip carries coursekit and the ledger, for graders that have neither. To copy them is
        ten times as quick as to send them.
        """
        places, found = {"coursekit": HERE, "data": find_data(HERE)}, {}
        for name, content in self.files.items():
            folder, _, rest = name.partition("/")
            path = places.get(folder, Path("nowhere")) / rest
            if path.is_file() and path.read_bytes() == content:
                found[name] = str(path)
        return found


def in_order(name):
    """Return a key that sorts q2 before q10."""
    return [int(part) if part.isdigit() else part for part in re.split(r"(\d+)", name)]


def read(data, where="the autograder zip"):
    """Return the Autograder in `data`, the bytes of a zip; `where` names it in messages.

    Raises NotForUs when it is no such zip, or asks for what only otter does.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > LARGEST:
                raise NotForUs(f"{where} unpacks to more than {LARGEST >> 20} MB.")
            names = [name for name in packed.namelist() if not name.endswith("/")]
            config = json.loads(packed.read("otter_config.json"))
            tests = {
                name[6:-3]: packed.read(name).decode()
                for name in names
                if name.startswith("tests/") and name.endswith(".py")
            }
            files = {name[6:]: packed.read(name) for name in names if name.startswith("files/")}
    except (zipfile.BadZipFile, KeyError, ValueError, UnicodeDecodeError) as error:
        raise NotForUs(
            f"{where} is not an autograder zip (no otter_config.json, or damaged). "
            "Make it anew: python -m coursekit build"
        ) from error
    odd = [word for word in ONLY_OTTER if config.get(word)]
    odd += ["ok_format: true" for text in tests.values() if re.search(r"OK_FORMAT = True", text)][
        :1
    ]
    if odd or config.get("lang", "python") != "python":
        raise NotForUs(
            f"{where} asks for what only otter-grader itself does ({', '.join(odd) or 'R'}). "
            "Grade this set with: otter run"
        )
    if not tests:
        raise NotForUs(f"{where} holds no tests.")
    for name in files:
        if name.startswith("/") or ".." in name.split("/"):
            raise NotForUs(f"{where} holds a file that would lie outside its folder: {name}")
    return Autograder(str(config.get("assignment_name") or ""), tests, files)
