"""An eye on a student's process: it is ended when it takes too long or too much."""

import threading
import time

GRACE = 2  # seconds that a cell gets beyond its limit before its process is ended
BETWEEN_LOOKS = 0.1  # seconds between two looks at memory and time


class Watch:
    """Ends the student's process when the notebook takes too long or too much."""

    def __init__(self, student, limits):
        """Watch `student` (it has ``memory()`` in MB and ``kill()``), by `limits`."""
        self.student, self.limits = student, limits
        self.why = ""  # why it was ended
        self.began = time.monotonic()
        self.cell_began = None
        self.over = threading.Event()
        self.thread = threading.Thread(target=self._look, daemon=True)
        self.thread.start()

    def cell(self, running):
        """Say that a cell begins (True), or that none runs (False): its clock."""
        self.cell_began = time.monotonic() if running else None

    def _look(self):
        limits = self.limits
        while not self.over.wait(BETWEEN_LOOKS):
            now, cell = time.monotonic(), self.cell_began
            if now - self.began > limits.whole:
                self.why = f"the whole notebook ran longer than {limits.whole} s"
            elif cell is not None and now - cell > 2 * limits.cell + GRACE:
                self.why = f"it ran too long ({2 * limits.cell} s) and could only be ended"
            elif self._too_much() and self._too_much():
                self.why = f"it used more than {limits.memory} MB of memory"
            else:
                continue
            self.student.kill()
            return

    def _too_much(self):
        """Say so of memory. Ask twice: what is shared counts too often while some processes end."""
        return self.student.memory() > self.limits.memory

    def stop(self):
        """Stop watching."""
        self.over.set()
        self.thread.join()
