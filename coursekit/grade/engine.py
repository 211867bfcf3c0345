"""Engines: what turns (notebook, autograder zip) into a record, here and now.

``Caged`` is for Linux: one warm process in a cage, a judge and a student's process of its own
for each submission. ``Uncaged`` is for everywhere else, and only on request: the judge works in
this process, which receives only data there too, and each student's process is a new Python.
Both may be used by several threads at once.
"""

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from coursekit.grade import judge, wire


class NoCageHere(Exception):
    """A cage was asked for and cannot be made; the message says why."""


class Fault(Exception):
    """The grader itself failed, and not the submission."""


class Caged:
    """Grades in a cage, for as long as the context lasts."""

    caged = True

    def __init__(self, limits, hidden=()):
        """Prepare. `limits`: a Limits. `hidden`: folders that no student's process may see."""
        self.limits, self.hidden = limits, [str(Path(path).resolve()) for path in hidden]
        self.lock, self.process, self.control = threading.Lock(), None, None
        self.busy = {}  # core -> submissions at work on it

    def __enter__(self):
        """Start the warm process and wait for its imports; raise NoCageHere without a cage."""
        if sys.platform != "linux":
            raise NoCageHere("the cage needs Linux")
        self.busy = dict.fromkeys(sorted(os.sched_getaffinity(0)), 0)
        self._start()
        return self

    def __exit__(self, *_):
        """End the warm process and everything below it."""
        self._end()

    def _start(self):
        self.control, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        package = str(Path(__file__).resolve().parents[2])
        environment = {
            "PATH": f"{sys.prefix}/bin:/usr/local/bin:/usr/bin:/bin",
            "HOME": "/box",
            "TMPDIR": "/box",
            "USER": "student",
            "IPYTHONDIR": "/box/.ipython",
            "MPLCONFIGDIR": "/box/.matplotlib",
            "LANG": "C.UTF-8",
            "PIP_NO_INDEX": "1",  # without network: says so at once, and does not try for long
            "TZ": os.environ.get("TZ", ""),
            "PYTHONPATH": package,
            "PYTHONHASHSEED": "0",  # sets in the same order each time
            "PYTHONDONTWRITEBYTECODE": "1",
            # With more than one thread no cage can be entered.
            "OPENBLAS_NUM_THREADS": "1",
            "OMP_NUM_THREADS": "1",
            "MKL_NUM_THREADS": "1",
        }
        if not environment["TZ"]:
            del environment["TZ"]
        descriptor = theirs.fileno()
        self.process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "coursekit.grade.warm",
                str(descriptor),
                *self.hidden,
            ],
            pass_fds=[descriptor],
            stdin=subprocess.DEVNULL,
            env=environment,
            start_new_session=True,  # Ctrl+C is for the main process, which then ends this one
        )
        theirs.close()
        try:
            said = json.loads(self.control.recv(65536) or b"{}")
        except OSError:
            said = {}
        if "ready" not in said:
            self._end()
            raise NoCageHere(said.get("no cage") or "its process ended at once")

    def _end(self):
        if self.control is not None:
            self.control.close()
        if self.process is not None:
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()

    def grade(self, data, packed):
        """Grade one submission; return its record, as ``judge.grade`` does.

        `data`, `packed`: the bytes of the notebook and of the autograder zip. When the judge
        or the warm process is ended from outside, it is tried once more. Raises Fault.
        """
        for _ in range(2):
            with self._core() as core:
                written = self._ask(data, packed, core)
            try:
                record = json.loads(written)
            except ValueError:
                continue  # the judge ended in the middle
            if "no cage" in record:
                raise NoCageHere(record["no cage"])
            if "fault" in record:
                raise Fault(record["fault"])
            return record
        return _nobody("checking it took too long or too much memory, twice: look at it")

    @contextlib.contextmanager
    def _core(self):
        """Give a processor core that has least to do, for as long as the context lasts."""
        with self.lock:
            core = min(self.busy, key=self.busy.get)
            self.busy[core] += 1
        try:
            yield core
        finally:
            with self.lock:
                self.busy[core] -= 1

    def _ask(self, data, packed, core):
        """Send one submission to the warm process; return what its judge wrote."""
        with contextlib.ExitStack() as stack:
            files = []
            for content in (data, packed):
                file = stack.enter_context(os.fdopen(os.memfd_create("input"), "w+b"))
                file.write(content)
                file.flush()
                files.append(file.fileno())
            read, write = os.pipe()
            out = stack.enter_context(os.fdopen(read, "rb"))
            try:
                with self.lock:
                    if self.process.poll() is not None:
                        self._end()
                        self._start()
                    packet = json.dumps({"limits": self.limits.as_dict(), "core": core}).encode()
                    socket.send_fds(self.control, [packet], [*files, write])
            except OSError:
                return b""
            finally:
                os.close(write)
            return out.read()


def _nobody(reason):
    return {"status": judge.NOT, "reasons": [reason], "remarks": [], "questions": {}}


class Uncaged:
    """Grades without a cage: time limits and separate scoring only."""

    caged = False

    def __init__(self, limits, hidden=()):
        """Prepare. `limits`: a Limits. `hidden` is taken and of no use."""
        self.limits = limits

    def __enter__(self):
        """Nothing to start."""
        return self

    def __exit__(self, *_):
        """Nothing to end."""

    def grade(self, data, packed):
        """Grade one submission; return its record, as ``judge.grade`` does."""
        try:
            return judge.grade(data, packed, lambda: PlainStudent(self.limits), self.limits)
        except (OSError, MemoryError) as error:
            raise Fault(f"{type(error).__name__}: {error}") from error


class _Output:
    """What a process writes. It ends with the process, even if a child holds the pipe open."""

    def __init__(self, process):
        """Read what `process`, a Popen, writes."""
        self.process, self.close = process, process.stdout.close

    def read(self, size):
        """Return at most `size` bytes, b'' when no more come."""
        out = self.process.stdout
        if os.name != "nt":  # there select knows no pipes
            while not select.select([out], [], [], 0.2)[0]:
                if self.process.poll() is not None and not select.select([out], [], [], 0)[0]:
                    return b""
        return out.read(size)


class PlainStudent:
    """A student's process without a cage: a new Python, in a folder of its own."""

    def __init__(self, limits):
        """Start it. `limits`: a Limits."""
        self.folder = tempfile.TemporaryDirectory(prefix="coursekit-", ignore_cleanup_errors=True)
        package = str(Path(__file__).resolve().parents[2])
        self.process = subprocess.Popen(
            [sys.executable, "-m", "coursekit.grade.student"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            bufsize=0,
            cwd=self.folder.name,
            start_new_session=True,
            env={
                **os.environ,
                "PYTHONPATH": package,
                "PYTHONHASHSEED": "0",
                "IPYTHONDIR": self.folder.name,
                "TMPDIR": self.folder.name,
            },
        )
        self.line = wire.Wire(_Output(self.process), self.process.stdin)
        with contextlib.suppress(wire.Gone):
            self.line.send(limits.as_dict())

    def _all(self):
        import psutil  # comes with ipykernel

        try:
            first = psutil.Process(self.process.pid)
            return [first, *first.children(recursive=True)]
        except psutil.Error:
            return []

    def memory(self):
        """Return the MB of memory of the process and all that came from it."""
        import psutil

        total = 0
        for process in self._all():
            with contextlib.suppress(psutil.Error):
                total += process.memory_info().rss
        return total / (1 << 20)

    def kill(self):
        """End it and what came from it, remove its folder; may be called twice."""
        import psutil

        if self.folder is None:
            return
        for process in self._all():
            with contextlib.suppress(psutil.Error):
                process.kill()
        if hasattr(os, "killpg"):
            with contextlib.suppress(OSError):
                os.killpg(self.process.pid, signal.SIGKILL)
        self.process.kill()
        self.process.wait()
        self.line.close()
        self.folder.cleanup()
        self.folder = None


def engine_for(caged, limits, hidden=()):
    """Return the engine: a context manager with ``grade(data, packed)``."""
    return (Caged if caged else Uncaged)(limits, hidden)
