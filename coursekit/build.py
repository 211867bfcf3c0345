"""From an exercise's source notebook to the student's, the solved one and the autograder zip.

otter-grader's ``otter assign`` does the work. Around it stand three things it does not do:
answers in checks become digests, a file that was renamed still finds its checks, and the same
source gives the same bytes.
"""

import ast
import contextlib
import io
import logging
import re
import shutil
import tempfile
import zipfile
from pathlib import Path

import nbformat

from coursekit.checks import secret
from coursekit.lessons import KERNEL

STUDENT_NOTE = "Made by `python -m coursekit build` from exercises/source/{name}. Edit that one."
ZIP_TIME = (1980, 1, 1, 0, 0, 0)


class BuildError(Exception):
    """An exercise that cannot be built; the message names the notebook, the cell, what to do."""


def sources(folder, numbers=()):
    """Return the source notebooks of `folder`/source, all or those whose names start so."""
    found = [
        p
        for p in sorted((Path(folder) / "source").glob("*.ipynb"))
        if not numbers or p.name.startswith(tuple(numbers))
    ]
    if not found:
        raise BuildError(f"There is no source notebook {' '.join(numbers)} in {folder}/source.")
    return found


def build(source, exercises, instructor=None):
    """Build one set; return the paths written.

    `source`: path of the source notebook. `exercises`: folder for the student notebook.
    `instructor`: folder for the solved notebook and the autograder zip, None to skip them.

    Raises BuildError when the source breaks a rule or otter cannot read it.
    """
    source, exercises = Path(source), Path(exercises)
    notebook = nbformat.read(source, as_version=4)
    for number, cell in enumerate(notebook.cells):
        if cell.cell_type == "code" and "secret(" in cell.source:
            cell.source = hide_secrets(cell.source, f"{source.name}, cell {number}")
    with tempfile.TemporaryDirectory() as work:
        master = Path(work) / source.name
        nbformat.write(notebook, master)
        _assign(master, Path(work) / "dist", source.name)
        made = Path(work) / "dist"
        student = _tidy(made / "student" / source.name, source.stem)
        student.metadata["generated"] = STUDENT_NOTE.format(name=source.name)
        written = [_write(student, exercises / source.name)]
        if instructor is not None:
            instructor = Path(instructor)
            solved = _tidy(made / "autograder" / source.name, source.stem)
            written.append(_write(solved, instructor / f"{source.stem}_solved.ipynb"))
            written.append(
                _same_zip(
                    next((made / "autograder").glob("*.zip")),
                    instructor / f"{source.stem}_autograder.zip",
                )
            )
    return written


def hide_secrets(code, where):
    """Return `code` with each ``secret(...)`` call replaced by its digest.

    Raises BuildError (naming `where`) when an argument is not written out as a plain value.
    """

    class Hide(ast.NodeTransformer):
        def visit_Call(self, node):
            self.generic_visit(node)
            if getattr(node.func, "id", "") != "secret":
                return node
            try:
                arguments = [ast.literal_eval(a) for a in node.args]
                keywords = {k.arg: ast.literal_eval(k.value) for k in node.keywords}
            except ValueError as error:
                raise BuildError(
                    f"{where}: secret(...) takes a plain value, not a name: {ast.unparse(node)}"
                ) from error
            return ast.Constant(secret(*arguments, **keywords))

        def visit_ImportFrom(self, node):
            node.names = [alias for alias in node.names if alias.name != "secret"]
            return node if node.names else None

    settings, function, test = code.partition("def ")  # otter's settings stand before the test
    return settings + ast.unparse(Hide().visit(ast.parse(function + test)))


def _assign(master, result, name):
    from otter.assign import main as otter_assign

    said = io.StringIO()
    logging.getLogger("otter").setLevel(logging.ERROR)
    try:
        with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
            otter_assign(str(master), str(result), no_pdfs=True, no_run_tests=True)
    except Exception as error:
        raise BuildError(f"{name}: otter could not build it: {error}") from error


def _tidy(path, stem):
    """Read a notebook that otter wrote; give it our first cell, steady ids and no outputs."""
    notebook = nbformat.read(path, as_version=4)
    question, seen = "start", {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.execution_count, cell.outputs = None, []
            if "otter.Notebook(" in cell.source:
                cell.source = (
                    "# The checks of this notebook. Run this cell first.\n"
                    "from coursekit import checks\n\n"
                    f'grader = checks.grader("{stem}")'
                )
        heading = re.search(r"^(?:#+ |\*\*)(Q\d+)\b", cell.source, re.MULTILINE)
        if cell.cell_type == "markdown" and heading:
            question = heading[1].lower()
        if cell.source.startswith("grader.check("):
            question = cell.source.split('"')[1]
        seen[question] = seen.get(question, 0) + 1
        cell["id"] = f"{question}-{seen[question]}"
    notebook.metadata["kernelspec"] = dict(KERNEL)
    notebook.metadata.pop("language_info", None)
    notebook.nbformat, notebook.nbformat_minor = 4, 5
    return notebook


def _write(notebook, path):
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.validate(notebook)
    path.write_text(nbformat.writes(notebook) + "\n", encoding="utf-8")
    return path


def _same_zip(made, path):
    """Copy the zip `made` to `path` with its files in order and without the time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist()):
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            new.writestr(entry, old.read(name))
    return path


def build_all(folder="exercises", numbers=()):
    """Build the sets of `folder` (all, or those whose names start with `numbers`)."""
    folder = Path(folder)
    written = []
    for source in sources(folder, numbers):
        written += build(source, folder, folder / "instructor")
    shutil.rmtree(folder / "source" / ".ipynb_checkpoints", ignore_errors=True)
    return written
