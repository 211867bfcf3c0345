"""Build the reading site: ``make site``, or ``python site/build.py [FOLDER]``.

Nothing is run and nothing is fetched. The pages are laid out in build/site as the repository is
(notebooks/, exercises/, data/), so that links between them stay as they are; Sphinx turns them
into HTML; the notebooks and tables themselves are put beside their pages, to download.
"""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import vl_convert
from figures import VEGALITE_MIME, figure_of, picture_of
from jinja2 import Environment, FileSystemLoader
from tables import write_tables

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
STAGE = ROOT / "build" / "site"
OUT = ROOT / "_site"
# What the pages draw charts with. It reads the specifications that JupyterLab reads.
VEGALITE_VERSION = "5.21"
VEGA = "window.vegaEmbed = vegaEmbed;"
# The chart on the first page: lesson, and the title of the chart in it.
BEST_CHART = ("01_the_coup_and_the_cdm", "Police and soldiers who left")
# Cells that only a running notebook needs: they fetch the checks and call them.
CHECKS = re.compile(r"checks\.grader\(|grader\.check\(")
PAGES = (
    "README.md",
    "CONTRIBUTING.md",
    "data/README.md",
    "data/FRAMES.md",
    "exercises/README.md",
    "exercises/grading.md",
    "deploy/README.md",
    "deploy/jupyterhub/README.md",
)
LINK = re.compile(r"(?<=\]\()(?!https?:|#|mailto:)([^)#\s]+)")


def notebooks(folder):
    """Return the paths of the numbered notebooks of `folder`."""
    return sorted((ROOT / folder).glob("[0-9][0-9]_*.ipynb"))


def read(path):
    """Return a notebook as a dictionary, its cells' texts in one piece."""
    node = json.loads(path.read_text(encoding="utf-8"))
    for cell in node["cells"]:
        cell["source"] = "".join(cell["source"])
    return node


def title_of(node):
    """Return the first heading of a notebook."""
    for cell in node["cells"]:
        if found := re.search(r"^# (.+)$", cell["source"], re.MULTILINE):
            return found[1]
    raise ValueError("a notebook without a title")


def as_page(node, name, pictures):
    """Change a lesson or set (`node`) into what its page shows; write pictures of its charts.

    Charts become one HTML figure each, that works with and without JavaScript. Of an exercise
    the questions stay: no check, and none of the metadata in which the checks are kept.
    """
    node["cells"] = [cell for cell in node["cells"] if not CHECKS.search(cell["source"])]
    node["metadata"] = {
        "kernelspec": node["metadata"]["kernelspec"],
        "language_info": {"name": "python"},
    }
    number = 0
    for cell in node["cells"]:
        cell["metadata"] = {}
        cell["source"] = re.sub(r"<!-- (BEGIN|END) QUESTION -->\n*", "", cell["source"])
        for output in cell.get("outputs", []):
            data = output.get("data", {})
            if VEGALITE_MIME in data:
                number += 1
                svg = pictures / f"{name}-{number}.svg"
                svg.write_text("".join(data["image/svg+xml"]), encoding="utf-8")
                figure = figure_of(data[VEGALITE_MIME], f"../_static/charts/{svg.name}")
                output["data"] = {"text/html": figure}
    return node


def stage_notebooks(folder, pictures):
    """Write the notebooks of `folder` as pages to the stage; return (name, title) of each."""
    (STAGE / folder).mkdir(parents=True, exist_ok=True)
    found = []
    for path in notebooks(folder):
        node = read(path)
        found.append((path.stem, title_of(node)))
        page = json.dumps(as_page(node, path.stem, pictures), ensure_ascii=False)
        (STAGE / folder / path.name).write_text(page, encoding="utf-8")
    return found


def stage_links(table_names):
    """Make the links of all staged pages live.

    A link to a table leads to the table's page; any other file of the repository is laid
    beside, to download. Raises FileNotFoundError when a page links to nothing.
    """
    for page in [*STAGE.rglob("*.md"), *STAGE.rglob("*.ipynb")]:
        here = page.relative_to(STAGE).parent
        text = page.read_text(encoding="utf-8")
        for target in set(LINK.findall(text)):
            path = (ROOT / here / target).resolve()
            if path.suffix == ".csv" and path.stem in table_names:
                text = text.replace(f"]({target}", f"]({target[:-4]}.md")
            elif not (staged := STAGE / here / target).exists():
                if not path.is_file():
                    raise FileNotFoundError(f"{here / page.name} links to {target}: no such file")
                staged.resolve().parent.mkdir(parents=True, exist_ok=True)
                shutil.copy(path, staged)
        page.write_text(text, encoding="utf-8")


def vega():
    """Return the script that draws charts; made once, then kept under all that it is made from."""
    made_from = (vl_convert.__version__, VEGALITE_VERSION, VEGA)
    name = hashlib.sha256(repr(made_from).encode()).hexdigest()[:16]
    kept = STAGE.parent / f"vega-{name}.js"
    if not kept.is_file():
        kept.parent.mkdir(exist_ok=True)
        bundle = vl_convert.javascript_bundle(VEGA, VEGALITE_VERSION)
        half = kept.with_suffix(".half")
        # A classic script, not a module: modules do not load from file://.
        half.write_text(f"(() => {{{bundle}\n}})();", encoding="utf-8")
        half.replace(kept)
    return kept.read_text(encoding="utf-8")


def stage():
    """Lay out all pages and pictures."""
    shutil.rmtree(STAGE, ignore_errors=True)
    static = STAGE / "_static"
    pictures = static / "charts"
    pictures.mkdir(parents=True)
    shutil.copytree(HERE / "static", static, dirs_exist_ok=True)
    (static / "vega.js").write_text(vega(), encoding="utf-8")

    for page in PAGES:
        (STAGE / page).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / page, STAGE / page)
    shutil.copy(HERE / "accessibility.md", STAGE)
    lessons = stage_notebooks("notebooks", pictures)
    sets = stage_notebooks("exercises", pictures)
    tables = write_tables(ROOT / "data", STAGE / "data")

    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    words = {
        "lessons": lessons,
        "sets": sets,
        "tables": tables,
        "lesson_table": re.search(r"^\| lesson .+?(?=\n\n)", readme, re.M | re.S)[0],
        "themes": (ROOT / "notebooks" / "README.md").read_text(encoding="utf-8"),
        "best": picture_of(notebooks("notebooks"), *BEST_CHART, pictures),
        "best_lesson": BEST_CHART[0],
        "release": json.loads((ROOT / "data/datapackage.json").read_text("utf-8"))["version"],
    }
    templates = Environment(loader=FileSystemLoader(HERE / "templates"), autoescape=False)
    for template in ("index.md", "notebooks/README.md", "exercises/index.md", "data/index.md"):
        text = templates.get_template(template.replace("/", "-")).render(words)
        (STAGE / template).write_text(text, encoding="utf-8")
    stage_links([name for name, _ in tables])


def build(out=OUT):
    """Build the site into the folder `out`; return Sphinx's exit code."""
    out = Path(out)
    stage()
    pages = STAGE.parent / "site-html"
    shutil.rmtree(pages, ignore_errors=True)
    shutil.rmtree(out, ignore_errors=True)
    done = subprocess.run(
        [sys.executable, "-m", "sphinx", "-b", "html", "-q", "-W", "--keep-going", "-j", "auto"]
        + ["-c", str(HERE), "-d", str(STAGE.parent / "site-doctrees"), str(STAGE), str(pages)],
        cwd=HERE,
    )
    if done.returncode:
        return done.returncode
    shutil.rmtree(pages / ".doctrees", ignore_errors=True)
    (pages / "_static" / "webpack-macros.html").unlink(missing_ok=True)  # the theme's own tool
    shutil.move(pages, out)
    for folder in ("notebooks", "exercises"):
        for path in notebooks(folder):
            shutil.copy(path, out / folder)
    for path in (ROOT / "data").iterdir():
        if path.suffix in (".csv", ".json"):
            shutil.copy(path, out / "data")
    (out / ".nojekyll").touch()  # else GitHub Pages leaves out folders that begin with _
    return 0


def main():
    """Build, and say where the site is and how large."""
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else OUT
    if code := build(out):
        return code
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(f"{out / 'index.html'}: {size / 1e6:.0f} MB. Open it in a browser, or put the folder")
    print("on any web server.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
