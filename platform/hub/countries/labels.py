"""The words of countries and their figures in the reader's language."""

from flask_babel import lazy_gettext as _l

from hub.countries.models import CountryKind, DacCategory, IncomeGroup
from hub.countries.queries.directory import Order

GROUPS = {
    "southeast_asia": _l("Southeast Asia"),
    "east_asia": _l("East Asia"),
    "south_asia": _l("South Asia"),
    "central_asia": _l("Central Asia"),
    "middle_east": _l("Middle East"),
    "oceania": _l("Oceania"),
    "north_america": _l("North America"),
    "central_america": _l("Central America"),
    "south_america": _l("South America"),
    "europe": _l("Europe"),
    "north_africa": _l("North Africa"),
    "west_africa": _l("West Africa"),
    "middle_africa": _l("Middle Africa"),
    "east_africa": _l("East Africa"),
    "southern_africa": _l("Southern Africa"),
}

KINDS = {
    CountryKind.COUNTRY: _l("Country"),
    CountryKind.ORGANISATION: _l("Organisation"),
}

INCOME_GROUPS = {
    IncomeGroup.HIGH: _l("High income"),
    IncomeGroup.UPPER_MIDDLE: _l("Upper middle income"),
    IncomeGroup.LOWER_MIDDLE: _l("Lower middle income"),
    IncomeGroup.LOW: _l("Low income"),
}

DAC_CATEGORIES = {
    DacCategory.LDC: _l("Least developed country (LDC)"),
    DacCategory.LMIC: _l("Lower middle income country or territory (LMIC)"),
    DacCategory.UMIC: _l("Upper middle income country or territory (UMIC)"),
}

# How a value is written with its unit, by the English unit of its indicator.
UNITS = {
    "persons": _l("%(value)s people"),
    "current US$": _l("US$%(value)s"),
    "current US$ per person": _l("US$%(value)s per person"),
    "% per year": _l("%(value)s%%"),
    "% of population": _l("%(value)s%%"),
    "% of GDP": _l("%(value)s%%"),
    "per 100 people": _l("%(value)s per 100 people"),
    "per 1,000 people": _l("%(value)s per 1,000 people"),
    "score 1-5": _l("%(value)s points"),
    "score 0-100": _l("%(value)s points"),
    "rank of 193": _l("rank %(value)s"),
    "rank": _l("rank %(value)s"),
    "km²": _l("%(value)s km²"),
}

# Scales that say nothing beside a number; the unit stands below the name of the figure.
BARE_UNITS = frozenset({"index 0-1", "estimate -2.5..2.5"})

# The figures told first on a chart.
HEADLINES = ("population", "gdp_per_capita_usd", "internet_users", "egdi")

# The twelve sections of every chart, in their order. Keys are anchors of the page and stay.
SECTIONS = {
    "identity": _l("Identity"),
    "economy": _l("Economy"),
    "digital": _l("Digital infrastructure"),
    "policy": _l("Policy, regulation, governance"),
    "needs": _l("Needs by field"),
    "relations": _l("Relations with Japan"),
    "region": _l("Region and third-country partners"),
    "finance": _l("Procurement and finance"),
    "risks": _l("Risks"),
    "deployments": _l("Japanese deployments"),
    "posts": _l("Posts and counterparts"),
    "calls": _l("Open needs and calls"),
}

ORDERS = {
    Order.NAME: _l("Name"),
    Order.GROUP: _l("Region"),
    Order.DEPLOYMENTS: _l("Most deployments"),
    Order.TECHNOLOGIES: _l("Most technologies"),
}

ODA = {"yes": _l("Recipient"), "no": _l("Not a recipient"), "unknown": _l("No data")}

# The same standing alone, where no label says what is answered.
ODA_CHIPS = {"yes": _l("ODA recipients"), "no": _l("Not ODA recipients"), "unknown": _l("ODA: no data")}

# How strongly figures speak for a need; the levels are those of the room of technologies.
NEED_LEVELS = {
    "high": _l("High need"),
    "medium": _l("Medium need"),
    "low": _l("Low need"),
    "unknown": _l("No data"),
}
