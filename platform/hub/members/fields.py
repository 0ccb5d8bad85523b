"""The fields of a record and who sees them (公開範囲). Pure; the tables lean on it."""

from collections.abc import Mapping
from enum import StrEnum

from hub.core.access import Reader


class Circle(StrEnum):
    """Who sees a field of a record (公開範囲)."""

    PUBLIC = "public"
    MEMBERS = "members"
    SECRETARIAT = "secretariat"


class RecordField(StrEnum):
    """The fields of a record whose circle the member sets. Names and kind are always public: they are the entry."""

    SIZE = "size_class"
    PREFECTURE = "prefecture"
    ADDRESS = "address"
    WEBSITE = "website"
    SUMMARY = "summary"
    LANGUAGES = "languages"
    SEEKS = "seeks"
    CAPABILITIES = "capabilities"
    CERTIFICATIONS = "certifications"
    REFERENCES = "references"
    COUNTRIES = "countries"
    PROJECTS = "projects"
    CASES = "cases"
    LOGO = "logo"
    CONTACTS = "contacts"


# Who sees a field as long as the member says nothing else.
USUAL_CIRCLES = {
    field: Circle.MEMBERS if field in (RecordField.COUNTRIES, RecordField.CONTACTS) else Circle.PUBLIC
    for field in RecordField
}
# What a field cannot be wider than: a reference site names the technology, a certificate belongs to it.
_WITHIN = {
    RecordField.REFERENCES: (RecordField.CAPABILITIES,),
    RecordField.CERTIFICATIONS: (RecordField.CAPABILITIES,),
}


def circles_to_choose(field: RecordField) -> tuple[Circle, ...]:
    if field is RecordField.CONTACTS:
        return (Circle.MEMBERS, Circle.SECRETARIAT)
    return tuple(Circle)


def circles(*, signed_in: bool, secretariat: bool = False) -> frozenset[Circle]:
    """What may be shown to a visitor, to a signed-in person, to the secretariat."""
    if secretariat:
        return frozenset(Circle)
    return frozenset({Circle.PUBLIC, Circle.MEMBERS} if signed_in else {Circle.PUBLIC})


def circles_of(reader: Reader) -> frozenset[Circle]:
    return circles(signed_in=reader.signed_in, secretariat=reader.secretariat)


def depends_on(field: RecordField) -> tuple[RecordField, ...]:
    """The fields all of which a reader must see to see this one."""
    return (field, *_WITHIN.get(field, ()))


def circle_of(field: RecordField, chosen: Mapping[str, str]) -> Circle:
    """Who sees this field, by what the member chose: the narrowest circle it depends on."""
    order = list(Circle)
    return max((Circle(chosen.get(one, USUAL_CIRCLES[one])) for one in depends_on(field)), key=order.index)


def seen(chosen: Mapping[str, str], allowed: frozenset[Circle]) -> frozenset[RecordField]:
    """The fields that readers of these circles see."""
    return frozenset(field for field in RecordField if circle_of(field, chosen) in allowed)


def narrower(chosen: Mapping[str, str]) -> dict[RecordField, Circle]:
    """The fields that not everybody sees, with who does."""
    found = {field: circle_of(field, chosen) for field in RecordField}
    return {field: circle for field, circle in found.items() if circle is not Circle.PUBLIC}
