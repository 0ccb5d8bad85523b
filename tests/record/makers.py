"""A member whose every field says a word of its own, and the smallest pictures there are."""

import struct
import zlib

from hub.core import pictures
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.members.fields import RecordField
from hub.members.models import (
    Capability,
    CaseStudy,
    ContactPerson,
    CountryInterest,
    FieldRelease,
    Member,
    PastProject,
    ReferenceSite,
)
from tests.members.makers import added, make_member


def png(width: int = 2, height: int = 2, *more: tuple[bytes, bytes]) -> bytes:
    """A grey picture; ``more`` are parts put between its header and its body."""
    pixels = zlib.compress(b"".join(b"\0" + b"\x80" * width for _ in range(height)))
    parts = [(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)), *more, (b"IDAT", pixels)]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_part(*one) for one in [*parts, (b"IEND", b"")])


def _part(kind: bytes, content: bytes) -> bytes:
    checked = kind + content
    return struct.pack(">I", len(content)) + checked + struct.pack(">I", zlib.crc32(checked))


def both(word: str) -> Bilingual:
    return Bilingual(f"{word}ノ", word)


def make_full_member(slug: str, technology: str, country: str, future: str) -> Member:
    """Everything a record can hold."""
    member = make_member(
        slug,
        summary=both("zebrasummary"),
        size_class="small",
        prefecture="沖縄県",
        address=both("zebraaddress"),
        website="https://zebrawebsite.example/",
        languages="sw",
        seeks=both("zebraseeks"),
        logo=pictures.keep(pictures.read(png())),
    )
    added(
        Capability(
            member_id=member.id,
            technology_code=technology,
            what=both("zebracapability"),
            maturity="pilot",
            certifications="zebracertificate",
        ),
        ReferenceSite(
            member_id=member.id,
            technology_code=technology,
            country_code=country,
            year=2019,
            what=both("zebrareference"),
        ),
        CountryInterest(member_id=member.id, country_code=future, status="future", since="2025"),
        PastProject(member_id=member.id, title=both("zebraproject"), partners=both("zebrapartner")),
        CaseStudy(member_id=member.id, title=both("zebracase"), what=both("zebrastory")),
        ContactPerson(
            member_id=member.id, name=both("zebraperson"), email="zebra@person.example", released=True
        ),
    )
    return member


_ROWS = {
    RecordField.CAPABILITIES: (ReferenceSite, Capability),
    RecordField.REFERENCES: (ReferenceSite,),
    RecordField.COUNTRIES: (CountryInterest,),
    RecordField.PROJECTS: (PastProject,),
    RecordField.CASES: (CaseStudy,),
    RecordField.CONTACTS: (ContactPerson,),
}


def release(member: Member, field: RecordField, circle: str | None) -> None:
    """Show a field to a circle, as if the member had chosen it; None for the usual one."""
    db.session.query(FieldRelease).filter_by(member_id=member.id, field=field).delete()
    if circle:
        db.session.add(FieldRelease(member_id=member.id, field=field, circle=circle))
    db.session.commit()


def forget(member: Member, field: RecordField) -> None:
    """The same member as if it had never said anything in this field."""
    for table in _ROWS.get(field, ()):
        for one in db.session.query(table).filter_by(member_id=member.id):
            db.session.delete(one)
    if field is RecordField.CERTIFICATIONS:
        db.session.query(Capability).filter_by(member_id=member.id).one().certifications = ""
    elif field not in _ROWS:
        empty = Bilingual() if isinstance(getattr(member, field), Bilingual) else ""
        setattr(member, field, empty)
    db.session.commit()
