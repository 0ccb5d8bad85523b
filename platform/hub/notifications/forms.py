"""How a person wants to be told, topic by topic."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l

from hub.core.forms import Form, choice
from hub.notifications.labels import TOPICS, WAYS
from hub.notifications.models import Topic, Way


class SettingsForm(Form):
    """One field a topic, named like it; they are added below."""

    def chosen(self) -> dict[Topic, Way]:
        return {topic: Way(self[topic].data) for topic in Topic}


for _topic in Topic:
    _field: Any = choice(
        TOPICS[_topic], WAYS.items(), required=_l("Choose how you want to be told"), empty=False
    )
    setattr(SettingsForm, _topic, _field)


def settings_form(ways: Mapping[Topic, Way]) -> SettingsForm:
    return SettingsForm(data={str(topic): str(way) for topic, way in ways.items()})
