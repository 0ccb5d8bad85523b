"""What a reader asks the directory for, as fields of an address and back."""

from collections.abc import Iterable, Mapping
from typing import Any

from hub.members import labels
from hub.members.models import MemberKind, SizeClass
from hub.members.rules import NEWCOMER, Involvement, Wanted

MOST_TEXT = 200

# Fields of the address and what they ask for.
_FIELDS = {
    "q": "text",
    "technology": "technology",
    "country": "country",
    "involvement": "involvement",
    "kind": "kind",
    "size": "size",
    "region": "region",
    "language": "language",
    "newcomer": "newcomer",
}


def wanted_of(fields: Mapping[str, str]) -> Wanted:
    """What the address asks for; a value that cannot be counts as not asked."""
    return Wanted(
        technology=fields.get("technology", ""),
        country=fields.get("country", "").upper(),
        involvement=one_of(Involvement, fields.get("involvement", "")),
        kind=one_of(MemberKind, fields.get("kind", "")),
        size=one_of(SizeClass, fields.get("size", "")),
        region=one_of(labels.REGIONS, fields.get("region", "")),
        language=fields.get("language", ""),
        newcomer=one_of((NEWCOMER,), fields.get("newcomer", "")),
        text=fields.get("q", "").strip()[:MOST_TEXT],
    )


def one_of(known: Iterable[str], given: str) -> str:
    return given if given in list(known) else ""


def fields_of(wanted: Wanted) -> dict[str, Any]:
    """The same question as fields of an address, without those that are empty."""
    return {name: value for name, asked in _FIELDS.items() if (value := getattr(wanted, asked))}
