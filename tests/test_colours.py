"""The colours of charts: seen against white, apart for colour-blind eyes, the same in all lessons.

Computed, with the matrices of Machado, Oliveira and Fernandes, 'A physiologically-based model for
simulation of color vision deficiency', IEEE TVCG 15(6), 2009, severity 1.0, on linear RGB.
"""

import itertools

import numpy as np
import pytest
from colours_in import drawn_in, named_in
from conftest import LESSONS, ROOT, STUDENT_SETS, Notebook

from coursekit import charts

EYES = {
    "usual": np.eye(3),
    "protanopia": [
        [0.152286, 1.052583, -0.204868],
        [0.114503, 0.786281, 0.099216],
        [-0.003882, -0.048116, 1.051998],
    ],
    "deuteranopia": [
        [0.367322, 0.860646, -0.227968],
        [0.280085, 0.672501, 0.047413],
        [-0.011820, 0.042940, 0.968881],
    ],
    "tritanopia": [
        [1.255528, -0.076749, -0.178779],
        [-0.078411, 0.930809, 0.147602],
        [0.004733, 0.691367, 0.303900],
    ],
}
# Two colours of one chart that are nearer than this (Delta E 1976) are easily taken for one.
APART = 15
# Linear sRGB to CIE XYZ, white point D65.
TO_XYZ = [
    [0.4124564, 0.3575761, 0.1804375],
    [0.2126729, 0.7151522, 0.0721750],
    [0.0193339, 0.1191920, 0.9503041],
]
SEEN = 3  # the contrast that WCAG 2, 1.4.11, asks of marks
ALL = {*charts.PALETTE, *charts.SIDE_COLOURS.values(), charts.GREY}
# What is no mark and may be pale: each with what it is for.
DECORATION = {
    "#e5e5e5": "a square that says in words that there is nothing",
    "#ffffff": "the same; gaps between squares and between parts of a bar; text on dark squares",
}
NAMES = {"white": "#ffffff", "black": "#000000"}
RAMP = "blues"  # for squares of a heatmap, which have their number written in
SOURCES = sorted((ROOT / "exercises" / "source").glob("[0-9][0-9]_*.ipynb"))


def linear(colour):
    """Return '#rrggbb' as linear RGB, each from 0 to 1."""
    parts = np.array([int(colour[start : start + 2], 16) for start in (1, 3, 5)]) / 255
    return np.where(parts <= 0.04045, parts / 12.92, ((parts + 0.055) / 1.055) ** 2.4)


def contrast(one, other="#ffffff"):
    """Return the contrast of two colours as WCAG 2 defines it, from 1 to 21."""
    dark, light = sorted(
        float(linear(colour) @ [0.2126, 0.7152, 0.0722]) for colour in (one, other)
    )
    return (light + 0.05) / (dark + 0.05)


def lab(rgb):
    """Return linear RGB as CIE L*a*b*."""
    x, y, z = np.array(TO_XYZ) @ np.clip(rgb, 0, 1) / [0.95047, 1, 1.08883]
    x, y, z = (t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z))
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def on_white(colour, opacity):
    """Return '#rrggbb' as it looks on white at this opacity."""
    parts = [int(colour[start : start + 2], 16) for start in (1, 3, 5)]
    return "#" + "".join(f"{round(255 + (part - 255) * opacity):02X}" for part in parts)


def complain(wrong):
    """Fail with one line for each complaint."""
    wrong = list(wrong)
    assert not wrong, "\n" + "\n".join(wrong)


@pytest.mark.parametrize("opacity", [1, charts.OPACITY])
@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("colours", [charts.PALETTE, list(charts.SIDE_COLOURS.values())])
def test_colours_stay_apart(eyes, colours, opacity):
    shown = {colour: on_white(colour, opacity) for colour in [*colours, charts.GREY]}
    seen = {c: lab(np.array(EYES[eyes]) @ linear(shown[c])) for c in shown}
    for one, other in itertools.combinations(shown, 2):
        distance = np.linalg.norm(seen[one] - seen[other])
        assert distance >= APART, f"{one} and {other}: {distance:.1f} apart with {eyes}"


def test_text_passes_wcag_aa():
    for colour in (charts.INK, "#555555"):
        assert contrast(colour) >= 4.5, f"text in {colour}: {contrast(colour):.2f} against white"


@pytest.mark.parametrize("opacity", [1, charts.OPACITY])
@pytest.mark.parametrize("colour", sorted(ALL))
def test_marks_stand_out_from_white(colour, opacity):
    found = contrast(on_white(colour, opacity))
    assert found >= SEEN, f"marks in {colour} at opacity {opacity}: {found:.2f} against white"


def test_sides_have_colours_of_the_palette():
    assert set(charts.SIDE_COLOURS.values()) <= set(charts.PALETTE)
    assert len({colour.lower() for colour in charts.PALETTE}) == len(charts.PALETTE)


def test_the_numbers_are_those_of_wcag():
    assert round(contrast("#000000"), 1) == 21 and round(contrast("#767676"), 2) == 4.54
    assert on_white("#000000", 0.5) == "#808080"


# ---- lessons and exercises -------------------------------------------------------------------


def known(colour):
    """Return a colour as a lesson may use it in the spelling of the course, None for any other."""
    colour = NAMES.get(colour, colour)
    spelled = {one.lower(): one for one in (*ALL, charts.INK, *DECORATION)}
    return spelled.get(colour.lower())


def each_notebook(*paths):
    """Return a mark: run the test once for each of the notebooks `paths`."""
    names = [path.relative_to(ROOT).with_suffix("").as_posix() for path in paths]
    return pytest.mark.parametrize("notebook", [Notebook(path) for path in paths], ids=names)


@each_notebook(*LESSONS, *STUDENT_SETS, *SOURCES)
def test_code_names_no_colour_of_its_own(notebook):
    complain(
        f"{notebook.where(number)}: {colour} is no colour of charts.PALETTE and charts.GREY"
        for number, cell in notebook.code
        for colour in named_in(cell.source)
        if not known(colour) and colour != RAMP
    )


def faults(drawn, layers):
    """Yield what is wrong with the colours of `drawn`, one of the `layers` of a chart."""
    for colour in drawn.colours:
        written = [one for one in layers if one.mark == "text" and "field" in one.text]
        if colour == RAMP and drawn.mark == "rect":
            if not any(one.text.get("type") == "quantitative" for one in written):
                yield "the squares have their numbers by colour alone: write them in (mark_text)"
        elif not known(colour):
            yield f"a {drawn.mark} in {colour}, no colour of charts.PALETTE and charts.GREY"
        elif drawn.mark == "rect" and known(colour) in DECORATION and not written:
            yield f"a square in {colour}, and no words in it"
        elif drawn.mark not in ("rect", "text"):
            ways = [on_white(known(colour), drawn.opacity)]
            if drawn.mark == "area" and known(drawn.outline or "none"):
                ways.append(known(drawn.outline))
            if (best := max(map(contrast, ways))) < SEEN:
                yield (
                    f"a {drawn.mark} in {colour} at opacity {drawn.opacity:.2f}: {best:.2f} "
                    f"against white, at least {SEEN}"
                )
    if drawn.kinds > len(drawn.colours) and drawn.mark != "rect":
        yield f"{drawn.kinds} kinds of {drawn.mark}, {len(drawn.colours)} colours"
    if drawn.outline and not known(drawn.outline):
        yield f"an outline in {drawn.outline}, no colour of charts.PALETTE and charts.GREY"


@each_notebook(*LESSONS, *STUDENT_SETS)
def test_every_mark_of_a_chart_can_be_seen(notebook):
    complain(
        f"{notebook.where(number)}: {fault}"
        for number, spec in notebook.charts()
        for layers in [list(drawn_in(spec))]
        for drawn in layers
        for fault in faults(drawn, layers)
    )


@pytest.mark.parametrize(
    ("code", "found"),
    [
        ('chart.mark_bar(color="#56B4E9")', ["#56B4E9"]),
        ('mark_rule(stroke="orange").encode(color="side")', ["orange"]),
        ('alt.Color("side").scale(domain=["red"], range=["tan", "#abc"])', ["tan", "#abc"]),
        ('kinds = {"domain": ["red"], "range": ["#888888"]}', ["#888888"]),
        ('alt.when("datum.n > 3").then(alt.value("pink"))', ["pink"]),
        ('alt.Color("n").scale(scheme="viridis")', ["viridis"]),
        ('frame[frame["kind"] == "captured"]', []),
    ],
)
def test_colours_in_code_are_found(code, found):
    assert named_in(code) == found
