"""What any engine behind ``hub.core.fulltext`` must do, whatever it is made of."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.core.fulltext import Index, Question, wishes
from tests.core.fulltext.makers import (
    CABLE,
    DOCUMENTS,
    FIRM,
    HIDDEN,
    INDIA,
    PALAU,
    TELEMEDICINE,
    ids,
    make_document,
    make_index,
)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    yield make_index(tmp_path_factory.mktemp("index"))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("インド", "ｲﾝﾄﾞ"),
        ("インド", "いんど"),
        ("ISDB-T", "ｉｓｄｂ－ｔ"),
        ("ISDB-T", "isdbt"),
        ("5G", "５ｇ"),
        ("サーバー", "サーバ"),
        ("サーバー", "ｻｰﾊﾞｰ"),
        ("髙橋", "高橋"),
        ("Tokyo", "TOKYO"),
        ("server", "servers"),
        ("海底ケーブル", "subsea cable"),
        ("海底ケーブル", "undersea cables"),
        ("海底ケーブル", "海底通信ケーブル"),
        ("地デジ", "ISDB-T"),
        ("Palau", "パラオ共和国"),
        ("PLW", "plw"),
    ],
)
def test_width_case_kana_and_synonyms_make_no_difference(index: Index, one: str, other: str) -> None:
    assert ids(index, one)
    assert sorted(ids(index, one)) == sorted(ids(index, other))


def test_a_name_inside_another_is_not_found(index: Index) -> None:
    assert ids(index, "インド") == ["IND"]
    assert ids(index, "インドネシア") == ["IDN"]
    assert ids(index, "India") == ["IND"]


def test_the_record_that_is_the_very_thing_comes_first(index: Index) -> None:
    assert ids(index, "パラオ")[0] == "PLW"
    assert ids(index, "subsea cable")[0] == "submarine_cable"


@pytest.mark.parametrize(
    "sentence",
    [
        "山間部の診療所と都市の専門医をスマートフォンでつなぐ",
        "connect mountain clinics with specialists in the city by smartphone",
    ],
)
def test_a_sentence_finds_what_it_means(index: Index, sentence: str) -> None:
    assert ids(index, sentence, kinds=("technology",))[0] == "telemedicine"


def test_only_the_first_phrases_cost_a_look_into_whole_texts(index: Index) -> None:
    read = wishes.read(
        " ".join(f"“{letter}”" for letter in "海底光国際通信網陸揚局"), index.opened().analyser
    )
    assert sum(bool(wish.phrase) for wish in read.wanted) == wishes.MOST_PHRASES


def test_a_phrase_stands_as_it_is(index: Index) -> None:
    assert ids(index, '"optical fibre"') == ["submarine_cable"]
    assert ids(index, '"fibre optical"') == []
    assert ids(index, "“緊急警報を届ける”") == ["isdbt"]
    assert ids(index, '"届ける緊急警報"') == []


def test_a_word_with_a_minus_is_left_out(index: Index) -> None:
    assert "PLW" in ids(index, "海底ケーブル")
    assert "PLW" not in ids(index, "海底ケーブル -パラオ")
    assert ids(index, "-パラオ") == []
    # A hyphen inside a word is no minus.
    assert ids(index, "e-health") == ["telemedicine"]


@pytest.mark.parametrize(
    ("character", "record"), [("島", "IDN"), ("凪", "aonagi"), ("光", "submarine_cable")]
)
def test_one_character_is_enough(index: Index, character: str, record: str) -> None:
    assert record in ids(index, character)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "\u3000",
        "\0",
        "😀",
        "👩‍👩‍👧",
        "𠮷",
        "??*",
        "((((",
        '"',
        '""',
        "-",
        "−",
        "- -",
        "AND OR NOT",
        "body:secret",
        "key:member",
        "%_\\",
        "\ud800",
        "\u202e",
        "é" * 600,
        "ー" * 600,
        "a" * 10_000,
        "海底ケーブル" * 2000,
        "(" * 10_000,
        '"a ' * 4000,
        "－" * 10_000,
    ],
)
def test_any_text_gets_an_answer(index: Index, text: str) -> None:
    answer = index.search(Question(text, limit=5))
    assert answer.available
    assert answer.total >= len(answer.hits)
    assert index.suggestions(text) is not None


def test_a_zero_byte_in_a_word_changes_nothing(index: Index) -> None:
    assert ids(index, "パラオ\0") == ids(index, "パラオ")


def test_hidden_documents_are_neither_found_nor_counted(index: Index) -> None:
    for text in ("ブータン", "Bhutan", "鵺野", "Nueno", "鵺"):
        assert ids(index, text) == []
        assert ids(index, text, signed_in=True) == ["aonagi"]
    seen = index.search(Question("サーバー"))
    members = index.search(Question("サーバー", signed_in=True))
    assert seen.facets["country"] == {"PLW": 1}
    assert members.facets["country"] == {"BTN": 1, "PLW": 1}
    assert index.search(Question("サーバー", countries=("BTN",))).total == 0
    assert "鵺" not in str(seen)


def test_hidden_words_do_not_move_the_order_of_what_is_seen(tmp_path: Path) -> None:
    without = make_index(tmp_path / "without", tuple(one for one in DOCUMENTS if one is not HIDDEN))
    with_hidden = make_index(tmp_path / "with")
    for text in ("サーバー", "国", "担当", "パラオ 海底"):
        one, other = (made.search(Question(text)) for made in (without, with_hidden))
        assert [(hit.id, hit.score) for hit in one.hits] == [(hit.id, hit.score) for hit in other.hits]
        assert one.facets == other.facets


def test_all_words_find_no_more_than_any_of_them(index: Index) -> None:
    for first, second in (("海底ケーブル", "円借款"), ("島", "国"), ("5G", "population")):
        both = index.search(Question(f"{first} {second}", limit=100))
        assert not both.widened
        assert {hit.id for hit in both.hits} <= set(ids(index, first)) & set(ids(index, second))


def test_words_no_record_has_together_are_looked_for_one_by_one(index: Index) -> None:
    answer = index.search(Question("円借款 スマートフォン"))
    assert answer.widened
    assert {hit.id for hit in answer.hits} == {"D001", "telemedicine"}


def test_pages_add_up_to_the_whole(index: Index) -> None:
    whole = ids(index, "国 島 海底 テレビ 東京")
    assert len(whole) > 3
    pages = [
        hit.id
        for offset in range(0, len(whole) + 2, 2)
        for hit in index.search(Question("国 島 海底 テレビ 東京", limit=2, offset=offset)).hits
    ]
    assert pages == whole


def test_filters_narrow_and_their_counts_hold(index: Index) -> None:
    answer = index.search(Question("海底ケーブル", limit=100))
    assert answer.total == len(answer.hits) == 4
    for facet, field in (("kind", "kinds"), ("technology", "technologies"), ("country", "countries"),
                         ("region", "groups"), ("stage", "stages")):  # fmt: skip
        for value, count in answer.facets[facet].items():
            narrowed = index.search(Question("海底ケーブル", limit=100, **{field: (value,)}))
            assert narrowed.total == len(narrowed.hits) == count
            # What else could be chosen of the same filter stays known.
            assert narrowed.facets[facet] == answer.facets[facet]
    assert ids(index, "海底ケーブル", kinds=("chart",), countries=("XXX",)) == []


def test_equal_scores_keep_an_order(tmp_path: Path) -> None:
    twins = tuple(make_document("member", f"twin-{n}", ("ふたご", "Twin")) for n in (3, 1, 2))
    assert ids(make_index(tmp_path, twins), "Twin") == ["twin-1", "twin-2", "twin-3"]


def test_a_snippet_is_in_the_readers_language_marked_and_harmless(tmp_path: Path) -> None:
    nasty = make_document(
        "member", "nasty", ("悪い", "Nasty"), ("<b>海底</b>ケーブル & co", "<script>alert(1)</script> cable")
    )
    made = make_index(tmp_path, (nasty, CABLE))
    ja, en = (
        next(h for h in made.search(Question(q, language=language)).hits if h.id == "nasty").snippet
        for q, language in (("海底", "ja"), ("alert", "en"))
    )
    assert ja == "&lt;b&gt;<mark>海底</mark>&lt;/b&gt;ケーブル &amp; co"
    assert en == "&lt;script&gt;<mark>alert</mark>(1)&lt;/script&gt; cable"


def test_a_snippet_changes_its_language_only_for_the_words_typed(tmp_path: Path) -> None:
    uneven = make_document(
        "deployment", "D1", ("事例", "Case"), ("遠隔医療の実証を養蜂家と行った。", "A trial was held.")
    )
    made = make_index(tmp_path, (uneven, TELEMEDICINE))

    def snippet(text: str) -> str:
        hits = made.search(Question(text, language="en", kinds=("deployment",))).hits
        return str(hits[0].snippet)

    assert snippet("telemedicine") == "A trial was held."
    assert '<span lang="ja">' in snippet("養蜂")


def test_a_deleted_record_is_gone(tmp_path: Path) -> None:
    made = make_index(tmp_path)
    assert "aonagi" in ids(made, "サーバー", signed_in=True)
    with made.writing():
        assert made.update((), {("member", "aonagi")})
    assert ids(made, "サーバー", signed_in=True) == []
    assert ids(made, "鵺野", signed_in=True) == []


def test_changed_records_can_be_left_out_of_an_answer(index: Index) -> None:
    without = frozenset({("deployment", "D001")})
    answer = index.search(Question("海底ケーブル", without=without))
    assert answer.total == 3
    assert "D001" not in {hit.id for hit in answer.hits}
    assert "deployment" not in answer.facets["kind"]


def test_a_change_gives_the_same_index_as_making_it_anew(tmp_path: Path) -> None:
    changed = make_document(
        "member", "aonagi", ("青凪サーバー株式会社", "Aonagi Servers"), ("ケーブルを敷く。", "Lays cables.")
    )
    new = make_document("member", "shin", ("新しい会社", "New Company"), ("島で働く。", "Works on islands."))
    rest = tuple(one for one in DOCUMENTS if one not in (FIRM, HIDDEN))
    step = make_index(tmp_path / "step")
    with step.writing():
        assert step.update((changed, new), {("member", "aonagi"), ("member", "shin")})
    fresh = make_index(tmp_path / "fresh", (*rest, changed, new))
    assert step.versions() == fresh.versions()
    for text in ("島", "ケーブル", "会社", "サーバー", "海底ケーブル パラオ", "cables", "Bhutan"):
        one, other = (made.search(Question(text, signed_in=True, limit=100)) for made in (step, fresh))
        assert one == other, text


def test_a_new_name_of_a_concept_wants_a_new_index(tmp_path: Path) -> None:
    made = make_index(tmp_path)
    renamed = make_document("chart", "PLW", ("パラオ", "Palau"), names=("ベラウ", "Belau"))
    with made.writing():
        assert not made.update((renamed,), {("chart", "PLW")})
        made.rebuild([*(one for one in DOCUMENTS if one is not PALAU), renamed])
    # The deployment never says Belau; its text names the concept.
    assert "D001" in ids(made, "Belau")


def test_suggestions_are_public_names_however_typed(index: Index) -> None:
    assert index.suggestions("ぱら")[0].id == "PLW"
    assert index.suggestions("PAL")[0].id == "PLW"
    assert index.suggestions("かいてい") == ()
    assert {one.id for one in index.suggestions("海底")} >= {"submarine_cable"}
    assert index.suggestions("ブータン") == index.suggestions("鵺") == ()
    assert len(index.suggestions("a", limit=2)) <= 2


def test_a_slip_of_the_pen_is_answered_with_the_nearest_name(index: Index) -> None:
    answer = index.search(Question("インドネジア"))
    assert "country:IDN" in answer.nearest


def test_an_empty_index_answers_nothing(tmp_path: Path) -> None:
    made = make_index(tmp_path, ())
    assert ids(made, "島") == []
    assert ids(make_index(tmp_path / "two", (INDIA,)), "島") == []
