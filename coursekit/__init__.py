"""Changing Sides: what the notebooks import and instructors run.

``DATA`` is the folder of the ledger, ``table`` shows a table with a caption, ``spoken`` reads
one aloud for a chart's description, ``checkup`` says what works here, ``charts`` switches the
chart look on. Everything else is for instructors: ``python -m coursekit --help``.
"""

from coursekit.data import DATA
from coursekit.start import checkup
from coursekit.tables import spoken, table

__all__ = ["DATA", "checkup", "spoken", "table"]
__version__ = "2027.1"
