"""The reading site: built once, then opened from file:// and from a server, with no way out."""

import functools
import http.server
import json
import os
import random
import re
import subprocess
import sys
import threading
from html.parser import HTMLParser
from urllib.parse import unquote, urlsplit

import nbformat
import pytest
from conftest import LESSONS, ROOT, STUDENT_SETS
from find_browser import find_browser

if not find_browser() and os.environ.get("CI") != "true":
    pytest.skip("there is no Chromium or Chrome here", allow_module_level=True)

from axe_playwright_python.sync_playwright import Axe
from browser import chromium

from coursekit import handout

LESSON_05 = "notebooks/05_surrender_waves.html"
MATTER = "data/matters/cdm-soldiers-national.html"
# One page of each type.
TYPES = [
    "index.html",
    "README.html",
    "CONTRIBUTING.html",
    "accessibility.html",
    "search.html",
    "notebooks/README.html",
    LESSON_05,
    "notebooks/06_why_and_what_is_owed.html",
    "exercises/index.html",
    "exercises/05_surrender_waves.html",
    "exercises/08_capstone.html",
    "exercises/README.html",
    "data/index.html",
    "data/README.html",
    "data/claims.html",
    "data/glossary.html",
    MATTER,
]
# axe takes long where there is much: one short page of each template.
FOR_AXE = [
    "index.html",
    "search.html",
    "accessibility.html",
    LESSON_05,
    "exercises/08_capstone.html",
    "data/index.html",
    "data/oddities.html",
    "data/matters/surrender-laukkai-2024.html",
]
SCREENS = [(1280, "light"), (1280, "dark"), (390, "light"), (390, "dark")]
DRAWN = "() => document.documentElement.dataset.charts === 'drawn'"


def complain(wrong):
    """Fail with one line for each complaint."""
    if lines := dict.fromkeys(wrong):
        pytest.fail("\n".join(list(lines)[:40]), pytrace=False)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    """Build the site in a folder of its own; return the folder."""
    out = tmp_path_factory.mktemp("site") / "pages"
    done = subprocess.run(
        [sys.executable, str(ROOT / "site" / "build.py"), str(out)],
        capture_output=True,
        text=True,
        timeout=300,
        env={**os.environ, **dict.fromkeys(("http_proxy", "https_proxy"), "http://127.0.0.1:9")},
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-2000:]
    return out


class Page(HTMLParser):
    """What tests ask of a page: its ids, links, headings, pictures and tables."""

    def __init__(self, path):
        super().__init__()
        self.path, self.ids, self.links, self.loads = path, set(), [], []
        self.levels, self.no_alt, self.alts = [], [], []
        self.text = path.read_text(encoding="utf-8")
        self.feed(self.text)

    def handle_starttag(self, tag, attributes):
        """Keep what is asked for."""
        has = dict(attributes)
        if has.get("id"):
            self.ids.add(has["id"])
        if tag == "a" and has.get("href"):
            self.links.append(has["href"])
        if tag in ("script", "img", "link") and (address := has.get("src") or has.get("href")):
            self.loads.append(address)
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        if tag == "img":
            (self.alts if has.get("alt") else self.no_alt).append(has.get("alt"))


@pytest.fixture(scope="module")
def pages(site):
    """Return the pages of the site: address from its top -> Page."""
    paths = [p for p in sorted(site.rglob("*.html")) if "_static" not in p.parts]
    return {p.relative_to(site).as_posix(): Page(p) for p in paths}


@pytest.fixture(scope="module")
def browser_page():
    """A page of a browser for which no name leads outside."""
    with chromium() as page:
        yield page


@pytest.fixture(scope="module")
def served(site):
    """Serve the site on this computer; return its address."""
    handler = functools.partial(QuietHandler, directory=str(site))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class QuietHandler(http.server.SimpleHTTPRequestHandler):
    """A server that keeps no log."""

    def log_message(self, *words):
        """Say nothing."""


# ---- the folder ------------------------------------------------------------------------------


def test_it_is_small(site):
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    assert size < 30e6, f"the site has {size / 1e6:.1f} MB, 30 at most"


def test_every_internal_link_lives(site, pages):
    wrong = []
    for name, page in pages.items():
        for link in page.links + page.loads:
            parts = urlsplit(link)
            if parts.scheme in ("http", "https", "mailto", "data"):
                continue
            target = (site / name).parent / unquote(parts.path) if parts.path else site / name
            target = target.resolve()
            if not target.is_file():
                wrong.append(f"{name} links to {link}: no such file")
            elif parts.fragment and target.suffix == ".html":
                there = pages[target.relative_to(site.resolve()).as_posix()]
                if unquote(parts.fragment) not in there.ids | {"top"}:
                    wrong.append(f"{name} links to {link}: no such place on the page")
    complain(wrong)


def test_nothing_is_loaded_from_elsewhere(pages):
    complain(
        f"{name} loads {address}"
        for name, page in pages.items()
        for address in page.loads
        if urlsplit(address).scheme in ("http", "https") or address.startswith("//")
    )


def test_a_hundred_keys_lead_to_their_rows(pages, ledger):
    tables = "figures claims events policies oddities frames sources glossary".split()
    rows = [(table, row) for table in tables for row in ledger[table]]
    wrong = []
    for table, row in random.Random(2027).sample(rows, 100):
        key = next(iter(row.values()))
        found = re.search(rf'<tr id="{key}">.*', pages[f"data/{table}.html"].text)
        words = {"figures": "in_words", "claims": "says", "events": "what", "frames": "paraphrase"}
        words |= {"policies": "condition", "oddities": "what", "sources": "url", "glossary": "word"}
        said = row[words[table]].split(";")[0].split("&")[0].split("'")[0].split('"')[0][:40]
        if not found or said not in re.sub(r"</?a[^>]*>", "", found[0]) + found[0]:
            wrong.append(f"data/{table}.html: the row {key} is missing or is not '{said}'")
    complain(wrong)


def test_a_key_in_a_lesson_leads_to_row_source_and_matter(pages, ledger):
    figures = {row["figure"]: row for row in ledger["figures"]}
    wrong, seen = [], 0
    for path in LESSONS:
        name = f"notebooks/{path.stem}.html"
        text = pages[name].text
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                source = re.sub(r"`[^`]*`", "", cell.source)
                for key in re.findall(r"\[(F\d{3,4})\]", source):
                    seen += 1
                    matter = figures[key]["matter"]
                    if f'href="../data/matters/{matter}.html#{key}"' not in text:
                        wrong.append(f"{name}: [{key}] is no link to its row")
                    row = re.search(f'<tr id="{key}">.*', pages[f"data/matters/{matter}.html"].text)
                    if not row or f'href="../sources.html#{figures[key]["source"]}"' not in row[0]:
                        wrong.append(f"data/matters/{matter}.html: {key} does not name its source")
    assert seen > 50, f"only {seen} keys of figures in all lessons"
    complain(wrong)


def test_the_page_of_a_matter_has_all_its_statements(pages, ledger):
    wrong = []
    for matter in ledger["matters"]:
        name = f"data/matters/{matter['matter']}.html"
        keys = [r["figure"] for r in ledger["figures"] if r["matter"] == matter["matter"]]
        text = pages[name].text
        spec = re.search(r'<script type="application/json">(.+?)</script>', text)
        drawn = spec[1] if spec else ""
        for key in keys:
            if f'id="{key}"' not in text:
                wrong.append(f"{name}: no row of {key}")
            if len(keys) > 1 and f'"key":"{key}"' not in drawn:
                wrong.append(f"{name}: {key} is not in the chart")
    complain(wrong)


def test_headings_are_in_order_and_pictures_have_words(pages):
    wrong = []
    for name, page in pages.items():
        if page.levels.count(1) != 1:
            wrong.append(f"{name}: {page.levels.count(1)} headings of the first level")
        for above, below in zip(page.levels, page.levels[1:], strict=False):
            if below > above + 1:
                wrong.append(f"{name}: a heading of level {below} follows one of level {above}")
        wrong += [f"{name}: a picture has no text" for _ in page.no_alt]
    complain(wrong)


def test_every_table_of_the_ledger_and_of_lessons_has_a_caption(pages):
    """Those of Markdown have none: it cannot write one."""
    complain(
        f"{name}: a table without a caption: {table[:200]}"
        for name, page in pages.items()
        for table in re.findall(r"<table(?![^>]*class=\"table)[^>]*>.*?</thead>", page.text, re.S)
        if "<caption" not in table
    )


def test_every_lesson_has_its_charts_as_pictures_too(pages):
    wrong = []
    for path in LESSONS:
        page, charts = pages[f"notebooks/{path.stem}.html"], []
        for cell in nbformat.read(path, as_version=4).cells:
            charts += [
                output.data["text/plain"]
                for output in cell.get("outputs", [])
                if "image/svg+xml" in output.get("data", {})
            ]
        wrong += [
            f"{path.stem}: no picture with the text '{text[:60]}'"
            for text in charts
            if " ".join(text.split()) not in page.alts
        ]
        if page.text.count('<figure class="chart"') != len(charts):
            wrong.append(
                f"{path.stem}: {page.text.count('<figure class=')} of {len(charts)} charts"
            )
    complain(wrong)


def test_no_page_holds_an_answer(pages):
    """Answers stand in exercises/source as secret(...), and in the code of the solutions."""
    wrong = []
    everything = {name: page.text for name, page in pages.items() if name.startswith("exercises/")}
    for path in sorted((ROOT / "exercises" / "source").glob("*.ipynb")):
        cells = nbformat.read(ROOT / "exercises" / path.name, as_version=4).cells
        student = "\n".join(cell.source for cell in cells)
        page = everything[f"exercises/{path.stem}.html"]
        solutions = solution_lines(path)
        assert solutions or "capstone" in path.name, f"{path.name}: found no solution to look for"
        wrong += [
            f"exercises/{path.stem}.html shows a line of a solution: {line}"
            for line in solutions
            if line not in student and line in re.sub(r"<[^>]+>", "", page)
        ]
        for word in ("test_case", "OK_FORMAT", "secret(", "grader.check"):
            if word in page:
                wrong.append(f"exercises/{path.stem}.html holds '{word}'")
    complain(wrong)


def solution_lines(path):
    """Return the lines of code between the SOLUTION marks of a source, long enough to know."""
    lines, inside = [], False
    for cell in nbformat.read(path, as_version=4).cells:
        if cell.cell_type == "raw":
            inside = re.search(r"BEGIN SOLUTION", cell.source) is not None
        elif inside and cell.cell_type == "code":
            lines += [line.split("#")[0].strip() for line in cell.source.splitlines()]
    return [line for line in lines if len(line) > 15]


def test_notebooks_and_tables_can_be_downloaded(site):
    for path in [*LESSONS, *STUDENT_SETS]:
        there = site / path.parent.name / path.name
        assert there.read_bytes() == path.read_bytes(), f"{there} is not the notebook"
        page = there.with_suffix(".html").read_text(encoding="utf-8")
        assert f'href="{path.name}" download' in page, f"{path.stem}.html: no link to the notebook"
    assert json.loads((site / "data" / "datapackage.json").read_text("utf-8"))["resources"]


# ---- in a browser ----------------------------------------------------------------------------


def listen(page):
    """Return the lists that fill with requests and errors of this page."""
    asked, errors = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on(
        "console",
        lambda said: said.type == "error" and errors.append(f"{said.text} {said.location['url']}"),
    )
    page.on("pageerror", lambda problem: errors.append(str(problem)))
    return asked, errors


@pytest.mark.parametrize("way", ["file", "server"])
def test_pages_stay_here_and_quiet(way, browser_page, site, request):
    start = site.as_uri() if way == "file" else request.getfixturevalue("served")
    context = browser_page.context.browser.new_context()
    page = context.new_page()
    asked, errors = listen(page)
    for name in TYPES:
        page.goto(f"{start}/{name}")
        page.wait_for_function(DRAWN)
    context.close()
    complain(
        [f"asked for {url[:200]}" for url in asked if not url.startswith((start, "data:", "blob:"))]
        + [f"error in the console: {text[:200]}" for text in errors]
    )


def test_charts_come_alive_and_without_script_are_pictures(browser_page, site):
    page = browser_page
    page.goto(f"{site.as_uri()}/{LESSON_05}")
    page.wait_for_function(DRAWN)
    figures = page.locator("figure.chart").count()
    assert figures and page.locator("figure.chart svg.marks").count() == figures
    context = page.context.browser.new_context(java_script_enabled=False)
    still = context.new_page()
    still.goto(f"{site.as_uri()}/{LESSON_05}")
    for picture in still.locator("figure.chart img").all():
        picture.scroll_into_view_if_needed()
        assert picture.bounding_box()["height"] > 100, "a picture of a chart was not drawn"
    context.close()


def test_search_finds_words_and_keys(browser_page, site):
    page = browser_page
    page.goto(f"{site.as_uri()}/search.html?q=laukkai")
    page.locator("#search-results li a").first.wait_for()
    found = page.locator("#search-results li a").evaluate_all("all => all.map(a => a.href)")
    assert any("notebooks/05" in address for address in found), found[:10]
    assert any("surrender-laukkai-2024" in address for address in found), found[:10]
    page.goto(f"{site.as_uri()}/search.html?q=f098")
    page.locator("#key-found a").click()
    page.locator("#F098").wait_for()
    assert page.url.endswith("data/figures.html#F098")


def test_search_knows_the_words_of_neighbouring_cells_apart(site):
    index = (site / "searchindex.js").read_text(encoding="utf-8")
    terms = json.loads(index[index.index("(") + 1 : index.rindex(")")])["terms"]
    glued = [term for term in terms if re.fullmatch(r"[a-z]{3,}[fcelqs]\d{3,4}", term)]
    assert not glued, f"{len(glued)} words run together, like {glued[:10]}"


def test_the_first_page_leads_through_the_doors(browser_page, site):
    page = browser_page
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(f"{site.as_uri()}/index.html")
    for door in ("Read lesson 00", "Teach it", "Install it", "Browse the ledger"):
        box = page.get_by_role("link", name=door).bounding_box()
        assert box and box["y"] + box["height"] < 800, f"'{door}' is not on the first screen"
    picture = page.locator("figure.best img")
    assert picture.bounding_box()["y"] < 500 and picture.evaluate("img => img.naturalWidth") > 100
    assert page.locator(".bd-article table tbody tr").count() == len(LESSONS)


def test_a_table_sorts_and_filters_by_keyboard(browser_page, site, ledger):
    page = browser_page
    page.goto(f"{site.as_uri()}/data/figures.html")
    body = page.locator("#figures tbody")
    page.get_by_label("Topic").focus()
    page.get_by_label("Topic").select_option("crossed")
    wanted = [row for row in ledger["figures"] if row["topic"] == "crossed"]
    assert page.locator("#figures tbody tr:visible").count() == len(wanted)
    assert page.locator(".filters output").inner_text().startswith(f"{len(wanted)} of ")
    page.get_by_role("button", name="Number").focus()
    page.keyboard.press("Enter")
    keys = body.locator("tr:visible th").all_inner_texts()
    numbers = {row["figure"]: float(row["low"] or row["high"]) for row in wanted}
    assert [numbers[key] for key in keys] == sorted(numbers.values())
    page.get_by_label("Words in the row").fill("mizoram")
    assert 0 < page.locator("#figures tbody tr:visible").count() < len(wanted)


def test_lesson_05_on_a_phone_and_by_keyboard(browser_page, site):
    context = browser_page.context.browser.new_context(
        viewport={"width": 390, "height": 800}, has_touch=True
    )
    page = context.new_page()
    page.goto(f"{site.as_uri()}/{LESSON_05}")
    page.wait_for_function(DRAWN)
    right = "all => Math.max(...all.map(one => one.getBoundingClientRect().right))"
    wide = page.locator(".bd-article, .bd-article :is(p, h2, summary, figure)").evaluate_all(right)
    assert wide <= 390, f"the text is {wide} pixels wide on a phone of 390"
    stops, opened = [], 0
    for _ in range(400):
        page.keyboard.press("Tab")
        stop = page.evaluate(
            "() => { const e = document.activeElement; return e === document.body ? null : "
            "[e.tagName, e.textContent.trim().slice(0, 40), e.closest('.bd-article') !== null] }"
        )
        if not stop:
            break
        stops.append(stop)
        if stop[0] == "SUMMARY" and stop[2]:
            page.keyboard.press("Enter")
            opened += page.evaluate("document.activeElement.parentElement.open")
    folds = page.locator(".bd-article details").count()
    assert opened == folds, f"{opened} of {folds} folds open by Tab and Enter: {stops}"
    words = [text for _, text, _ in stops]
    for reached in ("Skip to main content", "Download this notebook"):
        assert any(reached in text for text in words), f"Tab does not reach '{reached}'"
    assert any("Next" in text.title() or "06" in text for text in words), "Tab: no next lesson"
    context.close()


def test_the_keyboard_moves_a_chart_opens_folds_and_searches(browser_page, site):
    page = browser_page
    page.goto(f"{site.as_uri()}/notebooks/06_why_and_what_is_owed.html")
    page.wait_for_function(DRAWN)
    slider = page.locator(".vega-bindings input[type=range]").first
    chart = page.locator("figure.chart", has=slider).locator("svg.marks")
    slider.focus()
    drawn, value = chart.inner_html(), slider.input_value()
    page.keyboard.press("ArrowRight")
    assert slider.input_value() != value, "an arrow key does not move the slider"
    page.wait_for_function(
        "([svg, before]) => svg.innerHTML !== before", arg=[chart.element_handle(), drawn]
    )
    page.goto(f"{site.as_uri()}/{LESSON_05}")
    page.wait_for_function(DRAWN)
    fold = page.locator(".bd-article details").first
    fold.locator("summary").focus()
    for is_open in (True, False):
        page.keyboard.press("Space")
        assert fold.evaluate("fold => fold.open") is is_open, "Space does not move the fold"
    field = page.locator("#pst-search-dialog input")
    page.keyboard.press("Control+k")
    field.wait_for()
    assert field.evaluate("field => field === document.activeElement")
    page.keyboard.press("Escape")
    field.wait_for(state="hidden")


def test_what_has_the_focus_is_seen(browser_page, site):
    page = browser_page
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(f"{site.as_uri()}/{LESSON_05}")
    page.wait_for_function(DRAWN)
    page.keyboard.press("Tab")
    page.wait_for_function("document.activeElement.getBoundingClientRect().top >= 0")
    assert page.evaluate("document.activeElement.textContent").strip() == "Skip to main content"
    wrong = []
    for _ in range(60):
        name, ring, top = page.evaluate(
            "() => { const e = document.activeElement, s = getComputedStyle(e); return ["
            "`${e.tagName} ${e.textContent.trim().slice(0, 40)}`, "
            "parseFloat(s.outlineWidth) >= 2 && s.outlineStyle !== 'none' "
            "|| s.boxShadow !== 'none', e.getBoundingClientRect().top] }"
        )
        if not ring:
            wrong.append(f"no ring around what has the focus: {name}")
        if not -50 < top < 800:
            wrong.append(f"what has the focus is out of sight: {name}")
        page.keyboard.press("Tab")
    complain(wrong)


def as_hex(text):
    """Return a text as a PDF writes it when it has letters beyond ASCII."""
    return text.encode("utf-16-be").hex().upper().encode()


def test_a_printed_lesson_is_whole_and_as_wide_as_the_paper(browser_page, site):
    """The PDF names in its outline only headings that were printed."""
    context = browser_page.context.browser.new_context(
        viewport={"width": 680, "height": 1000},  # A4 between its margins
        color_scheme="dark",
    )
    page, wrong = context.new_page(), []
    for lesson in LESSONS:
        page.goto(f"{site.as_uri()}/notebooks/{lesson.stem}.html")
        page.wait_for_function(DRAWN)
        headings = [one.rstrip("#") for one in page.locator("h2").all_inner_texts()]
        printed = page.pdf(format="A4", tagged=True, outline=True)
        wrong += [
            f"{lesson.stem}: '{heading}' is not on paper"
            for heading in headings
            if heading.encode() not in printed and as_hex(heading) not in printed
        ]
        page.emulate_media(media="print")
        wide = page.locator(".bd-article").evaluate(
            "all => [...all.querySelectorAll('pre, table, svg.marks, img, p')]"
            ".filter(one => one.getBoundingClientRect().right > 681 || "
            "one.tagName === 'PRE' && one.scrollWidth > one.clientWidth + 1)"
            ".map(one => `${one.tagName} ${one.textContent.trim().slice(0, 50)}`)"
        )
        wrong += [f"{lesson.stem}: wider than the paper: {one}" for one in wide]
        ink = page.locator(".bd-article p").first.evaluate("p => getComputedStyle(p).color")
        if ink != "rgb(17, 17, 17)":
            wrong.append(f"{lesson.stem}: text printed from a dark page is {ink}")
        page.emulate_media(media="null")
    context.close()
    complain(wrong)


def test_a_handout_is_as_wide_as_the_paper(browser_page):
    """Chromium prints a page smaller when one line does not fit, all of it."""
    context = browser_page.context.browser.new_context(viewport={"width": 672, "height": 1000})
    page, wrong = context.new_page(), []
    page.emulate_media(media="print")
    for lesson in LESSONS:
        page.set_content(handout.handout(lesson))
        wide = page.evaluate("document.documentElement.scrollWidth")
        if wide > 672:  # A4 between the margins that the handout has
            wrong.append(f"{lesson.stem}: {wide} pixels wide")
    context.close()
    complain(wrong)


@pytest.mark.parametrize(("width", "colours"), SCREENS)
def test_axe_finds_nothing(width, colours, browser_page, site):
    context = browser_page.context.browser.new_context(
        viewport={"width": width, "height": 900}, color_scheme=colours
    )
    page, wrong = context.new_page(), []
    for name in FOR_AXE:
        page.goto(f"{site.as_uri()}/{name}")
        page.wait_for_function(DRAWN)
        found = Axe().run(page, options={"resultTypes": ["violations"], "preload": False})
        wrong += [
            f"{name} ({width}, {colours}): {rule['id']}: {node['html'][:160]}"
            for rule in found.response["violations"]
            for node in rule["nodes"][:3]
        ]
    context.close()
    complain(wrong)
