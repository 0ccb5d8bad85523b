"""Documents into Whoosh. Terms are made here, so Whoosh only keeps lists of words and what they belong to."""

import hashlib
import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from whoosh.columns import VarBytesColumn
from whoosh.fields import COLUMN, ID, KEYWORD, STORED, Schema
from whoosh.filedb.filestore import FileStorage

from hub.core.documents import SearchDocument
from hub.core.fulltext import analysis
from hub.core.fulltext.analysis import Analyser, Token
from hub.core.fulltext.concepts import Gazetteer
from hub.core.fulltext.scoring import WEIGHTS

# Moves on whenever fields or cards change, so that an older index is made anew.
VERSION = 4
INDEX = "MAIN"
GAZETTEER = "gazetteer.json"
GRAMS = "grams"
CHARACTERS = "characters"
CARD = "card"
ORIGINAL = "original"


def versions() -> dict[str, str]:
    """By which rules and which dictionary texts are cut."""
    return {
        "schema": str(VERSION),
        "analyser": str(analysis.VERSION),
        "dictionary": analysis.dictionary_version(),
    }


def storage(path: Path) -> FileStorage:
    # With "mmap" Whoosh copies the whole index into private memory, for each reader.
    return FileStorage(str(path), supports_mmap=False)


def fill(path: Path, documents: Iterable[SearchDocument], gazetteer: Gazetteer) -> None:
    """Make a new index of these documents."""
    (path / GAZETTEER).write_text(json.dumps(gazetteer.names, ensure_ascii=False, indent=0), encoding="utf-8")
    index = storage(path).create_index(_schema(), INDEX)
    _commit(index, documents, (), Analyser(gazetteer))


def change(
    path: Path,
    documents: Iterable[SearchDocument],
    records: Collection[tuple[str, str]],
    gazetteer: Gazetteer,
) -> None:
    """Replace whatever the index holds of these records (kind and key) by these documents."""
    index = storage(path).open_index(INDEX)
    _commit(index, documents, records, Analyser(gazetteer))


def gazetteer_in(path: Path) -> Gazetteer:
    return Gazetteer(json.loads((path / GAZETTEER).read_text(encoding="utf-8")))


def digest(document: SearchDocument) -> str:
    """The version of a document: equal if and only if everything in it is."""
    whole = json.dumps(asdict(document), ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:24]


def _schema() -> Schema:
    names = {name: KEYWORD() for name in (*WEIGHTS, GRAMS, CHARACTERS)}
    return Schema(key=ID(), **names, **{CARD: COLUMN(VarBytesColumn()), ORIGINAL: STORED()})


def _commit(
    index: Any,
    documents: Iterable[SearchDocument],
    records: Collection[tuple[str, str]],
    analyser: Analyser,
) -> None:
    writer = index.writer(limitmb=64)
    try:
        for kind, record in records:
            writer.delete_by_term("key", _key(kind, record))
        for document in documents:
            writer.add_document(**_fields(document, analyser))
        writer.commit()
    except BaseException:
        # A commit that raises would keep the lock.
        writer.cancel()
        raise
    finally:
        index.close()


def _key(kind: str, record: str) -> str:
    return f"{kind}:{record}"


def _fields(document: SearchDocument, analyser: Analyser) -> dict[str, Any]:
    originals: list[dict[str, Any]] = [
        {
            "language": language,
            "anchor": part.anchor,
            "heading": [part.heading.ja, part.heading.en],
            "text": text,
            "tokens": analyser.tokens(text),
        }
        for part in document.parts
        for language, text in (("ja", part.text.ja), ("en", part.text.en))
        if text
    ]
    titles = (document.title.ja, document.title.en)
    headings = [words for part in document.parts for words in (part.heading.ja, part.heading.en)]
    terms = {
        "title": _terms(titles, analyser),
        "names": _terms((document.id, *document.names), analyser),
        "heading": _terms(headings, analyser),
        "body": [token.term for original in originals for token in original["tokens"]],
        "tags": _tags(document),
    }
    named = [gram for name in (*titles, document.id, *document.names) for gram in analysis.grams(name)]
    return {
        "key": _key(document.kind, document.record),
        **{name: " ".join(found) for name, found in terms.items()},
        GRAMS: " ".join(dict.fromkeys(named)),
        CHARACTERS: " ".join(analysis.characters(original["text"] for original in originals)),
        CARD: _card(document, {name: len(found) for name, found in terms.items()}),
        ORIGINAL: json.dumps([_flat(original) for original in originals], ensure_ascii=False),
    }


def _terms(texts: Iterable[str], analyser: Analyser) -> list[str]:
    return [term for text in texts for term in analyser.terms(text)]


def _tags(document: SearchDocument) -> list[str]:
    """What a document is about by its data, even where its text does not say so."""
    return [
        *(f"technology:{code}" for code in document.technologies),
        *(f"country:{code}" for code in document.countries),
        *(f"group:{code}" for code in document.groups),
        *(f"stage:{code}" for code in document.stages),
    ]


def _card(document: SearchDocument, lengths: Mapping[str, int]) -> bytes:
    """All that lists, filters and counts need of a document, without its text."""
    card = {
        "kind": document.kind,
        "record": document.record,
        "id": document.id,
        "members_only": document.members_only,
        "title": [document.title.ja, document.title.en],
        "names": list(document.names),
        "endpoint": document.endpoint,
        "values": dict(document.values),
        "technology": list(document.technologies),
        "country": list(document.countries),
        "region": list(document.groups),
        "stage": list(document.stages),
        "extra": dict(document.extra),
        "lengths": dict(lengths),
        "version": digest(document),
    }
    return json.dumps(card, ensure_ascii=False).encode("utf-8")


def _flat(original: dict[str, Any]) -> dict[str, Any]:
    """The text with a line for each term and its places: only those asked for are ever read."""
    tokens: Sequence[Token] = original["tokens"]
    places: dict[str, list[str]] = {}
    for token in tokens:
        places.setdefault(token.term, []).append(f"{token.start}-{token.end}")
    lines = [f"{term} {' '.join(found)}" for term, found in places.items()]
    return {**original, "tokens": "\n" + "\n".join(lines) + "\n"}
