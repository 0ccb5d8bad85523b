"""Figures in words: a value with its unit, and the sentence with its place among peers, source and year."""

from collections.abc import Mapping

from flask_babel import gettext as _
from markupsafe import Markup

from hub.core import formats
from hub.countries.labels import BARE_UNITS, UNITS
from hub.countries.queries.board import Measure, Reading, Value


def written(value: float, measure: Measure) -> str:
    """A value with its unit in the reader's language."""
    if measure.answers:
        return formats.plain(measure.answers[bool(value)])
    number = formats.large(value) if measure.amount else formats.number(value, measure.decimals)
    if measure.unit.en in BARE_UNITS:
        return number
    unit = UNITS.get(measure.unit.en)
    if unit is None:
        return f"{number} {formats.plain(measure.unit)}"
    return str(unit) % {"value": number}


def sentence(reading: Reading) -> Markup:
    """「63.2%（51か国中18位、中央値49.7%、ITU 2024年）」, the source a link; No data where there is none."""
    known = reading.known
    if known is None:
        return Markup('<span class="no-data">{}</span>').format(_("No data"))
    words: dict[str, object] = {
        "value": Markup('<b class="figure__value">{}</b>').format(written(known.value, reading.measure)),
        "source": _source(reading.measure, known),
    }
    if reading.place is None or reading.peers is None:
        return _filled(_("%(value)s (not ranked; %(source)s)"), words)
    words |= {"rank": rank_words(reading.place.rank, tied=reading.place.tied), "count": reading.place.count}
    if reading.measure.answers:
        words["sharing"] = reading.peers.sharing(known.value)
        return _filled(_("%(value)s (as in %(sharing)s of %(count)s countries; %(source)s)"), words)
    words["median"] = written(reading.peers.median, reading.measure)
    pattern = _("%(value)s (place %(rank)s of %(count)s countries, median %(median)s; %(source)s)")
    if reading.place.lowest_first:
        pattern = _(
            "%(value)s (place %(rank)s of %(count)s countries from the lowest, median %(median)s; %(source)s)"
        )
    return _filled(pattern, words)


def place_words(reading: Reading) -> str:
    """Only value and place, for where the source stands nearby already."""
    known = reading.known
    if known is None:
        return str(_("No data"))
    value = written(known.value, reading.measure)
    if reading.place is None or reading.measure.answers:
        return value
    pattern = _("%(value)s, place %(rank)s of %(count)s")
    if reading.place.lowest_first:
        pattern = _("%(value)s, place %(rank)s of %(count)s from the lowest")
    rank = rank_words(reading.place.rank, tied=reading.place.tied)
    return str(pattern) % {"value": value, "rank": rank, "count": reading.place.count}


def rank_words(rank: int, *, tied: bool) -> str:
    """The number of a place, and whether others share it."""
    return str(_("%(rank)s (tied)", rank=rank)) if tied else str(rank)


def _source(measure: Measure, known: Value) -> Markup:
    name = formats.words(known.source.short)
    address = measure.url or known.source.url
    link = Markup('<a href="{}" rel="noopener nofollow">{}</a>').format(address, name) if address else name
    if known.year is None:
        return _filled(_("%(source)s, year not stated"), {"source": link})
    return _filled(_("%(source)s, %(year)s"), {"source": link, "year": known.year})


def _filled(pattern: str, words: Mapping[str, object]) -> Markup:
    """A sentence of the catalogue with its places filled; words are escaped, markup is kept."""
    return Markup(pattern) % words  # noqa: S704  # the pattern is our own sentence, never a reader's words
