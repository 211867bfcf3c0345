"""The student's process: it runs the cells, and answers the judge's questions with data.

It never sees a test or a score. At ``grader.check("q3")`` it only says that q3 may be checked
now; then it answers until the judge says 'go on'. Everything in here can be changed by student
code, and nothing in here is trusted.
"""

import contextlib
import functools
import os
import random
import shutil
import signal
import sys
import threading
from pathlib import Path

from coursekit.grade import wire

CELL_FILES = ("<ipython-input", "<cell", "<string>", "<stdin>")  # how IPython calls a cell's code


class TooLong(BaseException):
    """A cell ran too long. Not an Exception, so that ``except Exception`` does not catch it."""


def new_shell():
    """Return an IPython shell that shows nothing and keeps no history.

    Without history there is no thread, and a process with threads cannot enter a cage.
    """
    from IPython.core.interactiveshell import InteractiveShell
    from traitlets.config import Config

    shell = InteractiveShell.instance(config=Config(HistoryManager={"enabled": False}))
    # Nobody reads what is shown, and drawing a chart or a coloured traceback is slow.
    shell.showtraceback = shell.showsyntaxerror = lambda *_, **__: None
    shell.displayhook.write_output_prompt = lambda: None
    shell.display_formatter.format = lambda *_, **__: ({}, {})
    shell.display_pub.publish = lambda *_, **__: None
    # IPython keeps all that is printed, in memory: a flood of it would fill that.
    shell._tee = lambda *_, **__: contextlib.nullcontext()
    # Not over a terminal of its own, as IPython does it: the cage has none.
    shell.system = shell.system_raw
    shell.ask_exit = lambda *_, **__: None  # quit() in a cell ends nothing, as in JupyterLab
    return shell


def quicken_altair():
    """Let Altair remember the table of its own classes that it makes for each channel it reads.

    That is a sixth of a usual notebook's time. Where a later Altair has no such table, nothing
    is changed.
    """
    from altair.utils import schemapi

    plain = getattr(schemapi, "_FromDict", None)
    if plain is None or not hasattr(plain, "hash_schema"):
        return
    made = functools.cache(lambda classes: plain(classes).__dict__)

    class Remembered(plain):
        def __init__(self, classes):
            self.__dict__ = made(tuple(classes))

    schemapi._FromDict = Remembered


class Clock:
    """Stops a cell that works for more than `seconds`, or takes twice as long by the clock."""

    def __init__(self, seconds):
        """Prepare the signals. Where there are none (Windows), a thread interrupts."""
        self.seconds = seconds
        self.signals = hasattr(signal, "setitimer")
        if self.signals:
            signal.signal(signal.SIGALRM, self._ring)
            signal.signal(signal.SIGPROF, self._ring)

    @contextlib.contextmanager
    def running(self):
        """Count while this block runs."""
        if not self.signals:
            import _thread

            timer = threading.Timer(2 * self.seconds, _thread.interrupt_main)
            timer.start()
            try:
                yield
            finally:
                timer.cancel()
            return
        # Again every second: somebody may have caught it.
        signal.setitimer(signal.ITIMER_PROF, self.seconds, 1)
        signal.setitimer(signal.ITIMER_REAL, 2 * self.seconds, 1)
        try:
            yield
        finally:
            sys.settrace(None)
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.setitimer(signal.ITIMER_PROF, 0)

    @contextlib.contextmanager
    def paused(self):
        """Do not count while the judge works."""
        if not self.signals:
            yield
            return
        kinds = (signal.ITIMER_REAL, signal.ITIMER_PROF)
        left = [signal.setitimer(kind, 0) for kind in kinds]
        try:
            yield
        finally:
            for kind, (seconds, again) in zip(kinds, left, strict=True):
                signal.setitimer(kind, seconds, again)

    def _ring(self, _, frame):
        """Stop the cell, also one that loops round ``except: pass``.

        There the exception would be caught, and the loop go on. So from now on it is raised
        again at each line of the cell's code, that of the ``except`` block included.
        """

        def again(frame, event, _):
            # Not at the exception itself: what is raised there is caught by the same 'except',
            # and nobody watches any more.
            if event == "line" and frame.f_code.co_filename.startswith(CELL_FILES):
                raise TooLong
            return again

        sys.settrace(again)
        while frame:
            if frame.f_code.co_filename.startswith(CELL_FILES):
                frame.f_trace = again
            frame = frame.f_back
        raise TooLong


def words_of(error, longest):
    """Return what `error` says, cut; also of an exception that cannot say it."""
    try:
        return str(error)[:longest]
    except Exception:
        return ""


class Answers:
    """Answers the judge's questions about the variables `names` (the notebook's, a dict)."""

    def __init__(self, line, names, clock):
        """Talk over `line`, a Wire; count the time of calls with `clock`."""
        self.line, self.names, self.clock = line, names, clock
        self.functions = []

    def until_told_to_go_on(self, message):
        """Send `message`, then answer until the judge says 'go on'."""
        from coursekit.grade import travel

        self.line.send(message)
        while (asked := self.line.receive()) != "go on":
            try:
                answer = {"value": self._answer(asked)}
            except travel.CannotTravel as error:
                answer = {"by hand": str(error)[:200]}
            except BaseException as error:  # a function may also call sys.exit()
                answer = {"error": [type(error).__name__, words_of(error, 500)]}
            try:
                self.line.send(answer)
            except ValueError as error:  # too large, or a number of thousands of digits
                self.line.send({"by hand": f"so large that it cannot be sent ({error})"[:200]})

    def _answer(self, asked):
        from coursekit.grade import travel

        if "has" in asked:
            return asked["has"] in self.names
        if "get" in asked:
            value = self.names.get(asked["get"])
        else:
            arguments, keywords = travel.unpack(asked["with"])
            with self.clock.running():
                value = self.functions[asked["call"]](*arguments, **keywords)
        try:
            with self.clock.running():
                return travel.pack(value, self.functions)
        except travel.CannotTravel:
            raise
        except BaseException as error:  # an object that does not even let itself be looked at
            raise travel.CannotTravel(type(value).__name__) from error


def grader_for(answers, clock):
    """Return what stands in for otter's ``Notebook`` in the student's process."""

    class Notebook:
        _grading_mode = True  # coursekit.checks asks for it, and looks for no file then

        def __init__(self, *_, **__):
            pass

        def check(self, question, *_, **__):
            with clock.paused():
                answers.until_told_to_go_on({"check": str(question)})

        def __getattr__(self, name):  # export, check_all, to_pdf: nothing to do here
            return lambda *_, **__: None

    return Notebook


def run(line, shell, limits):
    """Run the notebook that comes over `line`, then answer until nobody asks any more.

    `shell`: from ``new_shell``. `limits`: a Limits. The notebook comes as {"cells": [[number,
    code, questions to check afterwards], ...], "files": {name: bytes as hexadecimal text},
    "copies": {name: path of a file of this installation}}. Raises Gone when the judge has gone.
    """
    import numpy as np
    import otter

    notebook = line.receive()
    for name in (*notebook["files"], *notebook["copies"]):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
    for name, data in notebook["files"].items():
        Path(name).write_bytes(bytes.fromhex(data))
    for name, path in notebook["copies"].items():
        shutil.copyfile(path, name)
    random.seed(0)  # graded twice, the same
    np.random.seed(0)
    clock = Clock(limits.cell)
    answers = Answers(line, shell.user_ns, clock)
    otter.Notebook = grader_for(answers, clock)
    sys.path.insert(0, os.getcwd())  # noqa: PTH109  Python wants a text here
    myself = os.getpid()
    for number, code, questions in notebook["cells"]:
        line.send({"cell": number})
        error = _run_cell(shell, code, clock)
        if os.getpid() != myself:  # a copy that student code made by os.fork()
            os._exit(0)
        if error is not None:
            line.send({"error": [number, type(error).__name__, words_of(error, 200)]})
        for question in questions:
            answers.until_told_to_go_on({"check": question})
    answers.until_told_to_go_on({"end": True})


def _run_cell(shell, code, clock):
    """Run one cell; return what stopped it, or None."""
    try:
        with clock.running():
            result = shell.run_cell(code, store_history=False)
    except (TooLong, KeyboardInterrupt):  # it rang while IPython itself was at work
        return TooLong()
    error = result.error_before_exec or result.error_in_exec
    # Where there are no signals, the clock rings by an interrupt.
    return TooLong() if isinstance(error, KeyboardInterrupt) and not clock.signals else error


def main():
    """Be a student's process without a cage: the wire is what was standard input and output."""
    reader = os.fdopen(os.dup(0), "rb", buffering=0)
    writer = os.fdopen(os.dup(1), "wb", buffering=0)
    nothing = os.open(os.devnull, os.O_RDWR)
    for standard in (0, 1, 2):
        os.dup2(nothing, standard)
    from coursekit.grade.limits import Limits

    line = wire.Wire(reader, writer)
    limits = Limits(**line.receive())
    if hasattr(os, "fork"):
        import resource

        for name, value in (("FSIZE", limits.file << 20), ("CORE", 0)):
            resource.setrlimit(getattr(resource, f"RLIMIT_{name}"), (value, value))
    with contextlib.suppress(wire.Gone):
        run(line, new_shell(), limits)


if __name__ == "__main__":
    main()
