"""The warm process: it pays for the imports once, then forks a judge for each submission.

It lives in the outer cage and never reads a submission, a test or a result: those come and go
as open files that it hands on. So there is nothing of one student in its memory that the next
student's process, a fork of it, could find.

Run by ``engine.Caged``, as ``python -m coursekit.grade.warm DESCRIPTOR [HIDDEN FOLDER ...]``.
Over the descriptor, one end of a socket pair of packets, come JSON packets with three open
files (notebook, autograder zip, where the record goes). It ends when the other end is closed.
"""

import contextlib
import gc
import json
import os
import resource
import select
import signal
import socket
import sys
import time

from coursekit.grade import cage, import_quickly, memory

LATE = 15  # seconds after which a judge that should have ended is ended
JUDGE_MEMORY = 1536 << 20  # bytes of address space that a judge may add
EMPTY = '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'
WARM_UP = """
import pandas as pd, altair as alt
from coursekit import charts, checks
charts.on()
frame = pd.DataFrame({"a": [1, 2], "day": pd.to_datetime(["2021-02-01", "2021-02-02"])})
frame[(frame["a"] > 0) & (frame["a"] < 3)].sort_values("a").groupby("day")["a"].sum()
bars = alt.Chart(frame, title="x").mark_bar()
bars = bars.encode(x=alt.X("day:T").title("x"), y="a", shape="a:N")
(bars + bars.mark_rule().encode(x="day:T", x2="day")).properties(description="x").to_dict()
"""


def import_all():
    """Import what notebooks and judges use, and use it once; return the IPython shell."""
    import_quickly()
    import altair  # noqa: F401
    import nbformat
    import otter
    import otter.test_files.exception_test  # noqa: F401
    import pandas  # noqa: F401

    from coursekit.grade import judge, student, travel  # noqa: F401

    shell = student.new_shell()
    student.quicken_altair()
    nbformat.reads(EMPTY, as_version=4)
    done = shell.run_cell(WARM_UP, store_history=False)
    done.raise_error()
    shell.reset(new_session=False)
    gc.collect()
    gc.freeze()  # what is there stays shared between all forks
    return shell


def main(words):
    """Enter the cage, import, then serve until the other end is closed."""
    control = socket.socket(fileno=int(words[0]))
    try:
        cage.enter_outer(words[1:])
        shell = import_all()
        if not cage.one_thread():
            raise cage.NoCage("an import has started a thread")
        from coursekit.grade.limits import Limits

        cage.start_student(lambda line: None, Limits()).kill()  # does the inner one work, too?
        said = {"ready": True}
    except (cage.NoCage, ImportError, OSError) as error:
        said = {"no cage": str(error)}
    with contextlib.suppress(BrokenPipeError):  # nobody waits any more
        control.send(json.dumps(said).encode())
        if "ready" in said:
            serve(control, shell)


def serve(control, shell):
    """Fork a judge for each packet that comes over `control`; return when it is closed."""
    wait, judges = select.poll(), {}
    wait.register(control, select.POLLIN)
    while True:
        for descriptor, _ in wait.poll(1000):
            if descriptor != control.fileno():
                continue
            packet, files, *_ = socket.recv_fds(control, 65536, 3)
            if not packet:
                return
            asked = json.loads(packet)
            pid = os.fork()
            if pid == 0:
                control.close()
                # A submission with many busy processes slows down no other.
                os.sched_setaffinity(0, {asked["core"]})
                _be_a_judge(files, asked["limits"], shell)
            for file in files:
                os.close(file)
            end = os.pidfd_open(pid)
            wait.register(end, select.POLLIN)
            judges[pid] = (end, time.monotonic() + asked["limits"]["whole"] + LATE)
        _bury(judges, wait)


def _bury(judges, wait):
    """Take leave of judges that have ended, and end those that are late."""
    for pid, (_, late) in judges.items():
        if time.monotonic() > late:
            os.kill(pid, signal.SIGKILL)
    with contextlib.suppress(ChildProcessError):
        while (gone := os.waitpid(-1, os.WNOHANG))[0]:
            if gone[0] in judges:
                end, _ = judges.pop(gone[0])
                wait.unregister(end)
                os.close(end)


def _be_a_judge(files, limits, shell):
    """Grade one submission, write its record, end."""
    from coursekit.grade import judge, student
    from coursekit.grade.limits import Limits

    notebook, packed, out = files
    limits = Limits(**limits)
    try:
        # The student first: when it forks off, nothing has been read.
        process = cage.start_student(lambda line: student.run(line, shell, limits), limits)
        most = memory.address_space() + JUDGE_MEMORY
        resource.setrlimit(resource.RLIMIT_AS, (most, most))
        record = judge.grade(_read(notebook), _read(packed), lambda: process, limits)
    except cage.NoCage as error:
        record = {"no cage": str(error)}
    except Exception as error:
        record = {"fault": f"{type(error).__name__}: {error}"}
    finally:
        with os.fdopen(out, "wb") as end:
            end.write(json.dumps(record).encode())
        os._exit(0)


def _read(descriptor):
    """Return all bytes of an open file, from its beginning."""
    with os.fdopen(descriptor, "rb") as file:
        file.seek(0)
        return file.read()


if __name__ == "__main__":
    main(sys.argv[1:])
