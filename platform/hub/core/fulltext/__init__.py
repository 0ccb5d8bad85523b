"""Full-text search in both languages, over an index that can always be made anew from the database.

``search`` asks the index of the application at work; the other names are what goes in and comes out.
"""

from flask import current_app

from hub.core.fulltext.index import Index
from hub.core.fulltext.questions import Answer, Hit, Question, Suggestion

__all__ = ["Answer", "Hit", "Index", "Question", "Suggestion", "search", "the_index"]


def the_index() -> Index:
    """The index of this application."""
    index: Index = current_app.extensions["fulltext"]
    return index


def search(question: Question) -> Answer:
    """What the index answers, after the reader's rights. Never fails: without an index it says so."""
    return the_index().search(question)
