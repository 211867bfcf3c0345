"""How well a matter is established: the rule of data/README.md, case by case."""

import pandas as pd
import pytest

from coursekit import support

ACTORS = pd.DataFrame(
    {
        "actor": ["NUG", "Embrace", "KNU", "Junta", "India", "Paper", "Army"],
        "side": ["resistance", "resistance", "ero", "junta", "host_state", "media", "junta"],
        "depends_on": [None, "NUG", None, None, None, None, "Junta"],
    }
)
SOURCES = pd.DataFrame({"source": ["S1", "S2"], "publisher": ["One", "Two"]})
MATTERS = pd.DataFrame({"matter": ["m"], "hurts": ["junta"]})
SIDE = ACTORS.set_index("actor")["side"]


def say(claimant, low, high="same", qualifier="exact", day="2023-01-01", source="S1", **more):
    """Return one statement, with sensible defaults."""
    row = {
        "matter": "m", "claimant": claimant, "side": SIDE[claimant], "low": low,
        "high": low if high == "same" else high, "qualifier": qualifier, "date_from": day,
        "date_to": day, "source": source, "population": "soldiers", "unit": "persons",
        "measure": "running_total", "place": "Myanmar", "relies_on": None, "basis": "not_said",
    }  # fmt: skip
    return {**row, **more}


def judge(*statements):
    """Grade a matter with these statements."""
    figures = pd.DataFrame(list(statements))
    figures.insert(0, "figure", [f"F{i:03}" for i in range(1, len(figures) + 1)])
    return support.support(figures, MATTERS, ACTORS, SOURCES).iloc[0]


def test_one_voice_is_a_single_claimant():
    assert judge(say("NUG", 100))["support"] == "single claimant"


def test_many_papers_with_one_origin_are_an_echo():
    graded = judge(say("NUG", 100), say("NUG", 100, source="S2"))
    assert (graded["support"], graded["support_by"]) == ("echoed", "F001 F002")


def test_a_group_that_shares_numbers_is_no_second_voice():
    assert judge(say("NUG", 100), say("Embrace", 100, source="S2"))["support"] == "echoed"


def test_who_passes_a_number_on_is_no_second_voice():
    graded = judge(say("NUG", 100), say("Paper", 100, source="S2", relies_on="NUG"))
    assert (graded["support"], graded["origins"]) == ("echoed", 1)


def test_a_paper_that_names_nobody_is_no_second_voice():
    graded = judge(say("NUG", 100), say("Paper", 100, source="S2"))
    assert (graded["support"], graded["origins"]) == ("echoed", 1)
    assert not judge(say("NUG", 100), say("Paper", 300, source="S2"))["contested"]


def test_a_paper_that_counted_is_one():
    graded = judge(say("NUG", 100), say("Paper", 100, source="S2", basis="compiled"))
    assert (graded["support"], graded["origins"]) == ("corroborated", 2)


def test_one_paper_twice_is_no_echo():
    assert judge(say("NUG", 100), say("NUG", 100))["support"] == "single claimant"


def test_two_origins_that_agree_corroborate():
    assert judge(say("NUG", 100), say("KNU", 105, qualifier="about"))["support"] == "corroborated"


@pytest.mark.parametrize(("floor", "grade"), [(90, "corroborated"), (70, "compatible")])
def test_a_far_floor_is_only_compatible(floor, grade):
    assert judge(say("NUG", 100), say("KNU", floor, None, "more_than"))["support"] == grade


def test_a_far_ceiling_is_only_compatible():
    assert judge(say("NUG", 100), say("KNU", None, 200, "up_to"))["support"] == "compatible"


def test_two_far_floors_are_only_compatible():
    graded = judge(say("NUG", 100, None, "at_least"), say("KNU", 300, None, "at_least"))
    assert (graded["support"], graded["contested"]) == ("compatible", False)


def test_a_head_count_by_a_host_state_is_counted():
    assert judge(say("India", 45, basis="head_count"))["support"] == "counted"


def test_a_partys_own_head_count_is_not():
    assert judge(say("NUG", 45, basis="head_count"))["support"] == "single claimant"


def test_origins_that_disagree_contest():
    graded = judge(say("NUG", 100), say("KNU", 200))
    assert (graded["support"], graded["contested"], graded["contested_by"]) == (
        "single claimant", True, "F001 F002",
    )  # fmt: skip


def test_a_running_total_that_grew_is_no_disagreement():
    assert not judge(say("NUG", 100), say("KNU", 200, day="2023-01-20"))["contested"]
    assert judge(say("NUG", 200), say("KNU", 100, day="2023-01-20"))["contested"]


def test_a_stock_that_grew_on_one_day_is_one():
    assert judge(say("NUG", 100, measure="stock"), say("KNU", 200, measure="stock"))["contested"]


def test_one_origin_that_changes_its_mind_does_not_contest():
    assert not judge(say("NUG", 100), say("NUG", 200, source="S2"))["contested"]


def test_the_side_that_it_hurts_concedes():
    graded = judge(say("KNU", 100), say("Army", 100))
    assert (graded["conceded"], graded["conceded_by"]) == (True, "F001 F002")


def test_the_side_that_it_hurts_denies():
    graded = judge(say("KNU", 100), say("Army", 10))
    assert (graded["conceded"], graded["contested"]) == (False, True)


def test_others_do_not_concede():
    assert not judge(say("KNU", 100), say("India", 100))["conceded"]


@pytest.mark.parametrize(("day", "grade"), [("2023-02-01", True), ("2023-02-02", False)])
def test_running_totals_are_compared_within_a_month(day, grade):
    assert (judge(say("NUG", 100), say("KNU", 100, day=day))["support"] == "corroborated") == grade


def test_events_must_overlap():
    near = {"measure": "one_event", "day": "2023-01-02"}
    graded = judge(say("NUG", 100, measure="one_event"), say("KNU", 100, **near))
    assert graded["support"] == "single claimant"


@pytest.mark.parametrize(
    "other", [{"population": "police"}, {"unit": "families"}, {"measure": "stock"}, {"place": "X"}]
)
def test_only_the_same_people_are_compared(other):
    graded = judge(say("NUG", 100), say("KNU", 300, **other))
    assert (graded["support"], graded["contested"]) == ("single claimant", False)


def test_a_circle_of_dependence_ends():
    assert support.root("a", {"a": "b", "b": "a"}) in ("a", "b")
