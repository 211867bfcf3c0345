"""What the screen shows: while a class is graded, and at the end."""

import sys
import time

from coursekit.grade import judge, sheet

FEW = 4  # so many have to be done before a guess at the time left is worth saying
FEW_AGAIN = 5  # students graded again who are all named; of more only those with other points


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


# ---- at the end -------------------------------------------------------------------------------


def say_again(before, kept):
    """Print what became of each that had a record: {student: the record, or None}."""
    again = {label: (old, kept.load(label)) for label, old in before.items() if old}
    for label, pair in again.items():
        if None in pair:
            continue
        was, now = (sheet.out_of(one["record"]) for one in pair)
        if was != now or len(again) <= FEW_AGAIN:
            print(f"  {label}: tried again: {now} (before: {was})")


def say_times(rows, due):
    """Print a warning when everybody is late by the times of the files: they are another's."""
    files = [row.counts for row in rows if row.counts]
    if due and len(files) > 1 and all(one.modified >= due for one in files):
        print(
            "All files are later than --due. Perhaps they have the time of your download, or of a "
            "copy: take the zip of the LMS as it came, or leave --due out."
        )


def say_most(persons, lines):
    """Print a warning when Moodle's worksheet counts by another number of points than the set."""
    most = next((one.row["Maximum grade"] for one in persons if one.row.get("Maximum grade")), "")
    possible = max((sheet.possible(line) for line in lines), default=0)
    try:
        differs = possible and float(most.replace(",", ".")) != possible
    except ValueError:  # a scale of words, or no such column
        return
    if differs:
        print(
            f"Moodle's maximum grade is {most}, the program gives up to {sheet.points(possible)} "
            "points. Set the maximum in Moodle to the points of the whole set before you import."
        )


def summary(lines, read):
    """Print how many ended how, and each that needs a person."""
    counts = {}
    for line in lines:
        counts[line["status"]] = counts.get(line["status"], 0) + 1
    order = (judge.GRADED, judge.PARTLY, judge.NOT, sheet.NOTHING)
    print(", ".join(f"{counts[status]} {status}" for status in order if status in counts))
    for line in lines:
        if line["status"] in (judge.PARTLY, judge.NOT):
            words = [*line["reasons"], *(one for one in line["remarks"] if "--regrade" in one)]
            print(f"  {line['student']}: {line['status']}: {'; '.join(words)}")
        elif any("--regrade" in one or one.startswith(sheet.VARIANT) for one in line["remarks"]):
            print(f"  {line['student']}: {sheet.notes(line)}")
    if read:
        words = " and ".join(read)
        print(f"For a person to read: {words}. The column is empty, for your points.")
