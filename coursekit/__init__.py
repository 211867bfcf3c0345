"""Changing Sides: what the notebooks import and instructors run.

``DATA`` is the folder of the ledger (a Path), ``table`` shows a table with a caption, ``spoken``
reads one aloud for a chart's description, ``checkup`` says what works here, ``charts`` switches
the chart look on. Everything else is for instructors: ``python -m coursekit --help``.
"""

from pathlib import Path

from coursekit.data import find_data
from coursekit.start import checkup
from coursekit.tables import spoken, table

__all__ = ["DATA", "checkup", "spoken", "table"]
__version__ = "2027.1"


def __getattr__(name):
    """Find DATA when a notebook asks for it, so that a checkup can say when it is missing."""
    if name == "DATA":
        return find_data(Path.cwd())
    raise AttributeError(f"module 'coursekit' has no attribute '{name}'")
