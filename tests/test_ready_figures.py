"""Other people's figures: the answers that their tables must give, each computed from the rows."""

from pathlib import Path

import pandas as pd
import pytest

DATA = Path(__file__).resolve().parent.parent / "data"


@pytest.fixture(scope="module")
def tables():
    """Return name -> DataFrame of the tables that come from other projects."""
    prefixes = ("ucdp", "unhcr", "worldbank", "cline", "coups", "navco", "tile")
    return {p.stem: pd.read_csv(p) for p in DATA.glob("*.csv") if p.stem.startswith(prefixes)}


def test_the_month_with_most_deaths_in_state_based_violence(tables):
    rows = tables["ucdp_monthly"]
    since = rows[(rows["type_of_violence"] == 1) & (rows["month"] >= "2021-02")]
    deaths = since.groupby("month")["best"].sum().sort_values(ascending=False)
    assert deaths.head(3).to_dict() == {"2023-11": 482, "2023-04": 324, "2022-10": 286}


def test_the_war_moved_to_regions_that_had_none(tables):
    rows = tables["ucdp_monthly"]
    rows = rows[rows["adm1"] != "unknown"]
    states = ["Chin", "Kachin", "Kayah", "Kayin", "Mon", "Rakhine", "Shan"]
    before, after = rows[rows["month"] < "2021"], rows[rows["month"] >= "2021-02"]
    assert before["best"].sum() == 4_132
    assert before[~before["adm1"].isin(states)]["best"].sum() == 2
    share = after[~after["adm1"].isin(states)]["best"].sum() / after["best"].sum()
    assert round(100 * share, 1) == 62.1


def test_events_whose_best_estimate_is_nought(tables):
    rows = tables["ucdp_quarter_opponent"]
    assert (rows["events_best_zero"].sum(), rows["events"].sum()) == (1_736, 4_488)
    assert rows[["low", "best", "high"]].sum().to_list() == [7_194, 7_666, 27_878]


def test_ucdp_tables_agree(tables):
    """The three tables count the same events, whatever they are sorted by."""
    monthly, dyads = tables["ucdp_monthly"], tables["ucdp_dyad_year"]
    assert monthly["events"].sum() == dyads["events"].sum() == 5_124
    assert monthly["best"].sum() == dyads["deaths_best"].sum() == 11_863
    since = monthly[monthly["month"] >= "2021-02"]
    assert since["best"].sum() == tables["ucdp_quarter_opponent"]["best"].sum()


def test_state_based_events_outnumber_one_sided_from_may_2021(tables):
    rows = tables["ucdp_monthly"]
    events = rows.groupby(["month", "type_of_violence"])["events"].sum().unstack(fill_value=0)
    assert events.loc["2021-03", [1, 3]].to_list() == [7, 108]
    assert events.loc["2021-04", [1, 3]].to_list() == [27, 28]
    assert events.loc["2021-05", [1, 3]].to_list() == [55, 17]


def test_displacement(tables):
    rows = tables["unhcr_displacement"].set_index("year")
    assert rows.loc[[2020, 2024], "idps_unhcr"].to_list() == [370_320, 3_513_867]
    assert rows.loc[[2020, 2024], "refugees_abroad"].to_list() == [1_103_245, 1_322_503]
    assert rows.loc[2010, ["idps_unhcr", "idps_idmc"]].to_list() == [62_015, 446_000]


def test_hosts(tables):
    hosts = tables["unhcr_hosts"]
    latest = hosts[hosts["year"] == 2025]
    assert latest.nlargest(1, "refugees")[["country_of_asylum", "refugees"]].values.tolist() == [
        ["Bangladesh", 1_178_003]
    ]
    assert latest["refugees"].sum() == 1_524_378
    india = hosts[hosts["country_of_asylum"] == "India"].set_index("year")["refugees"]
    assert india.loc[[2020, 2025]].to_list() == [19_398, 76_784]


def test_gross_domestic_product(tables):
    gdp = tables["worldbank_gdp"].set_index("year")["gdp_current_usd"]
    assert round(100 * (gdp[2021] / gdp[2020] - 1), 1) == -16.0
    assert gdp.idxmax() == 2020 and round(100 * (gdp[2023] / gdp[2020] - 1), 1) == -18.0


def test_coups(tables):
    world = tables["cline_coups_yearly"]
    coups = world[world["event_type"] == "coup"].set_index("year")["events"]
    assert coups[2021] == 6 and coups.max() == coups[1979] == 18
    assert coups[(coups.index >= 1960) & (coups.index < 1970)].sum() == 98
    assert coups[coups.index >= 2020].sum() == 11
    assert len(tables["cline_coups_myanmar"]) == 8
    assert tables["cline_coups_myanmar"]["realized"].sum() == 6


def test_three_lists_of_coups(tables):
    rows = tables["coups_three_lists"].set_index("date")
    listed = rows[~rows.isin(["not listed", "outside coverage"]).any(axis=1)]
    assert listed.index.to_list() == ["1958-09-26", "1962-03-02", "1988-09-18"]


def test_success_with_and_without_defection(tables):
    rows = tables["navco_defection_by_goal"]
    sums = rows.groupby(["method", "security_force_defection"])[["campaigns", "success"]].sum()
    assert sums.loc[("nonviolent", 1)].to_list() == [52, 40]
    assert sums.loc[("nonviolent", 0)].to_list() == [117, 54]
    assert sums.loc[("violent", 1)].to_list() == [54, 19]
    assert sums.loc[("violent", 0)].to_list() == [166, 37]


def test_navco_tables_agree(tables):
    total = tables["navco_defection_by_goal"]["campaigns"].sum()
    assert total == tables["navco_defection_by_decade"]["campaigns"].sum() == 389
    assert tables["navco_campaigns_by_decade"]["campaigns"].sum() == 622


def test_the_tile_grid_has_every_unit_once(tables):
    grid = tables["tile_grid"]
    assert len(grid) == 15 and not grid.duplicated(["row", "col"]).any()
    known = set(tables["ucdp_monthly"]["adm1"]) - {"unknown"}
    assert set(grid["adm1"]) == known, set(grid["adm1"]) ^ known
