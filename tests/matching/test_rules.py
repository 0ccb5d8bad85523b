"""What a fit is made of, on small worlds."""

from dataclasses import replace

import numpy as np
import pytest

from hub.matching.rules import evaluation
from hub.matching.rules.factors import Cube, Factor, cube
from hub.matching.rules.facts import Facts
from hub.matching.rules.percentiles import mid_rank, proximity, standing
from hub.matching.rules.score import DEFAULT_WEIGHTS, scores, specific, steadiness
from tests.matching.facts import country, deployment, factor, presence, tool, world

FIGURES = {
    ("AAA", "doctors"): 1.0,
    ("BBB", "doctors"): 5.0,
    ("CCC", "doctors"): 9.0,
    ("AAA", "power"): 40.0,
    ("BBB", "power"): 90.0,
    ("CCC", "power"): 90.0,
}
FACTORS = (
    factor("clinic", "doctors", "need", high=False),
    factor("clinic", "power", "readiness"),
)


def value(made: Cube, name: Factor, code: str, technology: str) -> float:
    facts = made.facts
    row, column = facts.country_index[code], facts.technology_index[technology]
    return float(made.value[list(Factor).index(name), row, column])


def only(name: Factor) -> dict[Factor, float]:
    return {factor: 1.0 if factor is name else 0.0 for factor in Factor}


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([1.0, 2.0, 3.0], [1 / 6, 3 / 6, 5 / 6]),
        ([7.0, 7.0], [0.5, 0.5]),
        ([1.0, np.nan, 2.0], [0.25, np.nan, 0.75]),
    ],
)
def test_ties_share_a_place_and_unknown_stays_unknown(values: list[float], expected: list[float]) -> None:
    assert mid_rank(np.array(values)) == pytest.approx(expected, nan_ok=True)


def test_no_evidence_has_no_standing_however_few_have_any() -> None:
    assert standing(np.array([0.0, 0.0, 3.0])).tolist() == pytest.approx([0.0, 0.0, 5 / 6])


def test_relatedness_is_the_smaller_conditional_probability() -> None:
    adopted = np.array([[1.0, 1.0, 0.0], [1.0, 0.0, 0.0], [1.0, 1.0, 1.0]])
    related = proximity(adopted)
    assert related[0, 1] == pytest.approx(2 / 3)
    assert related[1, 2] == pytest.approx(1 / 2)
    assert np.allclose(related, related.T)
    assert related.diagonal().tolist() == [0.0, 0.0, 0.0]


def test_few_doctors_speak_for_the_need_and_electricity_for_readiness() -> None:
    made = cube(world(figures=FIGURES, factors=FACTORS))
    assert value(made, Factor.NEED, "AAA", "clinic") > value(made, Factor.NEED, "CCC", "clinic")
    assert value(made, Factor.READINESS, "AAA", "clinic") < value(made, Factor.READINESS, "CCC", "clinic")


def test_contributions_add_up_to_the_score_exactly() -> None:
    made = cube(world(figures=FIGURES, factors=FACTORS, tools=(tool("T1"), tool("T2", countries="?"))))
    scored = scores(made, [1], DEFAULT_WEIGHTS)
    for place in range(3):
        assert round(float(scored.contributions[:, place].sum()), 2) == float(scored.score[place])


def test_a_known_world_has_no_band_and_an_unknown_fact_opens_one() -> None:
    whole = world(
        figures=FIGURES, factors=(factor("clinic", "doctors", "need"), factor("clinic", "power", "readiness"))
    )
    known = scores(cube(whole), [1], DEFAULT_WEIGHTS)
    assert np.allclose(known.low, known.high, atol=0.02)
    fewer = {key: figure for key, figure in whole.figures.items() if key != ("BBB", "doctors")}
    opened = scores(cube(replace(whole, figures=fewer)), [1], DEFAULT_WEIGHTS)
    row = whole.country_index["BBB"]
    assert opened.high[row] - opened.low[row] > known.high[row] - known.low[row] + 1
    assert len(opened.order) == len(known.order) == 3


def test_a_country_without_any_fact_still_has_its_place() -> None:
    facts = world(
        countries=(country("AAA"), country("BBB"), country("ZZZ")), figures=FIGURES_WITHOUT_C, factors=FACTORS
    )
    scored = scores(cube(facts), [1], only(Factor.NEED))
    row = facts.country_index["ZZZ"]
    assert (scored.low[row], scored.score[row], scored.high[row]) == (0.0, 50.0, 100.0)


FIGURES_WITHOUT_C = {key: figure for key, figure in FIGURES.items() if key[0] != "CCC"}


def test_what_runs_proves_more_than_what_was_talked_about() -> None:
    made = cube(
        world(
            deployments=(
                deployment("D1", "cable", "AAA", "operation"),
                deployment("D2", "cable", "BBB", "mou"),
            )
        )
    )
    here = [value(made, Factor.EVIDENCE, code, "cable") for code in ("AAA", "BBB", "CCC")]
    assert here[0] > here[1] > here[2] > 0  # CCC has only its neighbours


def test_a_neighbour_counts_for_more_than_a_far_country() -> None:
    countries = (country("AAA", "asia"), country("BBB", "asia"), country("CCC", "europe"))
    made = cube(world(countries=countries, deployments=(deployment("D1", "cable", "AAA"),)))
    assert value(made, Factor.EVIDENCE, "BBB", "cable") > value(made, Factor.EVIDENCE, "CCC", "cable")


def test_a_memorandum_weighs_more_in_the_relation_than_one_more_activity() -> None:
    told = (deployment("D1", "cable", "AAA", "mou"), deployment("D2", "cable", "BBB", "pilot"))
    made = cube(world(deployments=told))
    assert value(made, Factor.RELATION, "AAA", "clinic") > value(made, Factor.RELATION, "BBB", "clinic")
    assert value(made, Factor.RELATION, "CCC", "clinic") == 0


def test_a_tool_whose_countries_are_not_said_is_neither_counted_nor_dropped() -> None:
    made = cube(world(tools=(tool("T1"), tool("T2", countries="?"))))
    row = list(Factor).index(Factor.SUPPORT)
    assert (made.low[row, 0, 0], made.value[row, 0, 0], made.high[row, 0, 0]) == (0.5, 0.75, 1.0)


def test_a_tool_for_another_technology_does_not_count() -> None:
    made = cube(
        world(tools=(tool("T1", technologies="clinic"), tool("T2", technologies="cable", countries="BBB")))
    )
    assert value(made, Factor.SUPPORT, "AAA", "clinic") == 1
    assert value(made, Factor.SUPPORT, "AAA", "cable") == 0


def test_members_with_experience_count_for_more_than_members_with_plans() -> None:
    made = cube(world(presence=(presence("cable", "AAA"), presence("cable", "BBB", "future"))))
    found = [value(made, Factor.MEMBERS, code, "cable") for code in ("AAA", "BBB", "CCC")]
    assert found[0] > found[1] > found[2] == 0


def test_a_weight_of_nothing_takes_a_factor_out() -> None:
    made = cube(world(figures=FIGURES, factors=FACTORS))
    need = scores(made, [1], only(Factor.NEED))
    assert [made.facts.countries[place].code for place in need.order] == ["AAA", "BBB", "CCC"]
    assert need.contributions[1:].sum() == 0


def test_several_technologies_give_the_mean_of_their_scores() -> None:
    made = cube(world(presence=(presence("cable", "AAA"),)))
    alone = scores(made, [0], only(Factor.MEMBERS)).score[0]
    together = scores(made, [0, 1], only(Factor.MEMBERS)).score[0]
    assert together == pytest.approx(alone / 2, abs=0.01)


def test_what_suits_a_country_in_particular_is_not_what_suits_every_country() -> None:
    told = (
        deployment("D1", "cable", "AAA"),
        deployment("D2", "cable", "BBB"),
        deployment("D3", "clinic", "CCC"),
    )
    made = cube(world(deployments=told))
    _, own = specific(made, DEFAULT_WEIGHTS)
    assert own[2, 1] > own[2, 0]
    assert np.allclose(own.mean(axis=0), 0) and np.allclose(own.mean(axis=1), 0)


def test_steadiness_is_a_share_and_the_same_every_time() -> None:
    made = cube(world(figures=FIGURES, factors=FACTORS))
    first, second = steadiness(made, [1], best=1), steadiness(made, [1], best=1)
    assert first.tolist() == second.tolist()
    assert first.sum() == pytest.approx(1)


class TestEvaluation:
    def facts(self) -> Facts:
        countries = tuple(country(f"C{number:02}") for number in range(14))
        told = (
            deployment("D1", "cable", "C00", event="one"),
            deployment("D2", "cable", "C01", event="one"),
            deployment("D3", "clinic", "C00", "mou", names=frozenset({"cable"})),
            deployment("D4", "cable", "C02"),
        )
        return world(countries=countries, deployments=told, presence=(presence("cable", "C05"),))

    def test_everything_that_tells_the_fact_is_hidden(self) -> None:
        case = evaluation.cases(self.facts())[0]
        left = {one.id: one for one in case.facts.deployments}
        assert set(left) == {"D3", "D4"}  # the row and its event in the other country are gone
        assert "cable" not in left["D3"].names  # and so is the sentence that names it
        assert case.facts.presence == ()  # sample members have no say

    def test_known_countries_are_no_candidates_and_the_hidden_one_is(self) -> None:
        facts = self.facts()
        case = evaluation.cases(facts)[0]
        codes = {facts.countries[place].code for place in case.candidates}
        assert "C00" in codes
        assert not codes & {"C01", "C02"}

    def test_equal_scores_share_their_places(self) -> None:
        questions = evaluation.cases(self.facts())[:1]
        result = evaluation.evaluate("chance", questions, evaluation.chance)
        assert result.recall == pytest.approx(10 / 12)

    def test_the_right_answer_first_scores_one_and_last_scores_nothing(self) -> None:
        questions = evaluation.cases(self.facts())[:1]
        right = np.arange(14.0)[::-1]
        assert evaluation.evaluate("best", questions, lambda case: right).ndcg == pytest.approx(1)
        assert evaluation.evaluate("worst", questions, lambda case: -right).ndcg == 0

    def test_the_engine_does_not_see_what_is_hidden(self) -> None:
        facts = self.facts()
        case = evaluation.cases(facts)[0]
        scorer = evaluation.engine(evaluation.whole_cube(facts), DEFAULT_WEIGHTS)
        open_case = evaluation.unmasked(case, facts)
        assert scorer(case)[case.country] < scorer(open_case)[case.country]

    def test_bm25_prefers_the_rarer_word_and_the_shorter_text(self) -> None:
        found = evaluation.bm25([["a", "b"], ["a", "c", "c", "c"], ["d"]], {"a"})
        assert found[0] > found[1] > found[2] == 0
