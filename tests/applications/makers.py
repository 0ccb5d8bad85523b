"""An application as an applicant would fill it in, through the pages and past them."""

import re
from datetime import UTC, datetime
from typing import Any

from flask.testing import FlaskClient
from sqlalchemy import select

from hub.applications.models import Application, ApplicationCapability, ApplicationCountry, Stage
from hub.applications.rules import RULES_VERSION
from hub.core.bilingual import Bilingual
from hub.core.db import db
from hub.core.mail import OutgoingMail

ADDRESS = "aoi@sakura.example"
MOMENT = datetime(2026, 11, 2, tzinfo=UTC)
ORGANISATION = {
    "name_ja": "株式会社さくら通信",
    "name_en": "Sakura Networks Co., Ltd.",
    "name_kana": "サクラツウシン",
    "corporate_number": "Ｔ５－８３５６－７８２５－６２４６",
    "kind": "vendor",
    "size_class": "medium",
    "prefecture": "宮城県",
    "website": "https://sakura.example/",
    "summary_ja": "島しょ国の通信網をつくる。",
    "summary_en": "Builds networks for island states.",
}
CAPABILITY = {
    "technology": "telemedicine",
    "what_ja": "遠隔診療の回線",
    "what_en": "Links for telemedicine",
    "maturity": "commercial",
}
COUNTRY = {"country": "PLW", "interest": "future"}
PERSON = {
    "person_ja": "青井 葵",
    "person_en": "Aoi Aoi",
    "person_kana": "アオイ アオイ",
    "phone": "03-1234-5678",
    "released": "y",
}


def letters(address: str) -> list[OutgoingMail]:
    """The letters to an address, oldest first."""
    asked = select(OutgoingMail).where(OutgoingMail.to_address == address).order_by(OutgoingMail.id)
    return list(db.session.scalars(asked))


def key_in(letter: OutgoingMail) -> str:
    found = re.search(r"/(?:invitation|apply)/([\w-]{20,})", letter.body)
    assert found, letter.body
    return found[1]


def way_in(client: FlaskClient, language: str = "en", address: str = ADDRESS) -> str:
    """Ask for the letter, and give the key in it."""
    answer = client.post(f"/{language}/apply", data={"address": address})
    assert answer.location == f"/{language}/apply/sent"
    return key_in(letters(address)[-1])


def fill_in(client: FlaskClient, key: str, language: str = "en", **changed: dict[str, str]) -> None:
    """Do every task, one after the other."""
    parts = {
        "rules": {"accepted": "y"},
        "people": PERSON,
        "countries": COUNTRY,
        "capabilities": CAPABILITY,
        "organisation": ORGANISATION,
        **changed,
    }
    for part, typed in parts.items():
        answer = client.post(f"/{language}/apply/{key}/{part}", data=typed)
        assert answer.status_code == 303, (part, answer.text)


def make_application(address: str = ADDRESS, **values: Any) -> Application:
    """A complete application; in review unless said otherwise. Needs telemedicine and Palau to be there."""
    made = Application(
        **{
            "address": address,
            "language": "en",
            "stage": Stage.IN_REVIEW,
            "begun_at": MOMENT,
            "changed_at": MOMENT,
            "submitted_at": MOMENT,
            "name": Bilingual("さくら通信", "Sakura Networks"),
            "name_kana": "サクラツウシン",
            "kind": "vendor",
            "size_class": "medium",
            "summary": Bilingual("通信の会社。", "A company."),
            "person": Bilingual("青井 葵", "Aoi Aoi"),
            "phone": "03-1234-5678",
            "rules_version": RULES_VERSION,
            "rules_accepted_at": MOMENT,
            **values,
        }
    )
    db.session.add(made)
    db.session.flush()
    db.session.add(
        ApplicationCapability(
            application_id=made.id,
            technology_code="telemedicine",
            what=Bilingual("回線", "Links"),
            maturity="pilot",
        )
    )
    db.session.add(ApplicationCountry(application_id=made.id, country_code="PLW", status="active"))
    db.session.commit()
    return made
