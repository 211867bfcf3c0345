"""Make the course's environment in .venv, then open JupyterLab or run the tests.

Called by the Makefile as ``python3 coursekit/bootstrap.py lab|test|run``. It runs before
anything is installed, so it uses the standard library alone, and is written so that Python 3.6
can read it, to say that it is too old.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
OLDEST, NEWEST = (3, 11), (3, 14)
SECONDS_BETWEEN_LINES = 5
# Does this Python have what an environment is made with?
CAN_MAKE = "import ensurepip, venv"
# Is the environment's Python new enough, and its pip whole? (pip writes its list of files last.)
IS_WHOLE = (
    "import sys; sys.version_info < (3, 11) and sys.exit(1); "
    "from importlib.metadata import files; sys.exit(not files('pip'))"
)
# Of requirements.txt, what only otter's way to PDF asks for (170 MB): lessons do without.
NOT_FOR_LESSONS = ("playwright==", "greenlet==")
# What pip says when the network does not answer.
NO_NETWORK = ("connection broken", "timed out")


def say(text):
    """Print one line at once, so that no minute is silent."""
    print(text, flush=True)


def stop(text):
    """End with one clear sentence and exit code 1."""
    sys.exit("\n" + text)


def works(python, code):
    """Say whether `python` is there and runs the line `code` without an error."""
    try:
        done = subprocess.run(
            [str(python), "-c", code], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
    except OSError:
        return False
    return done.returncode == 0


def python_for_the_course():
    """Return the path of a Python that can run the course: this one, or else one on the PATH."""
    this = ".".join(str(part) for part in sys.version_info[:3])
    if OLDEST <= sys.version_info[:2] <= NEWEST:
        return sys.executable
    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        found = shutil.which("python3.%d" % minor)
        if found and works(found, CAN_MAKE):
            say("This Python is " + this + ", so the course uses " + found + ".")
            return found
    return stop(
        "The course needs Python 3.11 to 3.14, and this one is " + this + ". "
        "Install one from python.org (or: conda env create -f environment.yml), then try again."
    )


def venv_python():
    """Return where the environment keeps its Python."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def unpacked():
    """Return the folders in which pip describes the packages of the environment, one a package."""
    place = "Lib/site-packages" if os.name == "nt" else "lib/python3*/site-packages"
    return list(VENV.glob(place + "/*.dist-info"))


def make_venv():
    """Make .venv, or make it again when an earlier call left it half made."""
    python = python_for_the_course()
    if not works(python, CAN_MAKE):
        stop(
            "This Python cannot make environments: its venv or pip part is missing. "
            "On Debian or Ubuntu: sudo apt install python3-venv. Elsewhere: install Python from "
            "python.org. Then try again."
        )
    if VENV.exists():
        say("Removing an environment that does not work (half made, or its Python is gone) ...")
        shutil.rmtree(str(VENV))
    say("Making an environment in " + VENV.name + " ...")
    done = subprocess.run(
        [python, "-m", "venv", str(VENV)], stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    if done.returncode:
        words = done.stdout.decode("utf-8", "replace").strip().splitlines()
        stop("The environment could not be made: " + "".join(words[-1:]))


def how_far(log, total):
    """Return what pip is at, from its `log` so far: fetching or unpacking, how many of `total`."""
    lines = log.splitlines()
    total -= sum(line.startswith("Ignoring ") for line in lines)  # meant for other systems
    if "Installing collected packages" in log:
        return "  unpacking: {} of {}".format(min(len(unpacked()), total), total)
    names = [line.split()[1].split("==")[0] for line in lines if line.startswith("Collecting ")]
    if not names:
        return "  looking at what is there ..."
    return "  fetching: {} of {} ({})".format(len(names), total, names[-1])


def pip(arguments, total):
    """Run pip install with `arguments`; every few seconds say how far of `total` packages it is.

    Stops with a reason when pip fails. All that pip says is kept in .venv/pip-log.txt.
    """
    command = [str(venv_python()), "-u", "-m", "pip", "install", "--disable-pip-version-check"]
    command += ["--progress-bar", "off", "--retries", "2", "--timeout", "20", "--no-input"]
    command += ["--no-user"]  # a person's own pip settings may say otherwise
    log = VENV / "pip-log.txt"
    with log.open("wb") as words:
        process = subprocess.Popen(
            command + arguments, stdout=words, stderr=subprocess.STDOUT, cwd=str(ROOT)
        )
        try:
            while process.poll() is None:
                try:
                    process.wait(SECONDS_BETWEEN_LINES)
                except subprocess.TimeoutExpired:
                    say(how_far(log.read_text("utf-8", "replace"), total))
        finally:
            if process.poll() is None:  # Ctrl+C
                process.terminate()
                process.wait()
    if process.returncode == 0:
        return
    text = log.read_text("utf-8", "replace")
    if "No space left" in text:
        stop("The disk is full: the environment needs about 1 GB. Make room and try again.")
    if any(word in text.lower() for word in NO_NETWORK):
        stop(
            "The packages could not be fetched: no answer from the network. "
            "Check the connection and call the same command again; what is done stays done."
        )
    last_lines = "\n".join(text.splitlines()[-12:])
    stop("pip could not install the packages. Its last words:\n\n" + last_lines)


def fingerprint(names):
    """Return a text that changes when one of the files `names` changes, or the folder moves."""
    digest = hashlib.sha256(os.fsencode(str(ROOT)))
    for name in names:
        digest.update((ROOT / name).read_bytes())
    return digest.hexdigest()


def install(listing, stamp_name):
    """Install the pinned packages of `listing` and coursekit, unless that was done before."""
    done = fingerprint([listing, "pyproject.toml", "coursekit/lab_settings.json"])
    stamp = VENV / stamp_name
    if stamp.is_file() and stamp.read_text() == done:
        return
    for folder in unpacked():
        if not (folder / "RECORD").is_file():  # an earlier call was stopped in this package
            shutil.rmtree(str(folder))
    lines = (ROOT / listing).read_text(encoding="utf-8").splitlines()
    if stamp_name == "ready-lab":
        lines = [line for line in lines if not line.startswith(NOT_FOR_LESSONS)]
    wanted = VENV / listing
    wanted.write_text("\n".join(lines), encoding="utf-8")
    say("Installing the packages of {} (some minutes, once) ...".format(listing))
    pip(["--no-deps", "-r", str(wanted)], len(lines))
    say("Installing the course's own part ...")
    pip(["--no-deps", "--no-build-isolation", "-e", "."], 1)
    stamp.write_text(done)


def environment(with_tests):
    """Bring .venv up to date: the student side, and on request what the tests need on top."""
    if not works(venv_python(), IS_WHOLE):
        make_venv()
    install("requirements.txt", "ready-lab")
    if with_tests:
        install("requirements-dev.txt", "ready-test")


def run(arguments):
    """Run the environment's Python with `arguments`, hand on its exit code."""
    process = subprocess.Popen([str(venv_python())] + arguments, cwd=str(ROOT))
    while True:
        try:
            return process.wait()
        except KeyboardInterrupt:  # it reaches that Python too, which ends in its own way
            continue


def main(what):
    """Do `what`: lab, test (more words go to pytest), or run and what Python shall run."""
    started = time.time()
    try:
        environment(with_tests=what[0] != "lab")
    except KeyboardInterrupt:
        stop("Stopped. Call the same command again: it goes on where it was.")
    except OSError as error:
        stop("The environment could not be written: " + str(error))
    if time.time() - started > 5:
        say("The environment is ready ({:.0f} s).".format(time.time() - started))
    if what[0] == "lab":
        return run(["-m", "coursekit", "start"] + what[1:])
    if what[0] == "test":
        browser = run(["tests/find_browser.py"])
        return browser or run(["-m", "pytest", "-n", "2", "--dist", "loadfile"] + what[1:])
    return run(what[1:])


if __name__ == "__main__":
    if len(sys.argv) < 2 or sys.argv[1] not in ("lab", "test", "run"):
        stop("Say what to do: lab, test or run.")
    sys.exit(main(sys.argv[1:]))
