"""What was handed in, before anything of it runs: is it a notebook, and of this set?"""

import json
import re
import warnings

LARGEST_NOTEBOOK = 50 << 20  # bytes
LARGEST_CODE = 5 << 20  # letters in all cells
MANY_CELLS = 10_000
LONGEST = 240  # characters of one remark
# Nothing that a lesson teaches. It gains nothing here, but somebody may want to look.
UNUSUAL = re.compile(
    r"\bctypes\b|/proc/|\bgc\.get_\w+|_getframe|\botter\.(?!Notebook)\w+|\bsubprocess\b"
    r"|\bos\.(?:fork|kill|_exit|system|popen|exec\w*)|\bsocket\b|\bsetitimer\b|\.ipynb"
)


class NotGradable(Exception):
    """A submission that is not run at all; the message says why, in one line."""


def read_notebook(data, wanted):
    """Return the notebook in `data` (bytes), upgraded to format 4.

    `wanted`: the assignment's name, '' for any. Raises NotGradable with the reason.
    """
    if not data.strip():
        raise NotGradable("the file is empty")
    if len(data) > LARGEST_NOTEBOOK:
        raise NotGradable(f"the file is larger than {LARGEST_NOTEBOOK >> 20} MB")
    try:
        plain = json.loads(data)  # of bytes it knows UTF-16 from UTF-8
    except UnicodeDecodeError as error:
        raise NotGradable("the notebook is damaged (its letters are not UTF-8)") from error
    except MemoryError as error:
        raise NotGradable("the notebook needs too much memory to be read") from error
    except (ValueError, RecursionError) as error:
        start = data.lstrip()[:1]
        if start != b"{":
            raise NotGradable("not a notebook (it is no JSON)") from error
        raise NotGradable("the notebook is cut off or damaged (its JSON does not end)") from error
    if not isinstance(plain, dict) or not isinstance(
        plain.get("cells", plain.get("worksheets")), list
    ):
        raise NotGradable("not a notebook (JSON, but without cells)")
    _mend(plain)
    import nbformat

    try:
        with warnings.catch_warnings():  # of cells without a name, or two of one
            warnings.simplefilter("ignore")
            notebook = nbformat.reads(json.dumps(plain), as_version=4)
        cells = [(cell["cell_type"], cell["source"]) for cell in notebook.cells]
        if not all(isinstance(part, str) for cell in cells for part in cell):
            raise TypeError("a source that is no text")
    except Exception as error:
        raise NotGradable("not a notebook that nbformat can read") from error
    meta = notebook.metadata.get("otter")
    name = meta.get("assignment_name") if isinstance(meta, dict) else None
    if wanted and name != wanted:
        if name is None:
            raise NotGradable(f"another notebook: it does not say that it is {wanted}")
        if str(name).startswith(f"{wanted}_"):
            raise NotGradable(f"a variant ({one_line(name, 60)}): --key FOLDER names its key")
        if set_of(wanted) == name:
            raise NotGradable(f"the practice set {name}, and no variant of it")
        if set_of(wanted) == set_of(str(name)) != wanted:
            raise NotGradable(f"a variant that is not in this key: {one_line(name, 60)}")
        raise NotGradable(f"another assignment: {one_line(name, 60)}, not {wanted}")
    if not any(kind == "code" and source.strip() for kind, source in cells):
        raise NotGradable("no code: every code cell is empty or gone")
    return notebook


def set_of(name):
    """Return the name of the set without the number of a variant."""
    return re.sub(r"_[0-9a-f]{8}$", "", name)


def _mend(plain):
    """Leave out of a notebook (its JSON) what is not graded, and add what other tools forget.

    Raises NotGradable when there is more in it than anybody has written.
    """
    cells = plain.get("cells") or []
    if len(cells) > MANY_CELLS:
        raise NotGradable(f"more than {MANY_CELLS} cells")
    written = 0
    for part in (plain, *cells):
        if not isinstance(part, dict):
            continue
        if not isinstance(part.get("metadata"), dict):
            part["metadata"] = {}
        if "outputs" in part:
            part["outputs"] = []
        source = part.get("source")
        written += sum(map(len, map(str, source if isinstance(source, list) else [source])))
    if written > LARGEST_CODE:
        raise NotGradable(f"more than {LARGEST_CODE >> 20} MB of text and code in its cells")


def cells_to_run(notebook):
    """Return [number, code, questions to check after it] for each code cell that otter runs.

    Cells count from 1, as one counts in JupyterLab from the top.
    """
    found = []
    for number, cell in enumerate(notebook.cells, start=1):
        otter = cell.metadata.get("otter")
        otter = otter if isinstance(otter, dict) else {}
        tags, tests = cell.metadata.get("tags"), otter.get("tests")
        ignored = otter.get("ignore") or (isinstance(tags, list) and "otter_ignore" in tags)
        if cell.cell_type == "code" and not ignored:
            tests = [str(t) for t in tests] if isinstance(tests, list) else []
            found.append([number, cell.source, tests])
    return found


def asked_in(notebook):
    """Return the questions whose check stands in a code cell of `notebook`."""
    return {
        name
        for cell in notebook.cells
        if cell.cell_type == "code"
        for name in re.findall(r"\.check\(\s*[\"']([^\"']+)[\"']", cell.source)
    }


def unusual_in(notebook):
    """Return what stands in the code of `notebook` that no lesson teaches, sorted."""
    code = "\n".join(cell.source for cell in notebook.cells if cell.cell_type == "code")
    return sorted(set(UNUSUAL.findall(code)))


def one_line(text, longest=LONGEST):
    """Return `text` as one line that is the same in every run."""
    text = " ".join(str(text).split())
    text = re.sub(r"0x[0-9a-fA-F]{6,}", "0x...", text)
    text = "".join(letter if letter.isprintable() else "?" for letter in text)
    return text if len(text) <= longest else text[: longest - 4] + " ..."
