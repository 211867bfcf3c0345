"""The colours of coursekit.charts: seen against white, and apart for colour-blind eyes.

Computed, with the matrices of Machado, Oliveira and Fernandes, 'A physiologically-based model for
simulation of color vision deficiency', IEEE TVCG 15(6), 2009, severity 1.0, on linear RGB.
"""

import itertools

import numpy as np
import pytest

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
# Below 3:1 against white: a mark in them needs a shape, a label or its place to be told.
LIGHT = {"#E69F00", "#56B4E9"}


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


@pytest.mark.parametrize("eyes", EYES)
@pytest.mark.parametrize("colours", [charts.PALETTE, list(charts.SIDE_COLOURS.values())])
def test_colours_stay_apart(eyes, colours):
    seen = {colour: lab(np.array(EYES[eyes]) @ linear(colour)) for colour in colours}
    for one, other in itertools.combinations(colours, 2):
        distance = np.linalg.norm(seen[one] - seen[other])
        assert distance >= APART, f"{one} and {other}: {distance:.1f} apart with {eyes}"


def test_text_passes_wcag_aa():
    for colour in (charts.INK, "#555555"):
        assert contrast(colour) >= 4.5, f"text in {colour}: {contrast(colour):.2f} against white"


def test_marks_stand_out_from_white():
    for colour in {*charts.PALETTE, *charts.SIDE_COLOURS.values()} - LIGHT:
        assert contrast(colour) >= 3, f"marks in {colour}: {contrast(colour):.2f} against white"


def test_the_numbers_are_those_of_wcag():
    assert round(contrast("#000000"), 1) == 21 and round(contrast("#767676"), 2) == 4.54
