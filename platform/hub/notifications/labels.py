"""Topics and ways in words."""

from flask_babel import lazy_gettext as _l

from hub.notifications.models import Topic, Way

TOPICS = {
    Topic.REQUESTS_RECEIVED: _l("Requests that wait for your answer"),
    Topic.REQUESTS_SENT: _l("Answers to your requests"),
    Topic.REMINDERS: _l("Reminders before and on the reply-by date"),
    Topic.MEMBERSHIP: _l("Renewal of the membership of your organisation"),
    Topic.CALLS: _l("Open calls that fit your organisation, and calls you take part in"),
    Topic.TEAMS: _l("What happens in your teams"),
}

WAYS = {
    Way.AT_ONCE: _l("By mail at once"),
    Way.DIGEST: _l("One mail a day, at 7:00 Japan time"),
    Way.PAGE: _l("On this site only, no mail"),
}
