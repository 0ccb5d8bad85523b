"""Places among peers, strips and likeness: plain numbers in, plain numbers out."""

import numpy as np
import pytest

from hub.core.bilingual import Bilingual, Language
from hub.countries import rules
from hub.countries.rules import FEWEST_IN_COMMON, Place, peers, percentiles, place, similarities, strip


def test_nobody_has_peers_where_nothing_is_known() -> None:
    assert peers([]) is None


@pytest.mark.parametrize(
    ("values", "median"), [([3.0], 3.0), ([4.0, 1.0, 3.0], 3.0), ([1.0, 2.0, 3.0, 10.0], 2.5)]
)
def test_the_median_of_the_peers(values: list[float], median: float) -> None:
    found = peers(values)
    assert found is not None
    assert (found.values, found.median, found.count) == (tuple(sorted(values)), median, len(values))


@pytest.mark.parametrize(
    ("value", "lowest_first", "rank", "percentile"),
    [
        (9.0, False, 1, 0.9),
        (1.0, False, 5, 0.1),
        # The two fives share second place and the middle; nobody is third.
        (5.0, False, 2, 0.6),
        (2.0, False, 4, 0.3),
        (1.0, True, 1, 0.1),
        (5.0, True, 3, 0.6),
        (9.0, True, 5, 0.9),
    ],
)
def test_a_place_counts_ties_together_from_the_end_that_is_good(
    value: float, lowest_first: bool, rank: int, percentile: float
) -> None:
    among = peers([1.0, 2.0, 5.0, 5.0, 9.0])
    assert among is not None
    found = place(value, among, lowest_first=lowest_first)
    assert found == Place(rank, 5, pytest.approx(percentile), lowest_first, tied=value == 5.0)


def test_how_many_share_a_value() -> None:
    among = peers([0.0, 1.0, 1.0, 1.0])
    assert among is not None
    assert [among.sharing(value) for value in (0.0, 1.0, 2.0)] == [1, 3, 0]


def test_a_strip_runs_from_the_lowest_to_the_highest_and_marks_equal_values_once() -> None:
    among = peers([0.0, 5.0, 5.0, 10.0])
    assert among is not None
    drawn = strip(among)
    assert [drawn.at(value) for value in (0.0, 5.0, 10.0)] == [6, 120, 234]
    assert drawn.path == "M6 6v8M120 6v8M234 6v8"
    assert drawn.median == 120


def test_amounts_stand_on_a_logarithmic_scale_unless_one_is_nothing() -> None:
    among, with_nothing = peers([1.0, 100.0, 10_000.0]), peers([0.0, 100.0, 10_000.0])
    assert among is not None
    assert with_nothing is not None
    assert strip(among, logarithmic=True).at(100.0) == 120
    assert strip(among, logarithmic=False).at(100.0) == 8
    assert not strip(with_nothing, logarithmic=True).logarithmic


def test_a_single_peer_stands_in_the_middle_of_its_strip() -> None:
    alone = peers([7.0])
    assert alone is not None
    assert strip(alone).at(7.0) == 120


def test_percentiles_leave_unknown_values_unknown_and_count_ties_half() -> None:
    values = np.array([[1.0], [3.0], [3.0], [np.nan]])
    found = percentiles(values, np.array([True, True, True, True]))
    assert found[:, 0] == pytest.approx([1 / 6, 2 / 3, 2 / 3, np.nan], nan_ok=True)


def test_an_organisation_is_placed_among_countries_and_is_no_peer_itself() -> None:
    values = np.array([[1.0], [2.0], [1000.0]])
    found = percentiles(values, np.array([True, True, False]))
    assert found[:, 0] == pytest.approx([0.25, 0.75, 1.0])


def test_an_indicator_nobody_has_stays_unknown() -> None:
    found = percentiles(np.full((2, 1), np.nan), np.array([True, True]))
    assert np.isnan(found).all()


def test_alike_is_one_less_the_mean_distance_of_the_places_known_of_both() -> None:
    many = FEWEST_IN_COMMON
    table = np.array([[0.2] * many + [np.nan], [0.7] * many + [0.1], [0.2] * many + [0.9]])
    alike = similarities(table)
    assert alike[0] == pytest.approx([1.0, 0.5, 1.0])
    assert alike == pytest.approx(alike.T)


def test_with_too_little_in_common_two_countries_are_not_called_alike() -> None:
    few = FEWEST_IN_COMMON - 1
    alike = similarities(np.array([[0.5] * few + [np.nan] * 5, [0.5] * few + [0.5] * 5]))
    assert alike.tolist() == [[1.0, 0.0], [0.0, 1.0]]


@pytest.mark.parametrize(
    ("ja", "aliases", "language", "expected"),
    [
        ("英国", "イギリス;連合王国", Language.JA, "イギリス"),
        ("ケニア", "ケニヤ", Language.JA, "ケニア"),
        ("某国", "", Language.JA, "某国"),
        ("英国", "イギリス", Language.EN, "united kingdom"),
    ],
)
def test_countries_are_sorted_by_how_their_names_sound(
    ja: str, aliases: str, language: Language, expected: str
) -> None:
    assert rules.in_order(Bilingual(ja, "United Kingdom"), Bilingual(aliases, ""), language) == expected


def test_a_source_is_named_without_the_repository_it_was_read_from() -> None:
    name = Bilingual("世界銀行「WDI」(undp/compass収録)", "World Bank, WDI (read from undp/compass)")
    assert rules.publisher(name) == Bilingual("世界銀行「WDI」", "World Bank, WDI")
    other = Bilingual("人間開発報告(小数2桁)", "Human Development Report (two decimals)")
    assert rules.publisher(other) == other
