"""How strongly figures speak for a need, and how a description begins."""

from dataclasses import dataclass

import pytest

from hub.core.bilingual import Bilingual
from hub.technologies.rules import Level, Need, need, opening, speaks


@dataclass(frozen=True)
class Factor:
    indicator: str
    high: bool = True
    weight: float = 1.0


@pytest.mark.parametrize(
    ("high", "share", "expected"),
    [(True, 0.8, 0.8), (False, 0.8, 0.2), (True, None, None), (False, None, None)],
)
def test_a_figure_speaks_by_the_end_that_counts(
    high: bool, share: float | None, expected: float | None
) -> None:
    known = {} if share is None else {"coast": share}
    found = speaks(Factor("coast", high=high), known)
    assert found == (None if expected is None else pytest.approx(expected))


def test_a_need_is_the_weighted_mean_of_what_speaks() -> None:
    found = need([Factor("a", weight=3), Factor("b", high=False)], {"a": 0.8, "b": 0.4})
    assert (found.value, found.low, found.high) == pytest.approx((0.75, 0.75, 0.75))
    assert found.level is Level.HIGH


def test_an_unknown_figure_opens_a_band_around_the_middle() -> None:
    found = need([Factor("a"), Factor("b")], {"a": 0.6})
    assert (found.low, found.value, found.high) == pytest.approx((0.3, 0.55, 0.8))
    # Taking the fact away widens the band and never drops the need.
    assert need([Factor("a"), Factor("b")], {}) == Need(0.5, 0.0, 1.0, Level.UNKNOWN)


def test_without_factors_nothing_is_known() -> None:
    assert need([], {"a": 1.0}).level is Level.UNKNOWN


@pytest.mark.parametrize(
    ("share", "level"), [(0.6, Level.HIGH), (0.59, Level.MEDIUM), (0.4, Level.MEDIUM), (0.39, Level.LOW)]
)
def test_levels_begin_where_they_say(share: float, level: Level) -> None:
    assert need([Factor("a")], {"a": share}).level is level


def test_a_description_opens_with_its_first_sentence() -> None:
    text = Bilingual("一つ目。二つ目。", "For e.g. this and 5G. Then the rest. And more.")
    assert opening(text) == (
        Bilingual("一つ目。", "For e.g. this and 5G."),
        Bilingual("二つ目。", "Then the rest. And more."),
    )
    assert opening(Bilingual("一つ", "One")) == (Bilingual("一つ", "One"), Bilingual())
