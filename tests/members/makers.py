"""Members with dull values, and what hangs on them."""

from itertools import count
from typing import Any

from hub.core.access import Reader, Role
from hub.core.bilingual import Bilingual
from hub.core.db import Model, db
from hub.countries.models import Country
from hub.members.models import Capability, ContactPerson, CountryInterest, Member, ReferenceSite
from hub.technologies.models import Technology

VISITOR = Reader()
MEMBER = Reader(account_id=1, role=Role.MEMBER)
SECRETARIAT = Reader(account_id=2, role=Role.SECRETARIAT)

_numbers = count(1)


def added(*things: Model) -> None:
    db.session.add_all(things)
    db.session.commit()


def make_country(code: str, ja: str, en: str) -> Country:
    made = Country(code=code, name=Bilingual(ja, en), group="southeast_asia")
    added(made)
    return made


def make_technology(code: str, ja: str, en: str) -> Technology:
    made = Technology(code=code, name=Bilingual(ja, en), field="digital_infrastructure")
    added(made)
    return made


def make_member(slug: str = "", **values: Any) -> Member:
    number = next(_numbers)
    made = Member(
        **{
            "slug": slug or f"member-{number}",
            "name": Bilingual(f"会員{number}", f"Member {number}"),
            "name_kana": "カイイン",
            "kind": "vendor",
            "summary": Bilingual("通信機器の会社。", "Makes telecoms equipment."),
            "languages": "ja;en",
            **values,
        }
    )
    added(made)
    return made


def make_capability(member: Member, technology: str, **values: Any) -> Capability:
    given = {"what": Bilingual("設計する。", "Designs it."), "maturity": "commercial", **values}
    made = Capability(member_id=member.id, technology_code=technology, **given)
    added(made)
    return made


def make_reference(member: Member, technology: str, country: str, **values: Any) -> ReferenceSite:
    given = {"what": Bilingual("納入した。", "Delivered it."), "year": 2020, **values}
    made = ReferenceSite(member_id=member.id, technology_code=technology, country_code=country, **given)
    added(made)
    return made


def make_interest(member: Member, country: str, status: str = "active") -> CountryInterest:
    made = CountryInterest(member_id=member.id, country_code=country, status=status, since="2024")
    added(made)
    return made


def make_contact(
    member: Member, *, released: bool = False, ja: str = "森 花子", en: str = "Hanako Mori", email: str = ""
) -> ContactPerson:
    made = ContactPerson(
        member_id=member.id,
        name=Bilingual(ja, en),
        department=Bilingual("国際部", "International Department"),
        email=email or f"person{next(_numbers)}@member.example",
        released=released,
    )
    added(made)
    return made
