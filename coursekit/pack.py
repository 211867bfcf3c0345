"""The course as one zip, for a learning platform or a USB stick; with packages for a room offline.

In the zip: lessons, student sets, the ledger, the list of versions, coursekit as a wheel, and
READ_ME_FIRST.html with the commands for each system. No source of a set, no answer, no test.
"""

import html
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from packaging.markers import default_environment
from packaging.requirements import Requirement

from coursekit import __version__
from coursekit.bootstrap import NEWEST, NOT_FOR_LESSONS, OLDEST
from coursekit.build import ZIP_TIME

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
FOLDER = "changing-sides"  # in the zip: short, for Windows counts the letters of a path
TAKES = (
    "notebooks/[0-9][0-9]_*.ipynb",
    "exercises/[0-9][0-9]_*.ipynb",
    "data/*.csv",
    "data/*.md",
    "data/datapackage.json",
    "LICENSE",
    "CITATION.cff",
)
# What pip calls the computers of a system. Macs with an Intel processor are left out: one package
# of the list is not made for them any more.
COMPUTERS = {
    "windows": ["win_amd64"],
    "macos": ["macosx_11_0_arm64"],
    "linux": ["manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"],
}
SPOKEN = {"windows": "Windows", "macos": "macOS (Apple chip)", "linux": "Linux (Intel or AMD)"}
# What the markers in requirements.txt ask about a system: pip itself would answer for the
# computer that it runs on, whatever --platform says.
MARKERS = {
    "windows": {"sys_platform": "win32", "os_name": "nt", "platform_system": "Windows"},
    "macos": {"sys_platform": "darwin", "os_name": "posix", "platform_system": "Darwin"},
    "linux": {"sys_platform": "linux", "os_name": "posix", "platform_system": "Linux"},
}
PYTHONS = [f"3.{minor}" for minor in range(OLDEST[1], NEWEST[1] + 1)]


class PackError(Exception):
    """A pack that cannot be made; the message says why and what to do."""


def pins(root=ROOT):
    """Return the lines of requirements.txt that lessons and sets need (all systems)."""
    lines = (Path(root) / "requirements.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith(NOT_FOR_LESSONS)]


def pins_for(system, python):
    """Return plain ``name==version`` lines for a `system` of COMPUTERS and a `python` (3.13.0)."""
    machine = default_environment() | MARKERS[system]
    machine |= {"python_version": python.rpartition(".")[0], "python_full_version": python}
    needs = [Requirement(line) for line in pins()]
    return [f"{n.name}{n.specifier}" for n in needs if not n.marker or n.marker.evaluate(machine)]


def files(root=ROOT):
    """Return what of the course goes in: name in the zip -> bytes.

    Raises PackError for a set that somebody has run in the course's folder: it may be solved.
    """
    root = Path(root)
    found = {p.relative_to(root).as_posix(): p for takes in TAKES for p in root.glob(takes)}
    for name, path in found.items():
        if name.startswith("exercises/"):
            cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
            if any(cell.get("execution_count") or cell.get("outputs") for cell in cells):
                raise PackError(
                    f"{name} has been run here and may hold answers. Make it anew first: "
                    f"python -m coursekit build {path.name[:2]}"
                )
    contents = {name: path.read_bytes() for name, path in found.items()}
    contents["requirements.txt"] = ("\n".join(pins(root)) + "\n").encode()
    return contents


def coursekit_wheel(folder, root=ROOT):
    """Build coursekit's wheel in `folder`; return its path."""
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=root,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise PackError(f"coursekit could not be built: {done.stderr.strip()[-500:]}")
    return next(Path(folder).glob("coursekit-*.whl"))


def fetch(folder, system, python):
    """Fetch the packages for a `system` of COMPUTERS and a `python` ('3.13') into `folder`.

    Needs the network. Raises PackError with pip's last words when a package is not to be had.
    """
    # The oldest and the newest 3.11 differ in one package.
    oldest, newest = (pins_for(system, f"{python}.{patch}") for patch in (0, 20))
    for patch, wanted in ({20: newest} if oldest == newest else {0: oldest, 20: newest}).items():
        words = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps"]
        words += ["--only-binary=:all:", "--disable-pip-version-check", "--no-input"]
        words += [f"--platform={platform}" for platform in COMPUTERS[system]]
        words += [f"--python-version={python}.{patch}", "-d", str(folder), *wanted]
        done = subprocess.run(words, capture_output=True, text=True)
        if done.returncode:
            said = "\n".join(done.stderr.strip().splitlines()[-2:])[-700:]
            raise PackError(f"The packages for {system}, Python {python}: {said}")


def this_computer():
    """Return what `fetch` takes for the computer that this runs on: a system and a Python."""
    system = {"win32": "windows", "darwin": "macos"}.get(sys.platform, "linux")
    return system, f"{sys.version_info[0]}.{sys.version_info[1]}"


def page(wheel, inside):
    """Return READ_ME_FIRST.html (text).

    `wheel`: file name of coursekit's wheel. `inside`: a sentence on the packages in the zip, ''
    when they come from the network.
    """
    source = "--no-index --find-links packages " if inside else ""
    text = (HERE / "pack_page.html").read_text(encoding="utf-8")
    for gap, words in {
        "{install}": f"-m pip install --no-deps {source}-r requirements.txt {wheel}",
        "{network}": inside or "The second line fetches about 250 MB, once.",
        "{release}": __version__,
    }.items():
        text = text.replace(gap, html.escape(words))
    return text


def write(path, contents):
    """Write `contents` (name -> bytes) to the zip `path`: in order, and without the time."""
    with zipfile.ZipFile(path, "w") as pack:
        for name in sorted(contents):
            entry = zipfile.ZipInfo(f"{FOLDER}/{name}", ZIP_TIME)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            packed = name.endswith(".whl")
            entry.compress_type = zipfile.ZIP_STORED if packed else zipfile.ZIP_DEFLATED
            pack.writestr(entry, contents[name])


def pack(out="dist", wheels=False, systems=(), pythons=(), root=ROOT):
    """Write the zip into the folder `out`; return its path.

    `wheels`: take the packages along, for `systems` (names in COMPUTERS; this one's when empty)
    and `pythons` (like '3.13'; this one's when both are empty, else all of PYTHONS).
    """
    contents, inside, label = files(root), "", ""
    if wheels or systems or pythons:
        system, python = this_computer()
        pythons = pythons or (PYTHONS if systems else [python])
        systems = systems or [system]
        label = "-" + "-".join([*systems, *pythons])
        inside = (
            f"The packages are in here, for {', '.join(map(SPOKEN.get, systems))} with Python "
            f"{', '.join(pythons)}: no internet is needed."
        )
    with tempfile.TemporaryDirectory() as work:
        packages = Path(work) / "packages"
        packages.mkdir()
        for system in systems:
            for python in pythons:
                fetch(packages, system, python)
        contents |= {f"packages/{p.name}": p.read_bytes() for p in packages.iterdir()}
        wheel = coursekit_wheel(work, root)
        contents[wheel.name] = wheel.read_bytes()
        contents["READ_ME_FIRST.html"] = page(wheel.name, inside).encode()
    path = Path(out) / f"changing-sides-{__version__}{label}.zip"
    path.parent.mkdir(parents=True, exist_ok=True)
    write(path, contents)
    return path
