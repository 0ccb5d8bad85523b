"""What a change sets in motion: the data version, the outbox of the index, and acts after the commit."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from hub.core.bilingual import Bilingual
from hub.core.changes import SearchTask, data_version
from hub.core.db import after_commit, transaction
from hub.members.models import ContactPerson, CountryInterest
from hub.search.upkeep import pending
from hub.technologies.models import Field, Technology
from tests.members.makers import make_country, make_member


def technology(code: str) -> Technology:
    return Technology(
        code=code,
        name=Bilingual("技術", "Technology"),
        field=Field.DIGITAL_USE,
        description=Bilingual("", ""),
    )


def queued(session: Session) -> list[tuple[str, str]]:
    return [(task.kind, task.record) for task in session.scalars(select(SearchTask).order_by(SearchTask.id))]


def test_a_change_of_facts_moves_the_version_once_a_transaction(session: Session) -> None:
    assert data_version() == 0
    with transaction():
        session.add(technology("one"))
        session.flush()
        session.add(technology("two"))
    assert data_version() == 1
    with transaction():
        session.add(technology("three"))
    assert data_version() == 2


def test_an_act_that_falls_leaves_neither_version_nor_task(session: Session) -> None:
    try:
        with transaction():
            session.add(technology("one"))
            session.flush()
            raise RuntimeError
    except RuntimeError:
        pass
    assert data_version() == 0
    assert queued(session) == []


def test_a_change_queues_its_document_once_a_flush(session: Session) -> None:
    with transaction():
        session.add_all([technology("one"), technology("two")])
    assert queued(session) == [("technology", "one"), ("technology", "two")]


def test_a_removal_queues_its_document_too(session: Session) -> None:
    with transaction():
        session.add(technology("one"))
    with transaction():
        session.delete(session.get(Technology, "one"))
    assert queued(session) == [("technology", "one")] * 2


def test_what_follows_a_commit_happens_only_if_it_stood(session: Session) -> None:
    done: list[str] = []
    with transaction():
        after_commit(lambda: done.append("stood"))
        assert done == []
    assert done == ["stood"]
    try:
        with transaction():
            after_commit(lambda: done.append("fell"))
            raise RuntimeError
    except RuntimeError:
        pass
    with transaction():
        session.add(technology("one"))
    assert done == ["stood"]


def test_an_act_after_the_commit_that_fails_undoes_nothing(session: Session) -> None:
    def fails() -> None:
        raise ConnectionError

    with transaction():
        session.add(technology("one"))
        after_commit(fails)
    assert session.get(Technology, "one") is not None


def test_what_members_alone_see_moves_and_queues_nothing_for_visitors(session: Session) -> None:
    member, country = make_member("aonagi"), make_country("PLW", "パラオ", "Palau")
    session.execute(delete(SearchTask))
    session.commit()
    public, everybody = data_version(), data_version(signed_in=True)
    with transaction():
        session.add(CountryInterest(member_id=member.id, country_code=country.code, status="active"))
        session.add(ContactPerson(member_id=member.id, name=Bilingual("青", "Ao"), email="ao@aonagi.example"))
    assert data_version() == public
    assert data_version(signed_in=True) == everybody + 1
    assert [task.members_only for task in session.scalars(select(SearchTask))] == [True]
    assert pending(signed_in=False) == frozenset()
    assert pending(signed_in=True) == {("member", str(member.id))}
    with transaction():
        member.name = Bilingual("青凪", "Aonagi")
    assert data_version() == public + 1
    assert pending(signed_in=False) == {("member", str(member.id))}
