"""What the screen shows while a class is graded."""

import sys
import time

FEW = 4  # so many have to be done before a guess at the time left is worth saying


class Progress:
    """Says how many are done, how many are left, and for how long."""

    def __init__(self, total):
        """Count up to `total`."""
        self.total, self.done, self.began, self.said = total, 0, None, 0.0
        self.screen = sys.stdout.isatty()

    def one(self):
        """Count one more; say so now and then."""
        self.done += 1
        now = time.monotonic()
        self.began = self.began or now  # with the first one: what comes before is done once
        if self.done < self.total and now - self.said < (0.2 if self.screen else 5):
            return
        self.said = now
        left = self.total - self.done
        text = f"  {self.done} of {self.total} graded, {left} left"
        if self.done >= FEW and left:
            text += f", about {_minutes((now - self.began) / (self.done - 1) * left)}"
        print(f"\r{text:<70}" if self.screen else text, end="" if self.screen else "\n", flush=True)

    def end(self):
        """End the line."""
        if self.screen and self.done:
            print(flush=True)


def _minutes(seconds):
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} minutes"
