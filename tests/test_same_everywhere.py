"""The lessons say the same in every time zone, and on a machine without fonts."""

import os
import shutil
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent

DRAW = """
import hashlib, sys
import altair as alt, pandas as pd
from coursekit import charts
frame = pd.DataFrame({
    "day": pd.to_datetime(["2021-02-01", "2021-09-06", "2023-11-05"]), "text": ["1 Feb", "b", "c"],
    "n": [1, 20, 300], "who": ["People's Embrace, a wide label", "NUG", "WWWW"]})
chart = alt.Chart(frame, title="A title to measure").mark_point().encode(
    x=alt.X("day:T").title("Day"), y=alt.Y("who:N").title("Who"), tooltip=["day:T", "n:Q"],
    detail=alt.Detail("yearmonth(day):T"))
spec = chart.to_dict()
if len(sys.argv) > 1:
    spec["config"] = {"font": sys.argv[1]}
else:
    charts.on()
    spec = chart.to_dict()
svg = charts.bundle(spec)["image/svg+xml"]
assert "Feb 01, 2021" in svg, svg
print(hashlib.sha256(svg.encode()).hexdigest())
"""


@cache
def draw(*words, before=(), TZ="UTC"):
    """Draw one chart in a process of its own; return the digest of its picture."""
    done = subprocess.run(
        [*before, sys.executable, "-c", DRAW, *words],
        text=True,
        cwd=ROOT,
        capture_output=True,
        env={**os.environ, "TZ": TZ},
    )
    assert done.returncode == 0, done.stderr[-1500:]
    return done.stdout


@pytest.mark.parametrize("zone", ["America/New_York", "Asia/Yangon"])
def test_a_chart_is_the_same_in_every_time_zone(zone):
    assert draw(TZ=zone) == draw()


def test_the_lessons_are_the_same_in_every_time_zone():
    zones = ["America/New_York", "Asia/Yangon"]  # side by side: a lesson takes its time
    runs = [
        subprocess.Popen(
            [sys.executable, "-m", "pytest", "--color=no", "notebooks"],
            stdout=subprocess.PIPE,
            text=True,
            cwd=ROOT,
            env={**os.environ, "TZ": zone},
        )
        for zone in zones
    ]
    for zone, run in zip(zones, runs, strict=True):
        said, _ = run.communicate()
        assert run.returncode == 0, f"in {zone}:\n{said[-3000:]}"


FONTS = ["/usr/share/fonts", "/usr/local/share/fonts"]


def test_a_chart_is_the_same_without_system_fonts():
    hide = " && ".join(f"mount -t tmpfs none {folder}" for folder in FONTS if Path(folder).is_dir())
    hidden = ("unshare", "-m", "sh", "-c", f'{hide or "true"} && exec "$@"', "hidden")
    if os.environ.get("CI") != "true" and (
        not shutil.which("unshare") or subprocess.call([*hidden, "true"], stderr=subprocess.DEVNULL)
    ):
        pytest.skip("fonts can be hidden only on Linux, as root")
    assert draw(before=hidden) == draw()
    # The trial itself is put to the test: a font of this machine must be gone in there.
    listed = subprocess.run(["find", *FONTS, "-name", "DejaVuSans.ttf"], capture_output=True)
    if listed.stdout:
        assert draw("DejaVu Sans", before=hidden) != draw("DejaVu Sans"), "the fonts are not hidden"


def test_the_theme_names_no_font():
    from coursekit import charts

    assert "font" not in str(charts.theme()).lower().replace("fontsize", "").replace(
        "fontweight", ""
    ), "a machine may lack the font, and the chart would be another"
