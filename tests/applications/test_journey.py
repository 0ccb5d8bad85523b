"""The whole way in both languages: apply, returned, submitted again, approved, signed in, found."""

import pytest
from flask import Flask
from sqlalchemy import select

from hub.accounts.models import Account
from hub.applications.models import Application
from hub.core.db import db
from hub.journal.models import JournalLine
from hub.members.models import ContactPerson, Member, Seat, SeatRole
from hub.search import upkeep
from tests.applications.makers import ADDRESS, ORGANISATION, fill_in, key_in, letters, way_in
from tests.conftest import SECRETARIAT, sample_password
from tests.pages_read import checked, read

WORDS = {
    "en": {
        "begun": "Not begun",
        "missing": "Before you can submit",
        "number": "The number of your application is A",
        "waits": "The secretariat has your application",
        "returned": "Returned for changes",
        "comment": "Please describe the organisation in English, too.",
        "approved": "is approved",
        "welcome": "Welcome. You are signed in.",
        "name": "Sakura Networks Co., Ltd.",
    },
    "ja": {
        "begun": "未着手",
        "missing": "提出する前に必要なこと",
        "number": "受付番号はA",
        "waits": "事務局が申請をお預かりしています",
        "returned": "差し戻し",
        "comment": "英語の概要も入力してください。",
        "approved": "承認されました",
        "welcome": "ようこそ。ログインしました。",
        "name": "株式会社さくら通信",
    },
}


@pytest.mark.parametrize("language", ["en", "ja"])
def test_from_the_first_address_to_the_first_sign_in(seeded_copy: Flask, language: str) -> None:
    says = WORDS[language]
    applicant, office, visitor = (seeded_copy.test_client() for _ in range(3))
    signed = office.post(
        f"/{language}/sign-in", data={"email": SECRETARIAT, "password": sample_password(SECRETARIAT)}
    )
    assert signed.status_code == 303
    read(applicant, f"/{language}/apply")
    key = way_in(applicant, language)
    read(applicant, f"/{language}/apply/sent")
    here = f"/{language}/apply/{key}"

    # The tasks, in any order; what is missing is named before anything can be submitted.
    assert read(applicant, here).text.count(says["begun"]) == 5
    for part in ("organisation", "capabilities", "countries", "people", "rules"):
        read(applicant, f"{here}/{part}")
    assert applicant.post(f"{here}/check").status_code == 422
    fill_in(applicant, key, language)
    assert says["begun"] not in read(applicant, here).text
    overview = read(applicant, f"{here}/check")
    assert says["missing"] not in overview.text
    assert "5835678256246" in overview.text
    assert f"{here}/organisation?back=check" in overview.links

    submitted = applicant.post(f"{here}/check")
    assert submitted.status_code == 303
    assert says["number"] in read(applicant, submitted.location).text
    assert applicant.get(here).status_code == 404, "the newer letter has made the older key worthless"
    here = f"/{language}/apply/{key_in(letters(ADDRESS)[-1])}"
    assert says["waits"] in read(applicant, here).text
    assert applicant.get(f"{here}/organisation").status_code == 404

    # The secretariat returns it with a comment on one part.
    application = db.session.scalars(select(Application)).one()
    desk = f"/{language}/desk/applications"
    assert application.number in read(office, desk).text
    read(office, f"{desk}/{application.id}")
    assert office.post(f"{desk}/{application.id}/take-up").status_code == 303
    read(office, f"{desk}/{application.id}/send-back")
    nothing = office.post(f"{desk}/{application.id}/send-back")
    assert nothing.status_code == 422
    checked(office, nothing, f"{desk}/{application.id}/send-back")
    assert (
        office.post(f"{desk}/{application.id}/send-back", data={"organisation": says["comment"]}).status_code
        == 303
    )

    # The applicant changes it and submits again; the number stays.
    number = application.number
    here = f"/{language}/apply/{key_in(letters(ADDRESS)[-1])}"
    returned = read(applicant, here)
    assert says["returned"] in returned.text and says["comment"] in returned.text
    assert says["comment"] in read(applicant, f"{here}/organisation").text
    changed = {**ORGANISATION, "summary_en": "Builds telemedicine for islands."}
    assert applicant.post(f"{here}/organisation?back=check", data=changed).location == f"{here}/check"
    assert applicant.post(f"{here}/check").status_code == 303

    # Approved: the member, its window contact's invitation, the first sign-in.
    assert visitor.get(f"/{language}/members/sakura-networks").status_code == 404
    office.post(f"{desk}/{application.id}/take-up")
    approval = read(office, f"{desk}/{application.id}/approve")
    assert "sakura-networks" in approval.source
    assert (
        office.post(f"{desk}/{application.id}/approve", data={"slug": "sakura-networks"}).location
        == f"{desk}/{application.id}"
    )
    read(office, f"{desk}/{application.id}")
    last_two = letters(ADDRESS)[-2:]
    assert says["approved"] in last_two[0].subject and number in last_two[0].subject
    invitation = f"/{language}/invitation/{key_in(last_two[1])}"
    read(applicant, invitation)
    signed_in = applicant.post(
        invitation,
        data={
            "name_ja": "青井 葵",
            "name_en": "Aoi Aoi",
            "password": "春の海ひねもすのたりのたりかな",
            "agreed": "y",
        },
    )
    assert signed_in.location == f"/{language}/members/sakura-networks"
    own = read(applicant, signed_in.location)
    assert says["welcome"] in own.text
    assert own.heading == says["name"]
    account = db.session.scalars(select(Account).where(Account.email == ADDRESS)).one()
    assert db.session.scalars(select(Seat.role).where(Seat.account_id == account.id)).one() == SeatRole.WINDOW
    assert account.language == language
    member = db.session.scalars(select(Member).where(Member.slug == "sakura-networks")).one()
    assert (member.corporate_number, member.prefecture, member.sample) == ("5835678256246", "宮城県", False)
    contact = db.session.scalars(select(ContactPerson).where(ContactPerson.email == ADDRESS)).one()
    assert contact.released and contact.consented_on

    # Found by everybody, once; the journal tells each act.
    upkeep.catch_up()
    assert says["name"] in read(visitor, f"/{language}/members?q=sakura").text
    assert says["name"] in read(visitor, f"/{language}/search?q=Sakura+Networks").text
    told = set(db.session.scalars(select(JournalLine.act)))
    assert {
        "application-begin",
        "application-submit",
        "application-take_up",
        "application-send_back",
        "application-approve",
        "member-admit",
        "seat-invited",
        "seat-taken",
    } <= told
