"""Which tests grade which notebook: the autograder zip of a set, or one for each variant of it."""

import hashlib
import json
import re
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from coursekit.grade import autograder


class NoKey(Exception):
    """A set, zip or folder that cannot be used; the message says what to do."""


@lru_cache(maxsize=4)
def _bytes(path):
    return path.read_bytes()


@lru_cache(maxsize=4)
def _tests(path):
    return autograder.read(_bytes(path), f"The autograder zip {path.name}")


@dataclass(frozen=True)
class Key:
    """The tests for one notebook. A class has a hundred of them, so they are read when needed."""

    path: Path
    """of the autograder zip"""
    owner: str = ""
    """the student whose variant it is, '' when it is for everybody"""

    @property
    def packed(self):
        """The bytes of the zip."""
        return _bytes(self.path)

    @property
    def tests(self):
        """The Autograder in the zip; raises NotForUs when there is none."""
        return _tests(self.path)

    @property
    def mark(self):
        """A digest that changes when a test, a file or the name changes."""
        return hashlib.sha256(self.packed).hexdigest()[:16]


class Keys:
    """The tests of one set."""

    def __init__(self, title, keys, read=()):
        """`title`: of the set. `keys`: one or more Keys. `read`: questions that a person reads."""
        self.title, self.read = title, list(read)
        self._by_name = {key.path.stem.removesuffix("_autograder"): key for key in keys}
        self.any = keys[0]
        self.questions = self.any.tests.questions  # the same in all variants

    def of(self, data):
        """Return the Key for the notebook in `data` (bytes): by the assignment that it names.

        A notebook that names none of them gets any; the judge says what is wrong with it.
        """
        if len(self._by_name) == 1:
            return self.any
        try:
            name = json.loads(data.decode("utf-8-sig"))["metadata"]["otter"]["assignment_name"]
            return self._by_name.get(name, self.any)
        except (ValueError, KeyError, TypeError, RecursionError):
            return self.any


def find(wanted, exercises, folder=None):
    """Return the Keys that are meant.

    `wanted`: '03' or '3', the beginning of a set's name, or the path of a zip. `exercises`: the
    folder of the sets; there the zip is built when it is missing or older than its source.
    `folder`: the key of variants, as ``coursekit build --secret`` wrote it; None for the practice
    set.
    Raises NoKey and NotForUs.
    """
    path = Path(wanted)
    if path.suffix == ".zip":
        if not path.is_file():
            raise NoKey(f"There is no autograder zip {path}.")
        return Keys(path.stem.removesuffix("_autograder"), [Key(path)])
    if wanted.isdigit():
        wanted = wanted.zfill(2)
    sources = sorted((exercises / "source").glob("*.ipynb"))
    found = [source for source in sources if source.name.startswith(wanted)]
    if len(found) != 1:
        have = ", ".join(source.stem[:2] for source in sources) or "none"
        raise NoKey(
            f"There is no set {wanted} in {exercises}/source (there: {have}). Give its number, or "
            "the path of an autograder zip, and call this in the course's folder."
        )
    source = found[0]
    if folder is None:
        keys = [Key(_built(source, exercises))]
    else:
        keys = _variants(source.stem, Path(folder))
    return Keys(source.stem, keys, read_by_a_person(source))


def _built(source, exercises):
    """Return the path of the zip of the set with this source notebook; build it if it is old."""
    packed = exercises / "instructor" / f"{source.stem}_autograder.zip"
    if not packed.is_file() or packed.stat().st_mtime < source.stat().st_mtime:
        from coursekit.build import BuildError, build

        print(f"Building the autograder of set {source.stem[:2]} ...", flush=True)
        try:
            with tempfile.TemporaryDirectory() as elsewhere:  # students have their notebook
                build(source, elsewhere, exercises / "instructor")
        except BuildError as error:
            raise NoKey(str(error)) from error
    return packed


def _variants(stem, folder):
    """Return the Keys of the variants of the set `stem` below `folder`: its own, or students'."""
    zips = sorted(folder.rglob(f"{stem}_*_autograder.zip"))
    if not zips:
        raise NoKey(
            f"{folder} holds no variant of {stem}. --key takes the folder 'key' that "
            f"coursekit build {stem[:2]} --secret wrote."
        )
    return [Key(path, "" if path.parent == folder else path.parent.name) for path in zips]


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
