"""Run the lessons and keep their outputs, clean: what is committed, and what nbval compares."""

from pathlib import Path

import nbformat
from nbclient import NotebookClient

KERNEL = {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"}


def run_lesson(path):
    """Run one lesson from top to bottom and write it back, clean.

    `path`: of the notebook. Raises nbclient's CellExecutionError when a cell fails; the file is
    not touched then.
    """
    path = Path(path)
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        resources={"metadata": {"path": str(path.parent)}},
    )
    client.execute()
    clean(notebook)
    nbformat.validate(notebook)
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")


def clean(notebook):
    """Take out of `notebook` what differs from run to run: times, the version of the kernel."""
    notebook.metadata = nbformat.NotebookNode(
        kernelspec=dict(KERNEL), language_info={"name": "python"}
    )
    for cell in notebook.cells:
        tags = cell.metadata.get("tags")
        cell.metadata = nbformat.NotebookNode({"tags": tags} if tags else {})
        for output in cell.get("outputs", []):
            output.pop("transient", None)


def run_all(folder="notebooks", numbers=()):
    """Run the lessons of `folder` (all, or those whose names start with `numbers`)."""
    for path in sorted(Path(folder).glob("[0-9][0-9]_*.ipynb")):
        if not numbers or path.name.startswith(tuple(numbers)):
            run_lesson(path)
            print(path)
