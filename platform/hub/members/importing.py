"""Sheets of members and what hangs on them. The same columns serve real and sample members."""

from collections.abc import Callable
from dataclasses import replace

from flask_babel import lazy_gettext as _l
from sqlalchemy import select
from sqlalchemy.orm import Session

from hub.accounts.models import Account
from hub.core.sheets import Column, Sheet, Unreadable, both, day, flag, link, one_of, slug, year
from hub.countries.models import Country
from hub.members.models import (
    Capability,
    ContactPerson,
    CountryInterest,
    Interest,
    Maturity,
    Member,
    MemberKind,
    ReferenceSite,
    Seat,
    SeatRole,
    SizeClass,
)
from hub.technologies.models import Technology

_MEMBER = Column("member", to="member_id", required=True, references=Member.slug, stores=Member.id)
_TECHNOLOGY = Column("technology", to="technology_code", required=True, references=Technology.code)
_COUNTRY = Column("country", to="country_code", required=True, references=Country.code)

MEMBERS = Sheet(
    "members.csv",
    Member,
    key=("slug",),
    columns=(
        Column("slug", slug, required=True),
        *both("name", required=True),
        Column("name_kana", required=True),
        Column("kind", one_of(MemberKind), required=True),
        Column("size_class", one_of(SizeClass)),
        Column("prefecture"),
        Column("website", link),
        *both("summary"),
        Column("languages"),
        *both("seeks"),
        Column("updated_on", day),
        Column("sample", flag, required=True),
        *both("source_name"),
        Column("source_url", link),
        Column("renews_on", day, optional=True),
    ),
)

CAPABILITIES = Sheet(
    "sample/member_capabilities.csv",
    Capability,
    key=("member_id", "technology_code"),
    columns=(
        _MEMBER,
        _TECHNOLOGY,
        *both("what", required=True),
        Column("maturity", one_of(Maturity), required=True),
        Column("certifications"),
    ),
    sample=True,
)

REFERENCES = Sheet(
    "sample/member_references.csv",
    ReferenceSite,
    key=("member_id", "technology_code", "country_code", "year"),
    columns=(_MEMBER, _TECHNOLOGY, _COUNTRY, Column("year", year), *both("what", required=True)),
    sample=True,
)

COUNTRIES = Sheet(
    "sample/member_countries.csv",
    CountryInterest,
    key=("member_id", "country_code"),
    columns=(
        _MEMBER,
        _COUNTRY,
        Column("status", one_of(Interest), required=True),
        Column("since"),
    ),
    sample=True,
)

CONTACTS = Sheet(
    "sample/contact_persons.csv",
    ContactPerson,
    key=("member_id", "email"),
    columns=(
        _MEMBER,
        *both("name", required=True),
        Column("name_kana"),
        *both("department"),
        Column("email", required=True),
        Column("phone"),
        Column("released", flag, required=True),
        Column("consented_on", day),
    ),
    sample=True,
)

SHEETS = (
    MEMBERS,
    replace(MEMBERS, file="sample/members.csv", sample=True),
    CAPABILITIES,
    REFERENCES,
    COUNTRIES,
    CONTACTS,
    Sheet(
        "sample/accounts.csv",
        Seat,
        key=("account_id", "member_id"),
        columns=(
            Column("email", to="account_id", required=True, references=Account.email, stores=Account.id),
            Column("member", to="member_id", references=Member.slug, stores=Member.id),
            Column("seat", one_of(SeatRole), to="role"),
        ),
        explode="member",
        owner=("account_id",),
        sample=True,
    ),
)

OWN = {
    "members": MEMBERS,
    "capabilities": CAPABILITIES,
    "references": REFERENCES,
    "countries": COUNTRIES,
    "contacts": CONTACTS,
}


def own_sheet(kind: str, file: str, session: Session) -> Sheet:
    """The sheet of a kind for a platform's own members: same columns, never flagged as sample.

    A sample member cannot be taken over or added to by it: its record is invented and would then look real.
    """
    samples = frozenset(session.scalars(select(Member.slug).where(Member.sample)))
    sheet = _with_first(desk_sheet(kind, file), _own_slug(samples))
    columns = (replace(one, parse=_never_sample) if one.name == "sample" else one for one in sheet.columns)
    return replace(sheet, columns=tuple(columns))


def desk_sheet(kind: str, file: str) -> Sheet:
    """The same for the desk, which may correct sample members too. An empty cell under ``sample`` says no."""
    sheet = _with_first(OWN[kind], _own_slug(frozenset()))
    columns = (
        replace(one, parse=_sample_or_not, required=False) if one.name == "sample" else one
        for one in sheet.columns
    )
    return replace(sheet, file=file, columns=tuple(columns), sample=False)


def _with_first(sheet: Sheet, parse: Callable[[str], str]) -> Sheet:
    first, *others = sheet.columns
    return replace(sheet, columns=(replace(first, parse=parse), *others))


def _own_slug(samples: frozenset[str]) -> Callable[[str], str]:
    def read(cell: str) -> str:
        value = slug(cell)
        if value in samples:
            raise Unreadable(_l("%(slug)s is a sample member", slug=value))
        return value

    return read


def _sample_or_not(cell: str) -> bool:
    return bool(flag(cell))


def _never_sample(cell: str) -> bool:
    if flag(cell):
        raise Unreadable(_l("must be 0 or empty: sample members are not imported"))
    return False
