"""What rooms hold about a person, in words."""

from datetime import date, datetime

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from hub.accounts.models import Text
from hub.core import formats

COLUMNS = {
    "email": _l("E-mail address"),
    "name_ja": _l("Name in Japanese"),
    "name_en": _l("Name in English"),
    "name_kana": _l("Reading"),
    "language": _l("Language of letters"),
    "role": _l("Role"),
    "created_at": _l("Registered at"),
    "second_step_since": _l("Second step since"),
    "started_at": _l("Signed in"),
    "seen_at": _l("Last seen"),
    "posted_at": _l("Written"),
    "subject": _l("Subject"),
    "member": _l("Member"),
    "department": _l("Department"),
    "phone": _l("Telephone"),
    "released": _l("Shown to members"),
    "consented_on": _l("Consent given"),
    "at": _l("When"),
    "act": _l("Act"),
    "reason": _l("Reason"),
    "done_at": _l("Done at"),
    "undone_at": _l("Taken back at"),
    "network": _l("From where"),
    "asked_at": _l("Asked on"),
    "due": _l("Answer by"),
    "state": _l("State"),
    "text": _l("What was asked"),
    "offer": _l("What was offered"),
    "answer": _l("Your answer"),
    "topic": _l("Topic"),
    "read_at": _l("Read"),
    "way": _l("Way"),
    "slug": _l("Page"),
    "browser": _l("Browser"),
    "text_name": _l("Text"),
    "version": _l("Version"),
}


TEXTS = {Text.TERMS: _l("Terms of use"), Text.PRIVACY: _l("Privacy"), Text.POLICY: _l("Site policy")}


def shown(value: object) -> str:
    """A value as people read it; nothing stays a dash."""
    if isinstance(value, Text):
        return str(TEXTS[value])
    if isinstance(value, datetime):
        return f"{formats.day(value)} {formats.clock(value)}"
    if isinstance(value, date):
        return formats.day(value)
    if isinstance(value, bool):
        return str(_("yes")) if value else str(_("no"))
    return str(value) if value else "–"
