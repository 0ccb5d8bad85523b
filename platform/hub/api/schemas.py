"""What may be asked and what comes back. The answers' field names are a promise: they stay."""

from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates, validates_schema

from hub.core.bilingual import Language
from hub.matching.weights import WeightError, weights_from

KINDS = ("chart", "technology", "member", "support_tool", "advisor", "deployment")
_LANGUAGE = fields.String(
    load_default=Language.JA,
    validate=validate.OneOf(list(Language)),
    metadata={"description": "Of the texts."},
)


class MatchQuery(Schema):
    """A technology code or a description in words, or technology codes one by one."""

    q = fields.String(
        load_default="",
        validate=validate.Length(max=512),
        metadata={"description": "A technology code, or what is to be done in words."},
    )
    technology = fields.List(
        fields.String(), load_default=list, metadata={"description": "Codes; go before q. Repeatable."}
    )
    limit = fields.Integer(load_default=None, validate=validate.Range(1, 1000))
    weight = fields.List(
        fields.String(),
        load_default=list,
        metadata={"description": "factor=number from 0 to 10, for example need=2. Repeatable."},
    )
    language = _LANGUAGE

    @validates_schema
    def _something(self, data: dict[str, Any], **_: Any) -> None:
        if not data["technology"] and not data["q"].strip():
            raise ValidationError("Give a technology code or what is to be done in words.", "q")

    @validates("weight")
    def _usable(self, value: list[str], data_key: str) -> None:
        try:
            weights_from(value)
        except WeightError as error:
            raise ValidationError(str(error)) from None


class SearchQuery(Schema):
    q = fields.String(
        required=True,
        validate=[validate.Length(1, 512), validate.Regexp(r"(?s).*\S", error="Must not be blank.")],
        metadata={"description": "Words."},
    )
    kind = fields.List(fields.String(validate=validate.OneOf(KINDS)), load_default=list)
    country = fields.List(fields.String(), load_default=list, metadata={"description": "Country codes."})
    limit = fields.Integer(load_default=20, validate=validate.Range(1, 100))
    offset = fields.Integer(load_default=0, validate=validate.Range(0, 10_000))
    language = _LANGUAGE


class LanguageQuery(Schema):
    language = _LANGUAGE


class EvidenceSchema(Schema):
    text = fields.String()
    source = fields.String()
    year = fields.Integer(allow_none=True)
    url = fields.String()


class FactorSchema(Schema):
    name = fields.String()
    value = fields.Float(metadata={"description": "0 to 100"})
    weight = fields.Float(metadata={"description": "Share of all weights, 0 to 1"})
    contribution = fields.Float(metadata={"description": "Points of the score; contributions add up to it"})
    evidence = fields.List(fields.Nested(EvidenceSchema))


class MissingSchema(Schema):
    factor = fields.String()
    indicator = fields.String()
    name = fields.String()
    cost = fields.Float(metadata={"description": "The score could be so many points higher or lower"})


class MatchResult(Schema):
    country = fields.String()
    name_ja = fields.String()
    name_en = fields.String()
    rank = fields.Integer()
    score = fields.Float()
    low = fields.Float()
    high = fields.Float()
    factors = fields.List(fields.Nested(FactorSchema))
    missing = fields.List(fields.Nested(MissingSchema))


class MatchAnswer(Schema):
    query = fields.String()
    technologies = fields.List(fields.String())
    data_version = fields.Integer()
    weights = fields.Dict(keys=fields.String(), values=fields.Float())
    results = fields.List(fields.Nested(MatchResult))


class SearchResult(Schema):
    kind = fields.String()
    id = fields.String()
    title = fields.String()
    url = fields.String()
    score = fields.Float()
    snippet = fields.String()


class SearchAnswer(Schema):
    query = fields.String()
    total = fields.Integer()
    facets = fields.Dict(
        keys=fields.String(), values=fields.Dict(keys=fields.String(), values=fields.Integer())
    )
    results = fields.List(fields.Nested(SearchResult))


class CountryItem(Schema):
    code = fields.String()
    kind = fields.String()
    name_ja = fields.String()
    name_en = fields.String()
    group = fields.String()
    income_group = fields.String()
    oda_recipient = fields.Boolean(allow_none=True)
    deployments = fields.Integer()
    url = fields.String()


class CountryList(Schema):
    countries = fields.List(fields.Nested(CountryItem))


class SourceSchema(Schema):
    name = fields.String()
    url = fields.String()
    licence = fields.String()


class FigureSchema(Schema):
    indicator = fields.String()
    name = fields.String()
    value = fields.Float()
    unit = fields.String()
    year = fields.Integer(allow_none=True)
    source = fields.Nested(SourceSchema)


class DeploymentSchema(Schema):
    id = fields.String()
    technology = fields.String()
    year = fields.Integer(allow_none=True)
    stage = fields.String()
    text = fields.String()
    source = fields.String()
    source_url = fields.String()
    url = fields.String()


class CountryAnswer(CountryItem):
    capital_ja = fields.String()
    capital_en = fields.String()
    figures = fields.List(fields.Nested(FigureSchema))
    missing = fields.List(fields.String(), metadata={"description": "Indicators without a value"})
    deployment_list = fields.List(fields.Nested(DeploymentSchema))
