"""The key in an unsubscribe link: signed, good for one person and topic, and able to do nothing but end mail."""

from flask import current_app
from itsdangerous import BadSignature, URLSafeSerializer

from hub.notifications.models import Topic


def unsubscribing(account_id: int, topic: Topic) -> str:
    return str(_signer().dumps([account_id, str(topic)]))


def read(key: str) -> tuple[int, Topic] | None:
    """Whose mail about what this key ends; None if nobody of ours made it. It never grows old: mail is kept."""
    try:
        account_id, topic = _signer().loads(key)
        return int(account_id), Topic(topic)
    except (BadSignature, ValueError, TypeError):
        return None


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(current_app.secret_key or "", salt="unsubscribe")
