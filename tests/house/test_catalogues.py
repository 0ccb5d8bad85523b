"""The interface in Japanese: nothing missing, nothing left over, each place of a sentence in both languages."""

import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Message
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po

from hub.core.catalogues import SOURCE
from hub.core.config import ROOT

# How sentences are marked in code and in templates; ngettext gives two.
MARKS = {"_": None, "_l": None, "gettext": None, "lazy_gettext": None, "ngettext": (1, 2)}
PLACE = re.compile(r"(?<!%)%\((\w+)\)")
JAPANESE = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")

Text = str | tuple[str, ...]


def marked() -> dict[Text, str]:
    """Every sentence of the interface, with one place where it is used."""
    found: dict[Text, str] = {}
    for method, folder, pattern in (
        ("python", ROOT / "platform" / "hub", "**/*.py"),
        ("jinja2.ext:babel_extract", ROOT / "templates", "**/*.html"),
    ):
        options = {"trim_blocks": "true", "lstrip_blocks": "true", "silent": "false"}
        for path in sorted(folder.glob(pattern)):
            for line, text, _comments, _context in extract_from_file(
                method, path, keywords=MARKS, options=options
            ):
                found[text] = f"{path.relative_to(ROOT)}:{line}"
    return found


def translated() -> Iterator[tuple[Path, Message]]:
    for path in sorted((SOURCE / "ja").glob("*.po")):
        with path.open("rb") as stream:
            yield from ((path, message) for message in read_po(stream, locale="ja") if message.id)


def strings(text: object) -> list[str]:
    return [str(one) for one in text] if isinstance(text, list | tuple) else [str(text)]


def test_every_sentence_has_its_japanese() -> None:
    known = {message.id for _, message in translated()}
    assert [f"{place}: {text!r}" for text, place in marked().items() if text not in known] == []


def test_no_translation_is_left_over() -> None:
    used = marked()
    assert [f"{path.name}: {message.id!r}" for path, message in translated() if message.id not in used] == []


def test_no_translation_is_empty_doubtful_or_outdated() -> None:
    for path, message in translated():
        assert not message.fuzzy, f"{path.name}: {message.id!r} is fuzzy"
        assert all(strings(message.string)), f"{path.name}: {message.id!r} is empty"
    assert [
        path.name for path in (SOURCE / "ja").glob("*.po") if "\n#~" in path.read_text(encoding="utf-8")
    ] == []


def test_both_languages_have_the_same_places() -> None:
    told = []
    for path, message in translated():
        wanted = {place for text in strings(message.id) for place in PLACE.findall(text)}
        for japanese in strings(message.string):
            if set(PLACE.findall(japanese)) != wanted:
                told.append(f"{path.name}: {message.id!r} → {japanese!r}")
    assert told == []


def test_a_sentence_is_translated_the_same_everywhere() -> None:
    found: dict[object, set[str]] = defaultdict(set)
    for _, message in translated():
        found[message.id].add(str(message.string))
    assert {text: versions for text, versions in found.items() if len(versions) > 1} == {}


def test_words_for_people_are_japanese() -> None:
    """A translation without one kana or kanji is a name, a sign or a unit; a whole sentence is not."""
    for path, message in translated():
        sentence = any(len(PLACE.sub("", text).split()) > 4 for text in strings(message.id))
        if sentence:
            assert all(JAPANESE.search(text) for text in strings(message.string)), (
                f"{path.name}: {message.id!r}"
            )


def test_english_keys_are_english() -> None:
    assert [f"{place}: {text!r}" for text, place in marked().items() if JAPANESE.search(str(text))] == []
