"""Reading technologies: the catalogue with its factors, and what a country's figures say it needs."""

from hub.technologies.queries.catalogue import (
    Entry,
    FactorLine,
    Factors,
    Words,
    by_code,
    directory,
    factors_of,
    names,
    synonyms_of,
)
from hub.technologies.queries.needs import NeedFactor, NeedReason, TechnologyNeed, needs

__all__ = [
    "Entry",
    "FactorLine",
    "Factors",
    "NeedFactor",
    "NeedReason",
    "TechnologyNeed",
    "Words",
    "by_code",
    "directory",
    "factors_of",
    "names",
    "needs",
    "synonyms_of",
]
