"""Countries as the JSON interface gives them: public data only."""

from typing import Any

from flask import url_for
from sqlalchemy import func, select

from hub.core.bilingual import Language
from hub.core.db import db
from hub.countries.models import Country, Figure, Indicator, Source
from hub.deployments.models import Deployment
from hub.technologies.models import Technology


def all_countries(language: Language) -> list[dict[str, Any]]:
    """Every country with the number of its documented deployments, by code."""
    counted = select(Deployment.country_code, func.count()).group_by(Deployment.country_code)
    counts: dict[str, int] = dict(db.session.execute(counted).all())
    countries = db.session.scalars(select(Country).order_by(Country.code))
    return [_item(country, counts.get(country.code, 0), language) for country in countries]


def one_country(code: str, language: Language) -> dict[str, Any] | None:
    """One country with all its figures and deployments; None if there is no such chart."""
    country = db.session.get(Country, code)
    if country is None:
        return None
    figures = _figures(code, language)
    told = [
        _deployment(one, language)
        for one in db.session.scalars(
            select(Deployment)
            .where(Deployment.country_code == code)
            .order_by(Deployment.year.desc(), Deployment.id)
        )
    ]
    known = {figure["indicator"] for figure in figures}
    everything = db.session.scalars(select(Indicator.code).order_by(Indicator.sort))
    return {
        **_item(country, len(told), language),
        "capital_ja": country.capital.ja,
        "capital_en": country.capital.en,
        "figures": figures,
        "missing": [indicator for indicator in everything if indicator not in known],
        "deployment_list": told,
    }


def country_codes() -> set[str]:
    """Codes of all charts."""
    return set(db.session.scalars(select(Country.code)))


def technology_codes() -> set[str]:
    """Codes of the technologies that are matched."""
    return set(db.session.scalars(select(Technology.code).where(Technology.matched)))


def _item(country: Country, deployments: int, language: Language) -> dict[str, Any]:
    return {
        "code": country.code,
        "kind": country.kind,
        "name_ja": country.name.ja,
        "name_en": country.name.en,
        "group": country.group,
        "income_group": country.income_group,
        "oda_recipient": country.oda_recipient,
        "deployments": deployments,
        "url": url_for("countries.chart", code=country.code, lang=str(language)),
    }


def _figures(code: str, language: Language) -> list[dict[str, Any]]:
    rows = db.session.execute(
        select(Figure, Indicator, Source)
        .join(Indicator, Figure.indicator_code == Indicator.code)
        .join(Source, Figure.source_code == Source.code)
        .where(Figure.country_code == code)
        .order_by(Indicator.sort)
    )
    return [
        {
            "indicator": indicator.code,
            "name": indicator.name.text(language),
            "value": figure.value,
            "unit": indicator.unit_ja if language is Language.JA else indicator.unit,
            "year": figure.year,
            "source": {
                "name": source.name.text(language),
                "url": indicator.url or source.url,
                "licence": source.licence,
            },
        }
        for figure, indicator, source in rows
    ]


def _deployment(one: Deployment, language: Language) -> dict[str, Any]:
    return {
        "id": one.id,
        "technology": one.technology_code,
        "year": one.year,
        "stage": one.stage,
        "text": one.what.text(language),
        "source": one.source_name.text(language),
        "source_url": one.source_url,
        "url": url_for("deployments.detail", id=one.id, lang=str(language)),
    }
