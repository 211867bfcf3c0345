"""Where the ledger lies, wherever the notebook is."""

from pathlib import Path

HERE = Path(__file__).resolve().parent
MARK = Path("data") / "datapackage.json"


def find_data(start):
    """Return the folder with the ledger's tables, as a Path.

    Looks for ``data/datapackage.json`` in `start` and every folder above it; a notebook that
    was copied elsewhere gets the copy that was installed with coursekit.

    Raises FileNotFoundError, with what to do, when there is neither.
    """
    start = Path(start).resolve()
    for folder in (start, *start.parents):
        if (folder / MARK).is_file():
            return folder / "data"
    for installed in (HERE / "_data", HERE.parent / "data"):
        if (installed / "datapackage.json").is_file():
            return installed
    raise FileNotFoundError(
        "The course data was not found: there is no data/datapackage.json here or above, "
        "and coursekit was installed without its copy. Install coursekit again."
    )
