"""From an exercise's source notebook to the student's, the solved one and the autograder zip.

otter-grader's ``otter assign`` does the work. Around it stand four things it does not do:
parameters get their values (see ``coursekit.variants``), answers in checks become digests, a file
that was renamed still finds its checks, and the same source gives the same bytes.
"""

import ast
import builtins
import contextlib
import copy
import io
import logging
import re
import shutil
import tempfile
import zipfile
from pathlib import Path

import nbformat

from coursekit import DATA
from coursekit.checks import matches, secret
from coursekit.lessons import KERNEL
from coursekit.variants import BRACES, Unfit, in_code, in_text, parameters, written

STUDENT_NOTE = "Made by `python -m coursekit build` from exercises/source/{name}. Edit that one."
HERE = Path(__file__).resolve().parent
NEEDED = re.compile(r"(altair|pandas|vl-convert-python)==")  # what submissions import
ZIP_TIME = (1980, 1, 1, 0, 0, 0)
PARAMETERS = re.compile(r"# PARAMETERS (\w+)$", re.MULTILINE)


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


def build(source, exercises, instructor=None, draw=None):
    """Build one set; return the paths written.

    `source`: path of the source notebook. `exercises`: folder for the student notebook.
    `instructor`: folder for the solved notebook and the autograder zip, None to skip them.
    `draw`: a ``variants.Draw`` for a variant, None for the practice set.

    Raises BuildError when the source breaks a rule or otter cannot read it.
    """
    source, exercises = Path(source), Path(exercises)
    notebook, *_ = resolve(nbformat.read(source, as_version=4), source.name, draw)
    name = source.stem if draw is None else f"{source.stem}_{draw.variant}"
    with tempfile.TemporaryDirectory() as work:
        master = Path(work) / f"{name}.ipynb"
        for cell in notebook.cells:
            if cell.cell_type == "raw" and cell.source.startswith("# ASSIGNMENT CONFIG"):
                cell.source = cell.source.replace(f"name: {source.stem}", f"name: {name}")
        nbformat.write(notebook, master)
        _assign(master, Path(work) / "dist", source.name)
        made = Path(work) / "dist"
        student = _tidy(made / "student" / master.name, name)
        student.metadata["generated"] = STUDENT_NOTE.format(name=source.name)
        written = [_write(student, exercises / master.name)]
        if instructor is not None:
            instructor = Path(instructor)
            solved = _tidy(made / "autograder" / master.name, name)
            written.append(_write(solved, instructor / f"{name}_solved.ipynb"))
            written.append(
                _same_zip(
                    next((made / "autograder").glob("*.zip")), instructor / f"{name}_autograder.zip"
                )
            )
    return written


# ---- parameters and secrets ------------------------------------------------------------------


def resolve(source, name, draw=None):
    """Return a copy of `source` without parameters and secrets, what was drawn, and its names.

    `source`: a notebook. `name`: of its file, for messages. `draw`: None takes the first value of
    each parameter. What was drawn is a dictionary, question -> its names in capitals with their
    values; names are all that the PARAMETERS cells made, for tests of answers.

    The cells that students are given run here, because parameters look into their tables.
    """
    ran = {}
    practice = _resolve(source, name, None, {}, {}, ran)
    if draw is None or not practice[1]:
        return practice[:3]
    refused = {}
    while True:
        try:
            return _resolve(source, name, draw, refused, practice[3], ran)[:3]
        except _Again as again:
            refused.setdefault(again.question, []).append(again.values)


class _Again(Exception):
    """A check cannot tell its answers apart, or its answer is the practice one: draw again."""

    def __init__(self, question, values):
        super().__init__(question)
        self.question, self.values = question, values


def _resolve(source, name, draw, refused, practice, ran):
    """Do the work of ``resolve`` once; return also question -> digests of its right answers.

    `refused`: question -> values not to draw. `practice`: those digests of the practice set.
    `ran`: cells that students are given -> what they made, so that none runs twice.
    """
    notebook = copy.deepcopy(source)
    lively = any(PARAMETERS.match(cell.source) for cell in notebook.cells)
    variables, names, owner, drawn = {}, {}, {}, {}
    asked_for, rights, kept = {}, {}, []
    question, part, given = "", "", ()
    for number, cell in enumerate(notebook.cells):
        where, before = f"{name}, cell {number}", cell.source
        if cell.cell_type == "raw":
            mark = re.match(r"# (BEGIN|END) (QUESTION|SOLUTION|TESTS)", before)
            part = mark[2] if mark and mark[1] == "BEGIN" else ""
            if part == "QUESTION":
                question = re.search(r"^name: (\w+)", before, re.MULTILINE)[1]
        label = PARAMETERS.match(before) if cell.cell_type == "code" else None
        if label:
            try:
                new = parameters(before, label[1], variables, draw, refused.get(label[1], []))
            except Unfit:
                raise BuildError(f"{where}: no value fits, or not the first one.") from None
            except Exception as error:
                raise BuildError(f"{where}: {type(error).__name__}: {error}") from error
            drawn[label[1]] = written(new)
            names.update(new)
            owner.update(dict.fromkeys(new, label[1]))
            continue
        kept.append(cell)
        values = written(names)
        if values and cell.cell_type != "raw":
            cell.source = (in_code if cell.cell_type == "code" else in_text)(before, values)
            if unknown := BRACES.search(cell.source):
                raise BuildError(f"{where}: no parameter has the name in {unknown[0]}.")
        if cell.cell_type != "code":
            continue
        if "secret(" in cell.source:
            cell.source, groups, asked = hide_secrets(cell.source, where, names)
            asked |= {n for n in values if in_code(before, {n: values[n]}) != before}
            labels = {owner[n] for n in asked}
            rights[question] = [digest for group in groups for _, digest, hint in group if not hint]
            if labels:
                last = max(labels, key=list(drawn).index)
                problem = _problem(groups, practice.get(question, []))
                if problem and draw is None:
                    raise BuildError(f"{where}: with the first values {problem}.")
                if problem:
                    raise _Again(last, drawn[last])
                asked_for[question] = {n: v for n, v in values.items() if owner[n] in labels}
        elif lively and not part:
            given += (cell.source,)
            try:
                if given not in ran:
                    run(cell.source, variables)
                    ran[given] = dict(variables)
            except Exception as error:
                raise BuildError(f"{where}: {type(error).__name__}: {error}") from error
            variables = dict(ran[given])
    notebook.cells = kept
    return notebook, asked_for, names, rights


def _problem(groups, practice):
    """Say why a check's answers cannot be told apart, or None.

    `groups`: from ``hide_secrets``. `practice`: digests of the practice set's right answers.
    """
    for group in groups:
        for value, _, hint in group:
            if any(hint != other and matches(value, d) for _, d, other in group):
                return f"{value!r} is the answer to two things: see its hints"
    values = [value for group in groups for value, _, hint in group if not hint]
    if any(matches(v, d) for v, d in zip(values, practice, strict=False)):
        return "the answer is that of the practice set"
    return None


def run(code, variables):
    """Run a cell's code among `variables`, without what it prints."""
    with contextlib.redirect_stdout(io.StringIO()):
        exec(compile(code, "cell", "exec"), variables)


def hide_secrets(code, where, names=None):
    """Return `code` with each ``secret(...)`` replaced by its digest, its answers, its names.

    `names`: what ``secret(...)`` may use. The answers are lists, one for each helper of
    ``coursekit.checks`` that is called, of (value, digest, hint); the hint is '' for right ones.

    Raises BuildError (naming `where`) when an argument is neither a plain value nor in `names`.
    """
    names, found, groups, asked = names or {}, [], [], set()

    class Hide(ast.NodeTransformer):
        def visit_Call(self, node):
            before = len(found)
            self.generic_visit(node)
            wanted = {k.arg: k.value for k in node.keywords}
            if "right" in wanted:
                hints = getattr(wanted.get("usual"), "values", [])
                hints = [ast.unparse(hint) for hint in hints]
                hints = [""] * (len(found) - before - len(hints)) + hints
                groups.append(
                    [(*one, hint) for one, hint in zip(found[before:], hints, strict=False)]
                )
            if getattr(node.func, "id", "") != "secret":
                return node
            inner = {n.id for n in ast.walk(node) if isinstance(n, ast.Name)} - {"secret"}
            if inner - set(names) - set(dir(builtins)):
                raise BuildError(
                    f"{where}: secret(...) takes a plain value, or names of a PARAMETERS cell: "
                    f"{ast.unparse(node)}"
                )
            asked.update(inner & set(names))
            wanted = eval(ast.unparse(node), {**names, "secret": lambda *a, **k: (a, k)})
            found.append((wanted[0][0], secret(*wanted[0], **wanted[1])))
            return ast.Constant(found[-1][1])

        def visit_ImportFrom(self, node):
            node.names = [alias for alias in node.names if alias.name != "secret"]
            return node if node.names else None

    settings, function, test = code.partition("def ")  # otter's settings stand before the test
    tree = ast.parse(function + test)
    return settings + ast.unparse(Hide().visit(tree)), groups, asked


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
    """Copy the zip `made` to `path`, its files in order and without the time, with what they need.

    A submission imports coursekit and reads the ledger, which no package index has: both go along.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(made) as old:
        files = {name: old.read(name) for name in old.namelist()}
    environment = files["environment.yml"].decode()
    pins = [line for line in _course_file("requirements.txt").splitlines() if NEEDED.match(line)]
    lines = [re.sub(r"otter-grader.*", pin, environment.splitlines()[-1]) for pin in pins]
    files["environment.yml"] = "\n".join([environment.rstrip(), *lines, ""]).encode()
    for folder, inside in ((HERE, "coursekit"), (DATA, "data")):
        for file in sorted(folder.iterdir()):
            if file.suffix in (".py", ".json", ".csv"):
                files[f"files/{inside}/{file.name}"] = file.read_bytes()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(files):
            entry = zipfile.ZipInfo(name, ZIP_TIME)
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0o644 << 16
            new.writestr(entry, files[name])
    return path


def _course_file(name):
    """Return the text of a file of the course's folder, or of the copy installed with coursekit."""
    found = [place for place in (HERE.parent / name, HERE / f"_{name}") if place.is_file()]
    return found[0].read_text(encoding="utf-8")


def build_all(folder="exercises", numbers=()):
    """Build the sets of `folder` (all, or those whose names start with `numbers`)."""
    folder = Path(folder)
    written = []
    for source in sources(folder, numbers):
        written += build(source, folder, folder / "instructor")
    shutil.rmtree(folder / "source" / ".ipynb_checkpoints", ignore_errors=True)
    return written
