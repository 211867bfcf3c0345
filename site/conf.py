"""How Sphinx makes the site. The pages are laid out by build.py."""

import re
import sys
from functools import cache
from pathlib import Path

from sphinx.search.en import SearchEnglish

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE))

project = "Changing Sides"
author = "the course's authors"
copyright = "2026, the course's authors. Lessons and data: CC BY 4.0"
language = "en"
extensions = ["myst_nb", "keys", "matters"]

nb_execution_mode = "off"
nb_ipywidgets_js = {}
nb_merge_streams = True
myst_enable_extensions = []  # a dollar in the text is money, not mathematics
myst_heading_anchors = 4
suppress_warnings = ["mystnb.unknown_mime_type"]

html_theme = "pydata_sphinx_theme"
html_title = "Changing Sides"
html_favicon = "static/icon.svg"
html_static_path = [str(HERE.parent / "build" / "site" / "_static")]
templates_path = ["templates"]
html_css_files = ["site.css"]
html_js_files = [("site.js", {"defer": "defer"})]
html_copy_source = False
html_show_search_summary = False  # it fetches pages, which fails from file://
html_context = {"default_mode": "auto"}
html_show_sphinx = False
html_sidebars = {"**": []}
html_theme_options = {
    "logo": {"text": "Changing Sides"},
    "header_links_before_dropdown": 6,
    "search_bar_text": "Search, also for a key like F098",
    "navbar_persistent": ["search-button"],
    "navbar_end": ["theme-switcher"],
    "navigation_with_keys": False,
    "article_header_end": ["download.html"],
    "secondary_sidebar_items": {
        **dict.fromkeys(
            ("notebooks/0*", "exercises/*", "data/README", "data/FRAMES"), ["page-toc"]
        ),
        **dict.fromkeys(("README", "CONTRIBUTING", "accessibility"), ["page-toc"]),
    },
    "footer_start": ["copyright"],
    "footer_end": ["accessibility-link.html"],
    "pygments_light_style": "a11y-high-contrast-light",
    "pygments_dark_style": "a11y-high-contrast-dark",
    "show_toc_level": 2,
}


NO_HEAD = re.compile(r"<thead>\s*<tr[^>]*>\s*(?:<th[^>]*>(?:<p></p>)?</th>\s*)+</tr>\s*</thead>")
EMPTY_HEAD = re.compile(r"<th[^>]*>(?:<p></p>)?</th>")


class English(SearchEnglish):
    """The search index's English, with the stem of each word looked for once, not once a page."""

    def __init__(self, options):
        """Keep the stems that were found."""
        super().__init__(options)
        self.stem = cache(super().stem)


def finish(app, pagename, templatename, context, doctree):
    """Load Vega (0.9 MB) only on pages that hold a chart; take out headers that head nothing."""
    body = context.get("body", "")
    if '<figure class="chart"' in body:
        app.add_js_file("vega.js", priority=400, defer="defer")
    context["body"] = EMPTY_HEAD.sub("<td></td>", NO_HEAD.sub("", body))


def setup(app):
    """Tell Sphinx."""
    app.add_search_language(English)
    app.connect("html-page-context", finish)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
