"""What may be typed at the desk."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import HiddenField

from hub.core import forms
from hub.core.bilingual import Bilingual
from hub.core.forms import Form
from hub.secretariat.actions import CircularDraft, TaskDraft


class TaskForm(Form):
    title = forms.words(_l("What is to be done"), required=_l("Enter what is to be done"))
    note = forms.prose(_l("Memo"))
    assignee = forms.choice(_l("Who does it"), (), required=_l("Choose who does it"))
    due = forms.day(_l("Until when"), required=_l("Enter until when"))

    def draft(self, subject: str = "") -> TaskDraft:
        return TaskDraft(self.title.data, self.note.data, int(self.assignee.data), self.due.data, subject)


class CircularForm(Form):
    key = HiddenField()
    subject_ja = forms.words(_l("Subject in Japanese"), required=_l("Enter the subject in Japanese"))
    text_ja = forms.prose(_l("Text in Japanese"), required=_l("Enter the text in Japanese"), longest=10_000)
    subject_en = forms.words(_l("Subject in English"))
    text_en = forms.prose(
        _l("Text in English"),
        longest=10_000,
        support=_l("Readers of English get the Japanese text if this is empty."),
    )

    def validate(self, extra_validators: Any = None) -> bool:
        good = bool(super().validate(extra_validators))
        # Not a validator of the field: an optional field that is empty is not asked.
        if bool(self.text_en.data) == bool(self.subject_en.data):
            return good
        self.text_en.errors = [_l("Write both subject and text in English, or neither")]
        return False

    def draft(self, segment: str) -> CircularDraft:
        return CircularDraft(
            self.key.data,
            Bilingual(self.subject_ja.data, self.subject_en.data),
            Bilingual(self.text_ja.data, self.text_en.data),
            segment,
        )
