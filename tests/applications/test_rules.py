"""The life of a membership as one table, 法人番号, names that are the same, and what an application lacks."""

from collections import defaultdict
from datetime import timedelta

import pytest
from flask import Flask
from flask_babel import force_locale
from sqlalchemy import func, select

from hub.applications import rules
from hub.applications.labels import ACTS, SECTIONS, STAGES
from hub.applications.models import Application, ApplicationCountry, Section, Stage
from hub.applications.personal import RETENTION
from hub.applications.rules import STEPS, Act, Who
from hub.core.db import db
from tests.applications.makers import MOMENT, make_application
from tests.members.makers import make_country, make_technology


def test_every_stage_is_reached_from_the_draft() -> None:
    reached, edge = {Stage.DRAFT}, [Stage.DRAFT]
    while edge:
        here = edge.pop()
        ends = {step.end for step in STEPS if step.start is here} - reached
        reached |= ends
        edge += ends
    assert reached == set(Stage)


def test_a_stage_and_an_act_lead_to_one_end() -> None:
    ends = defaultdict(set)
    for step in STEPS:
        ends[step.start, step.act].add(step.end)
    assert all(len(found) == 1 for found in ends.values())
    assert len(STEPS) == len({(step.start, step.act, step.who) for step in STEPS})


def test_refusal_and_withdrawal_are_the_only_ends() -> None:
    assert {stage for stage in Stage if not any(step.start is stage for step in STEPS)} == {
        Stage.REJECTED,
        Stage.WITHDRAWN,
    }


def test_only_the_applicant_submits_and_only_the_secretariat_decides() -> None:
    for step in STEPS:
        assert (step.who is Who.APPLICANT) == (step.act is Act.SUBMIT)
    assert rules.step(Stage.IN_REVIEW, Act.APPROVE, Who.APPLICANT) is None
    assert rules.step(Stage.SUBMITTED, Act.APPROVE, Who.SECRETARIAT) is None


def test_everything_has_a_name() -> None:
    assert set(STAGES) == set(Stage)
    assert set(ACTS) == set(Act)
    assert set(SECTIONS) == set(Section)


@pytest.mark.parametrize(
    "typed",
    [
        "5835678256246",
        "5-8356-7825-6246",
        "５８３５６７８２５６２４６",
        "T5835678256246",
        "Ｔ５－８３５６－７８２５－６２４６",
        " 5 8356 7825 6246 ",
        "5ー8356−7825‐6246",
    ],
)
def test_a_corporate_number_is_read_however_it_is_typed(typed: str) -> None:
    number = rules.read_corporate_number(typed)
    assert number == "5835678256246"
    assert rules.why_not_corporate_number(number) is None


@pytest.mark.parametrize(
    ("typed", "rule"),
    [
        ("2835678256246", "first digit does not fit"),
        ("583567825624", "13 digits; this has 12"),
        ("58356782562460", "13 digits; this has 14"),
        ("583567825624X", "digits only"),
        ("٥835678256246", "digits only"),
    ],
)
def test_the_rule_that_failed_is_named(app: Flask, typed: str, rule: str) -> None:
    with app.test_request_context(), force_locale("en"):
        assert rule in str(rules.why_not_corporate_number(rules.read_corporate_number(typed)))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("株式会社さくら通信", "さくら通信（株）"),
        ("㈱サクラ通信", "さくら 通信"),
        ("ｻｸﾗ通信", "サクラ通信"),
        ("Sakura Networks Co., Ltd.", "SAKURA NETWORKS"),
        ("Sakura Networks, Inc.", "Sakura-Networks K.K."),
        ("Sakura Networks Corporation", "Sakura Networks Company Limited"),
    ],
)
def test_names_are_the_same_apart_from_spelling(one: str, other: str) -> None:
    assert rules.plain_name(one) == rules.plain_name(other)


@pytest.mark.parametrize(
    ("one", "other"), [("さくら通信", "さくら電気"), ("Incubate", "Bate"), ("株式会社", "有限会社")]
)
def test_other_names_stay_other_names(one: str, other: str) -> None:
    assert rules.plain_name(one) != rules.plain_name(other)


@pytest.mark.parametrize(
    ("name", "taken", "slug"),
    [
        ("Sakura Networks Co., Ltd.", set(), "sakura-networks"),
        ("Sakura Networks", {"sakura-networks", "sakura-networks-2"}, "sakura-networks-3"),
        ("Café Ōsaka", set(), "cafe-osaka"),
        ("桜", set(), "member"),
    ],
)
def test_an_address_is_suggested_from_the_english_name(name: str, taken: set[str], slug: str) -> None:
    assert rules.suggested_slug(name, taken) == slug


def test_what_was_left_lying_or_refused_is_forgotten_by_age(app: Flask) -> None:
    make_technology("telemedicine", "遠隔医療", "Telemedicine")
    make_country("PLW", "パラオ", "Palau")
    old, new = MOMENT, MOMENT + timedelta(days=200)
    make_application("left@a.example", stage=Stage.DRAFT, changed_at=old)
    make_application("writing@a.example", stage=Stage.DRAFT, changed_at=new)
    make_application("refused@a.example", stage=Stage.REJECTED, decided_at=old)
    make_application("member@a.example", stage=Stage.APPROVED, decided_at=old)
    before = {"unfinished_applications": new, "refused_applications": new}
    for rule in RETENTION:
        assert rule.count(before[rule.name]) == rule.forget(before[rule.name]) == 1
    left = db.session.scalars(select(Application.address).order_by(Application.address)).all()
    assert left == ["member@a.example", "writing@a.example"]
    assert db.session.scalar(select(func.count()).select_from(ApplicationCountry)) == 2
