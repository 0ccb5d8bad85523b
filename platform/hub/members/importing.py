"""Sheets of members and what hangs on them. The same columns serve real and sample members."""

from dataclasses import replace

from hub.accounts.models import Account
from hub.core.sheets import Column, Sheet, both, day, flag, link, one_of, year
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
        Column("slug", required=True),
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
    ),
)

SHEETS = (
    MEMBERS,
    replace(MEMBERS, file="sample/members.csv", sample=True),
    Sheet(
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
    ),
    Sheet(
        "sample/member_references.csv",
        ReferenceSite,
        key=("member_id", "technology_code", "country_code", "year"),
        columns=(_MEMBER, _TECHNOLOGY, _COUNTRY, Column("year", year), *both("what", required=True)),
        sample=True,
    ),
    Sheet(
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
    ),
    Sheet(
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
    ),
    Sheet(
        "sample/accounts.csv",
        Seat,
        key=("account_id", "member_id"),
        columns=(
            Column("email", to="account_id", required=True, references=Account.email, stores=Account.id),
            Column("member", to="member_id", references=Member.slug, stores=Member.id),
        ),
        explode="member",
        owner=("account_id",),
        sample=True,
    ),
)
