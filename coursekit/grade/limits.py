"""What a submission may use. The numbers are for a set of small questions on small tables."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Limits:
    """What one submission may use."""

    cell: int = 5
    """seconds of work of one cell (of the processor); twice as long by the clock"""
    whole: int = 60
    """seconds for the whole notebook, by the clock, scoring included"""
    memory: int = 1024
    """MB of memory, all processes of the submission together"""
    disk: int = 100
    """MB of files in its folder"""
    file: int = 50
    """MB of one file"""
    processes: int = 24
    """processes and threads at the same time"""

    def as_dict(self):
        """Return the limits by name, so that they can travel as JSON."""
        return asdict(self)
