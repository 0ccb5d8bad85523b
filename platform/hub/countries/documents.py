"""Search documents of countries: the text of every section of a chart, other rooms' parts included.

Like a page, this file may read from every room, and nobody imports it. Left out are lists that would make
every chart answer to everything: countries with similar figures, tools that are open to all.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence

from flask_babel import force_locale
from sqlalchemy import select

from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.core.documents import Part, SearchDocument
from hub.countries import labels
from hub.countries.models import Country, DacCategory, IncomeGroup, Section
from hub.countries.neighbours import name_of
from hub.countries.queries import charts
from hub.countries.queries.board import Measure, Reading, Value
from hub.countries.queries.charts import Chart
from hub.deployments import queries as deployments
from hub.deployments.queries import Told
from hub.deployments.rules import counterparts, relations, sentence
from hub.support_tools import queries as support_tools
from hub.support_tools.rules import CountryFacts
from hub.technologies import queries as technologies
from hub.technologies.rules import Level

KIND = "chart"


def documents(records: Collection[str] | None) -> Iterator[SearchDocument]:
    """The documents of these countries, by their codes; of all if None."""
    asked = select(Country.code).order_by(Country.code)
    if records is not None:
        asked = asked.where(Country.code.in_(records))
    codes = db.session.scalars(asked).all()
    told = deployments.in_countries(codes)
    for code in codes:
        chart = charts.chart(code)
        if chart is not None:
            yield _document(chart, told[code])


def _document(chart: Chart, told: Sequence[Told]) -> SearchDocument:
    country = chart.country
    return SearchDocument(
        kind=KIND,
        record=country.code,
        id=country.code,
        title=country.name,
        endpoint="countries.chart",
        values={"code": country.code},
        names=_names(country),
        parts=tuple(part for part in _parts(chart, told) if part.text),
        technologies=tuple(dict.fromkeys(one.technology_code for one in told)),
        countries=(country.code,),
        groups=(country.group,),
    )


def _names(country: Country) -> tuple[str, ...]:
    """Other words for the country. Its two-letter code is none: TV and IN mean other things in a text."""
    official, capital = country.official_name, country.capital
    given = [official.ja, official.en, capital.ja, capital.en, country.iso3]
    given += [*country.aliases.ja.split(";"), *country.aliases.en.split(";")]
    return tuple(dict.fromkeys(filter(None, given)))


def _parts(chart: Chart, told: Sequence[Told]) -> Iterator[Part]:
    """The sections in their order; a section with nothing has no part."""
    bound = relations(told)
    binding = {one.id for one in (*bound.memoranda, *bound.dialogues, *bound.standards)}
    yield _part("identity", [*_identity(chart), *_figures([chart.area, *chart.readings[Section.IDENTITY]])])
    yield _part("economy", _figures(chart.readings[Section.ECONOMY]))
    yield _part("digital", _figures(chart.readings[Section.DIGITAL]))
    yield _part("policy", _figures(chart.readings[Section.POLICY]))
    yield _part("needs", [*_needs(chart), *_figures(chart.readings[Section.NEEDS])])
    # What stands in two sections of the page is told once here, or it would count twice.
    yield from (_part("relations", [sentence(one)]) for one in told if one.id in binding)
    yield _part("region", _region(chart))
    yield _part("finance", [*_finance(chart), *_figures(chart.readings[Section.FINANCE])])
    yield _part("risks", _figures(chart.readings[Section.RISK]))
    yield from (_part("deployments", [sentence(one)]) for one in told if one.id not in binding)
    yield _part("posts", [one.actor for one in counterparts(told, chart.names)])


def _part(section: str, texts: Iterable[Bilingual]) -> Part:
    given = [text for text in texts if text]
    return Part(
        section,
        _in_both(labels.SECTIONS[section]),
        Bilingual(
            "\n".join(text.ja for text in given if text.ja), "\n".join(text.en for text in given if text.en)
        ),
    )


def _identity(chart: Chart) -> Iterator[Bilingual]:
    country = chart.country
    yield from (country.official_name, country.capital)
    for several in (country.official_languages, country.currency_names):
        yield Bilingual(several.ja.replace(";", "、"), several.en.replace(";", ", "))
    codes = ", ".join(filter(None, (country.iso2, country.iso3, country.m49)))
    yield Bilingual(codes, codes)
    yield from (country.note, country.list_note)


def _figures(readings: Iterable[Reading]) -> Iterator[Bilingual]:
    """Known figures with unit and year. Unknown ones have no words here, or every chart held 'no data'."""
    for one in readings:
        if one.known is not None:
            yield _figure(one.measure, one.known)


def _figure(measure: Measure, known: Value) -> Bilingual:
    number = f"{known.value:,.{measure.decimals}f}"
    value, unit = Bilingual(number, number), measure.unit
    if measure.answers:
        value, unit = measure.answers[bool(known.value)], Bilingual()
    ja, en = f"{measure.name.ja} {value.ja}{unit.ja}", f"{measure.name.en}: {value.en} {unit.en}".rstrip()
    if known.year is not None:
        ja, en = f"{ja}（{known.year}年）", f"{en} ({known.year})"
    return Bilingual(ja, en)


def _needs(chart: Chart) -> Iterator[Bilingual]:
    """The technologies that the figures speak for most."""
    for some in technologies.needs(chart.country.code).values():
        for one in some:
            if one.need.level is Level.HIGH:
                yield Bilingual(f"{one.name.ja}の必要度が高い", f"High need of {one.name.en}")


def _region(chart: Chart) -> Iterator[Bilingual]:
    yield _in_both(labels.GROUPS[chart.country.group])
    yield from (one.name for one in chart.neighbours)
    yield from (name_of(code) for code in chart.neighbours_elsewhere)


def _finance(chart: Chart) -> Iterator[Bilingual]:
    country = chart.country
    if country.income_group:
        yield _in_both(labels.INCOME_GROUPS[IncomeGroup(country.income_group)])
    if country.oda_recipient is not None:
        yield _in_both(labels.ODA_CHIPS["yes" if country.oda_recipient else "no"])
    if country.dac_category:
        yield _in_both(labels.DAC_CATEGORIES[DacCategory(country.dac_category)])
    own = {country.code, f"group:{country.group}"} | ({"asean"} if country.asean_member else set())
    for one in support_tools.for_country(_facts(country)):
        if own & set(one.tool.countries.split(";")):
            yield one.tool.name


def _facts(country: Country) -> CountryFacts:
    return CountryFacts(country.code, country.group, country.oda_recipient, bool(country.asean_member))


def _in_both(label: object) -> Bilingual:
    """A lazy text in both languages."""
    words = {}
    for language in ("ja", "en"):
        with force_locale(language):
            words[language] = str(label)
    return Bilingual(**words)
