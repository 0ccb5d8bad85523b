"""Weights as people and programs give them: ``need=2``. Shared by page, command and API."""

from collections.abc import Iterable, Mapping

from flask_babel import gettext as _

from hub.core.sheets import Unreadable, decimal
from hub.matching.rules.factors import Factor
from hub.matching.rules.score import DEFAULT_WEIGHTS, MOST_WEIGHT


class WeightError(ValueError):
    """A weight that cannot be used; the message says which and why."""


def weights_from(given: Iterable[str]) -> Mapping[Factor, float]:
    """The default weights with those given in place, each as ``factor=number``."""
    pairs = []
    for one in given:
        name, sign, number = one.partition("=")
        if not sign:
            raise WeightError(_("“%(given)s” is not of the form factor=number", given=one[:40]))
        pairs.append((name.strip(), number))
    return weights_of(pairs)


def weights_of(pairs: Iterable[tuple[str, str]]) -> Mapping[Factor, float]:
    """The default weights with these in place. Numbers from 0 to 10; at least one above 0."""
    weights = dict(DEFAULT_WEIGHTS)
    given: set[str] = set()
    for name, number in pairs:
        if name in given:
            raise WeightError(_("the weight of “%(name)s” is given twice", name=name[:40]))
        given.add(name)
        if name not in set(Factor):
            known = ", ".join(Factor)
            raise WeightError(
                _("“%(name)s” is no factor; factors are: %(known)s", name=name[:40], known=known)
            )
        weights[Factor(name)] = _number(name, number)
    if not any(weights.values()):
        raise WeightError(_("at least one weight must be above 0"))
    return weights


def _number(name: str, text: str) -> float:
    try:
        value = decimal(text)
    except Unreadable:
        value = None
    if value is None or not 0 <= value <= MOST_WEIGHT:
        raise WeightError(_("the weight of “%(name)s” must be a number from 0 to 10", name=name))
    return value
