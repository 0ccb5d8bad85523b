"""Two members become one: compared, checked, merged with all that hangs on them; or found to be two."""

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from hub.accounts.models import Account
from hub.applications.models import Application
from hub.core.bilingual import Bilingual
from hub.core.db import Model, db, transaction
from hub.duplicates import actions, queries
from hub.duplicates.models import DistinctMembers, MergedMember
from hub.journal.actions import about
from hub.journal.models import JournalLine
from hub.members.fields import RecordField
from hub.members.models import Capability, FieldRelease, Invitation, Member, ReferenceSite, Seat
from hub.requests.actions import open_slot
from hub.requests.models import Kind, Request, State
from hub.search import upkeep
from hub.secretariat.models import Task
from hub.support_tools.models import ToolOperator
from tests.accounts.makers import make_account, sign_in
from tests.conftest import MEMBER, SECRETARIAT, sample_password, signed_in_as
from tests.members.makers import added, make_capability, make_member, make_reference
from tests.pages_read import page, read
from tests.record.makers import release

NOW = datetime(2026, 11, 24, 3, 0, tzinfo=UTC)
KEPT, OTHER = "aonagi-subsea", "aonagi-cable"
PAGE = f"/en/desk/duplicates/{KEPT}/{OTHER}"
BOTH = pytest.mark.parametrize("language", ["ja", "en"])
REASON = "They moved and applied again."


@pytest.fixture
def twins(seeded_copy: Flask) -> tuple[Member, Member]:
    """The sample member, and another entry of the same organisation with something of everything."""
    kept = of(KEPT)
    other = make_member(OTHER, name=Bilingual(f"株式会社{kept.name.ja}", "Aonagi Cable"), sample=True)
    make_capability(other, "submarine_cable", what=Bilingual("別の説明", "Told otherwise"))
    make_capability(other, "telemedicine")
    make_reference(other, "telemedicine", "KEN")
    account = make_account(email="akira@aonagi-cable.example")
    added(
        Seat(account_id=account.id, member_id=other.id, role="window"),
        Invitation(
            member_id=other.id,
            address="new@aonagi-cable.example",
            name=Bilingual("新", "New"),
            role="user",
            language="ja",
            invited_at=NOW,
        ),
        Application(
            address="a@b.example",
            language="ja",
            stage="active",
            member_id=other.id,
            begun_at=NOW,
            changed_at=NOW,
        ),
        ToolOperator(tool_id="T01", member_id=other.id),
        Task(
            title="Ask them",
            subject=about("member", other.id),
            assignee_id=account_of(SECRETARIAT),
            due_on=NOW.date(),
            made_at=NOW,
        ),
    )
    return kept, other


@pytest.fixture
def office(seeded_copy: Flask) -> FlaskClient:
    return signed_in_as(seeded_copy, SECRETARIAT)


def of(slug: str) -> Member:
    return db.session.scalars(select(Member).where(Member.slug == slug)).one()


def account_of(email: str) -> int:
    return db.session.scalars(select(Account.id).where(Account.email == email)).one()


def merged(office: FlaskClient, **choices: str) -> Any:
    """Press "check", then what the page of the check offers."""
    checked = office.post(PAGE, data={"step": "check", "reason": REASON, **choices})
    assert checked.status_code == 200, checked.status_code
    fields = dict(re.findall(r'<input type="hidden" name="([^"]+)" value="([^"]*)">', checked.text))
    assert fields["step"] == "merge"
    return fields, office.post(PAGE, data=fields)


@BOTH
def test_a_pair_is_found_and_compared(
    office: FlaskClient, twins: tuple[Member, Member], seeded_copy: Flask, language: str
) -> None:
    words = {"ja": "名称が同じ", "en": "Same name"}
    assert words[language] in page(office, f"/{language}/desk/duplicates")
    read(office, f"/{language}/desk/duplicates/{KEPT}/{OTHER}")


def test_a_pair_is_said_to_be_two_and_looked_at_again(
    office: FlaskClient, twins: tuple[Member, Member], seeded_copy: Flask
) -> None:
    assert office.post(f"{PAGE}/apart").status_code == 303
    assert office.post(f"/en/desk/duplicates/{OTHER}/{KEPT}/apart").status_code == 303
    assert queries.pairs() == []
    noted = db.session.scalars(select(DistinctMembers)).one()
    assert OTHER not in page(office, "/en/desk/duplicates").split("Found to be two")[0].split("<datalist")[0]
    office.post(f"/en/desk/duplicates/apart/{noted.id}/take-back")
    assert len(queries.pairs()) == 1


def test_the_seed_has_no_duplicates(seeded: Flask) -> None:
    assert queries.pairs() == []


def test_two_members_become_one_with_all_that_hangs_on_them(
    office: FlaskClient, twins: tuple[Member, Member], seeded_copy: Flask
) -> None:
    kept, other = twins
    before = {
        one.technology_code for one in db.session.scalars(select(Capability).filter_by(member_id=kept.id))
    }
    clash = db.session.scalars(
        select(Capability).filter_by(member_id=other.id, technology_code="submarine_cable")
    ).one()
    row = f"row-capabilities-{clash.id}"
    _, answer = merged(office, **{"column-name_ja": "other", row: "other"})
    assert answer.status_code == 303
    assert answer.location.endswith(f"/en/members/{KEPT}")
    db.session.expire_all()
    stays, gone = of(KEPT), of(OTHER)
    assert stays.name.ja.startswith("株式会社")
    assert stays.name.en != "Aonagi Cable"
    found = {
        one.technology_code: one
        for one in db.session.scalars(select(Capability).filter_by(member_id=kept.id))
    }
    assert set(found) == before | {"telemedicine"}
    assert found["submarine_cable"].what.en == "Told otherwise"
    assert db.session.scalars(select(ReferenceSite).filter_by(member_id=kept.id, country_code="KEN")).one()
    assert db.session.scalars(select(Invitation)).one().member_id == kept.id
    assert db.session.scalars(select(Application)).one().member_id == kept.id
    assert db.session.scalars(select(Task)).one().subject == about("member", kept.id)
    assert db.session.scalars(select(ToolOperator).filter_by(tool_id="T01", member_id=kept.id)).one()
    assert gone.state == "archived"
    nothing_hangs_on(other.id)
    lines = db.session.scalars(select(JournalLine).where(JournalLine.reason == REASON)).all()
    assert {(one.act, one.subject) for one in lines} == {
        ("member-merged", about("member", kept.id)),
        ("member-archive", about("member", other.id)),
    }


def nothing_hangs_on(number: int) -> None:
    """No row of any table that points at a member points at this one, but for the note where it went."""
    looked = 0
    for table in Model.metadata.sorted_tables:
        for column in table.columns:
            if any(key.column.table.name == "member" for key in column.foreign_keys):
                looked += 1
                rows = db.session.execute(select(table).where(column == number)).all()
                assert len(rows) == (str(column) == "merged_member.member_id"), str(column)
    assert looked >= 14
    for side in (Request.asker_side, Request.owner_side, Request.subject):
        assert db.session.scalars(select(Request).where(side == about("member", number))).all() == []


def test_the_archived_one_is_found_nowhere_and_its_address_leads_on(
    office: FlaskClient, twins: tuple[Member, Member], seeded_copy: Flask
) -> None:
    upkeep.rebuild()
    visitor = seeded_copy.test_client()
    assert f"/members/{OTHER}" in visitor.get("/en/search?q=Aonagi+Cable").text
    merged(office)
    for address in (
        "/en/members?q=Aonagi+Cable",
        "/en/search?q=Aonagi+Cable",
        "/api/v1/search?q=Aonagi+Cable",
    ):
        assert f"/members/{OTHER}" not in visitor.get(address).text, address
    answer = visitor.get(f"/ja/members/{OTHER}")
    assert (answer.status_code, answer.location) == (301, f"/ja/members/{KEPT}")
    standing = page(office, f"/en/desk/members/{OTHER}/standing")
    assert "was merged into another one" in standing
    assert (
        office.post(
            f"/en/desk/members/{OTHER}/standing", data={"act": "unarchive", "reason": "x"}
        ).status_code
        == 404
    )
    assert office.get(PAGE).status_code == 404
    assert db.session.scalars(select(MergedMember)).one().into_id == of(KEPT).id


def test_people_of_both_go_on_without_signing_in_anew(
    office: FlaskClient, twins: tuple[Member, Member], seeded_copy: Flask
) -> None:
    theirs = seeded_copy.test_client()
    assert sign_in(theirs, "akira@aonagi-cable.example").status_code == 303
    assert theirs.get(f"/en/members/{KEPT}/record").status_code == 404
    merged(office)
    assert theirs.get(f"/en/members/{KEPT}/record").status_code == 200


def test_nothing_is_seen_by_more_people_than_before(
    office: FlaskClient, twins: tuple[Member, Member], seeded_copy: Flask
) -> None:
    kept, other = twins
    release(other, RecordField.CAPABILITIES, "secretariat")
    release(kept, RecordField.COUNTRIES, "public")
    merged(office)
    now = {
        one.field: one.circle for one in db.session.scalars(select(FieldRelease).filter_by(member_id=kept.id))
    }
    assert now == {"capabilities": "secretariat", "countries": "members"}


def test_requests_go_along_and_those_between_the_two_are_withdrawn(
    office: FlaskClient, twins: tuple[Member, Member], seeded_copy: Flask
) -> None:
    kept, other = twins
    ours, theirs = account_of(MEMBER), account_of("akira@aonagi-cable.example")
    third = of("sakibure-disaster")
    asker = account_of("takumi@sakibure-disaster.example")
    between = make_request(ours, kept, theirs, other, "between")
    first = make_request(asker, third, ours, kept, "first")
    second = make_request(asker, third, theirs, other, "second")
    asked = make_request(theirs, other, asker, third, "asked")
    added(between, first, second, asked)
    merged(office)
    db.session.expire_all()
    found = {one.key: one for one in db.session.scalars(select(Request))}
    assert {key: one.state for key, one in found.items()} == {
        "between": State.WITHDRAWN,
        "first": State.OPEN,
        "second": State.WITHDRAWN,
        "asked": State.OPEN,
    }
    assert found["asked"].asker_side == about("member", kept.id)
    assert found["asked"].open_slot == open_slot(Kind.CONTACT, about("member", third.id), theirs)
    nothing_hangs_on(other.id)


def make_request(asker: int, asker_of: Member, owner: int, owner_of: Member, key: str) -> Request:
    subject = about("member", owner_of.id)
    return Request(
        key=key,
        kind=Kind.CONTACT,
        subject=subject,
        asker_id=asker,
        owner_id=owner,
        asker_side=about("member", asker_of.id),
        owner_side=subject,
        asker_side_name=asker_of.name,
        owner_side_name=owner_of.name,
        purpose="other",
        text="Please call.",
        asked_at=NOW,
        due=(NOW + timedelta(days=300)).date(),
        open_slot=open_slot(Kind.CONTACT, subject, asker),
    )


def test_pressed_twice_or_after_a_change_nothing_more_happens(
    office: FlaskClient, twins: tuple[Member, Member], seeded_copy: Flask
) -> None:
    fields = dict(
        re.findall(
            r'<input type="hidden" name="([^"]+)" value="([^"]*)">',
            office.post(PAGE, data={"step": "check", "reason": REASON}).text,
        )
    )
    make_reference(twins[1], "isdbt", "PHL")
    answer = office.post(PAGE, data=fields, follow_redirects=True)
    assert "Nothing was changed: somebody has changed one of the records" in answer.text
    assert of(OTHER).state == "active"
    again, done = merged(office)
    assert done.status_code == 303
    assert office.post(PAGE, data=again).status_code == 404
    assert len(db.session.scalars(select(MergedMember)).all()) == 1


def test_a_record_that_was_merged_twice_leads_to_the_last(
    office: FlaskClient, twins: tuple[Member, Member], seeded_copy: Flask
) -> None:
    merged(office)
    with transaction():
        last = of("sakibure-disaster")
        found = queries.compare(last, of(KEPT))
        actions.merge(
            last,
            of(KEPT),
            actions.Choice(),
            found.fingerprint,
            reason=REASON,
            by=reader_of(SECRETARIAT),
            at=NOW,
        )
    for slug in (KEPT, OTHER):
        answer = seeded_copy.test_client().get(f"/ja/members/{slug}")
        assert answer.location == "/ja/members/sakibure-disaster"


def reader_of(email: str) -> Any:
    return db.session.get_one(Account, account_of(email)).reader


@BOTH
def test_without_a_reason_nothing_happens_and_choices_stay(
    office: FlaskClient, twins: tuple[Member, Member], seeded_copy: Flask, language: str
) -> None:
    words = {"ja": "理由を入力してください", "en": "Say why they are one"}
    address = f"/{language}/desk/duplicates/{KEPT}/{OTHER}"
    answer = office.post(address, data={"step": "merge", "column-name_en": "other"})
    assert answer.status_code == 422
    assert words[language] in answer.text
    assert re.search(r'name="column-name_en"\s+value="other"\s+checked', answer.text)
    assert of(OTHER).state == "active"


def test_a_sample_is_not_merged_with_a_real_one(
    office: FlaskClient, twins: tuple[Member, Member], seeded_copy: Flask
) -> None:
    with transaction():
        twins[1].sample = False
    answer = office.post(PAGE, data={"step": "merge", "reason": REASON})
    assert "One of the two is a sample" in answer.text
    assert of(OTHER).state == "active"


def test_nobody_else_sees_or_does_any_of_it(twins: tuple[Member, Member], seeded_copy: Flask) -> None:
    for client in (seeded_copy.test_client(), signed_in_as(seeded_copy, MEMBER)):
        for address in ("/en/desk/duplicates", PAGE):
            assert client.get(address).status_code == 404
        for address in (PAGE, f"{PAGE}/apart", "/en/desk/duplicates/apart/1/take-back"):
            assert client.post(address, data={"step": "merge", "reason": REASON}).status_code == 404
    assert sample_password(MEMBER)


def test_any_two_members_can_be_chosen(office: FlaskClient, seeded_copy: Flask) -> None:
    asked = "/en/desk/duplicates/choose?kept=aonagi-subsea&other="
    assert office.get(f"{asked}sakibure-disaster").location.endswith("/aonagi-subsea/sakibure-disaster")
    for wrong in ("", "nobody", "aonagi-subsea"):
        assert office.get(f"{asked}{wrong}").location.endswith("/en/desk/duplicates")


def test_an_archived_record_comes_back_suspended(office: FlaskClient, seeded_copy: Flask) -> None:
    address = "/en/desk/members/sakibure-disaster/standing"
    for act, state in (("archive", "archived"), ("unarchive", "suspended"), ("reinstate", "active")):
        assert office.post(address, data={"act": act, "reason": "A reason."}).status_code == 303
        db.session.expire_all()
        assert of("sakibure-disaster").state == state
        shown = seeded_copy.test_client().get("/en/members/sakibure-disaster").status_code
        assert shown == (200 if state == "active" else 404)
