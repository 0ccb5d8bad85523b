"""``flask members import``: own members, in both encodings, dry and wet; a fault is told and nothing written."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import Result
from flask import Flask
from sqlalchemy import func, select

from hub.core.db import Model, db
from hub.journal.models import JournalLine
from hub.members.models import Capability, ContactPerson, CountryInterest, Member, ReferenceSite
from tests.members.makers import make_country, make_member, make_technology

HEADER = (
    "slug,name_ja,name_kana,name_en,kind,size_class,prefecture,website,summary_ja,summary_en,languages,"
    "seeks_ja,seeks_en,updated_on,sample,source_name_ja,source_name_en,source_url"
)
ROW = (
    "takasaki,髙崎通信,タカサキツウシン,Takasaki Telecom,carrier,large,群馬県,https://t.example/,会社,A firm,"
    "ja,,,,,,,"
)


def run(app: Flask, path: Path, *options: str) -> Result:
    made = app.test_cli_runner().invoke(args=["members", "import", str(path), *options])
    db.session.expire_all()
    return made


def written(folder: Path, lines: Sequence[str], encoding: str = "utf-8") -> Path:
    path = folder / "own.csv"
    path.write_bytes("\r\n".join(lines).encode(encoding))
    return path


def number_of(model: type[Model]) -> int:
    return db.session.scalar(select(func.count()).select_from(model)) or 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp932"])
def test_own_members_are_imported_whatever_program_wrote_the_file(
    app: Flask, tmp_path: Path, encoding: str
) -> None:
    result = run(app, written(tmp_path, [HEADER, ROW], encoding))
    assert (result.exit_code, result.output) == (0, "新規1件、更新0件、変更なし0件。\n")
    member = db.session.scalars(select(Member)).one()
    assert (member.slug, member.name.ja, member.sample) == ("takasaki", "髙崎通信", False)
    assert db.session.scalars(select(JournalLine.subject)).all() == ["members: own.csv"]


def test_members_that_are_not_in_the_file_stay(app: Flask, tmp_path: Path) -> None:
    make_member("other")
    assert run(app, written(tmp_path, [HEADER, ROW])).exit_code == 0
    assert set(db.session.scalars(select(Member.slug))) == {"other", "takasaki"}


def test_the_same_file_again_changes_nothing(app: Flask, tmp_path: Path) -> None:
    path = written(tmp_path, [HEADER, ROW])
    run(app, path)
    result = run(app, path, "--language", "en")
    assert result.output == "0 created, 0 updated, 1 unchanged.\n"
    assert number_of(JournalLine) == 1


def test_a_dry_run_tells_and_writes_nothing(app: Flask, tmp_path: Path) -> None:
    result = run(app, written(tmp_path, [HEADER, ROW]), "--dry-run", "--language", "en")
    assert result.exit_code == 0
    assert "1 created, 0 updated" in result.output
    assert "Dry run: nothing was written." in result.output
    assert (number_of(Member), number_of(JournalLine)) == (0, 0)


def test_a_broken_row_is_told_with_its_place_and_nothing_is_written(app: Flask, tmp_path: Path) -> None:
    broken = ROW.replace("takasaki", "second").replace("carrier", "airline")
    path = written(tmp_path, [HEADER, ROW, broken])
    english, japanese = run(app, path, "--language", "en"), run(app, path)
    for result in (english, japanese):
        assert result.exit_code == 1
        assert "airline" in result.stderr
    assert "own.csv: row 3, column kind:" in english.stderr
    assert "Refused: nothing was written." in english.stderr
    assert "own.csv：3行目、kind列：" in japanese.stderr
    assert (number_of(Member), number_of(JournalLine)) == (0, 0)


@pytest.mark.parametrize(
    ("row", "column"),
    [
        (ROW.replace("takasaki", "Takasaki Ltd"), "slug"),
        (ROW.replace("takasaki", ""), "slug"),
        # A sample member is not taken over, and none is imported.
        (ROW.replace("takasaki", "invented"), "slug"),
        (ROW.replace("ja,,,,,,,", "ja,,,,1,,,"), "sample"),
        (ROW.replace("https://t.example/", "javascript:alert(1)"), "website"),
    ],
)
def test_what_an_own_member_may_not_be(app: Flask, tmp_path: Path, row: str, column: str) -> None:
    make_member("invented", sample=True)
    result = run(app, written(tmp_path, [HEADER, row]), "--language", "en")
    assert result.exit_code == 1
    assert f"row 2, column {column}:" in result.stderr
    assert db.session.scalars(select(Member.slug)).all() == ["invented"]


def test_text_in_no_known_encoding_is_refused(app: Flask, tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_bytes(b"slug\n\xff\xfe\x00\x81")
    assert run(app, path).exit_code == 1


@pytest.mark.parametrize(
    ("kind", "model", "lines"),
    [
        (
            "capabilities",
            Capability,
            [
                "member,technology,what_ja,what_en,maturity,certifications",
                "own,isdbt,作る,Makes it,pilot,ISO 9001",
            ],
        ),
        (
            "references",
            ReferenceSite,
            ["member,technology,country,year,what_ja,what_en", "own,isdbt,PER,２０２０,納入,Delivered"],
        ),
        ("countries", CountryInterest, ["member,country,status,since", "own,PER,future,2026"]),
        (
            "contacts",
            ContactPerson,
            [
                "member,name_ja,name_kana,name_en,department_ja,department_en,email,phone,released,consented_on",
                "own,森 花子,モリ ハナコ,Hanako Mori,,,mori@own.example,,0,",
            ],
        ),
    ],
)
def test_what_hangs_on_a_member_is_imported_by_kind(
    app: Flask, tmp_path: Path, kind: str, model: type[Model], lines: list[str]
) -> None:
    make_country("PER", "ペルー", "Peru")
    make_technology("isdbt", "地デジ", "Digital TV")
    make_member("own")
    make_member("invented", sample=True)
    foreign = [lines[0], lines[1].replace("own,", "invented,", 1)]
    unknown = [lines[0], lines[1].replace("own,", "nobody,", 1)]
    for refused in (foreign, unknown):
        assert run(app, written(tmp_path, refused), "--kind", kind).exit_code == 1
    assert number_of(model) == 0
    assert run(app, written(tmp_path, lines), "--kind", kind).exit_code == 0
    assert number_of(model) == 1


def test_an_unknown_kind_is_refused(app: Flask, tmp_path: Path) -> None:
    assert run(app, written(tmp_path, [HEADER]), "--kind", "weather").exit_code == 2
