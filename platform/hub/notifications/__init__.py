"""Notifications: what has happened that a person wants to know, on a page and, as each topic is set, by mail.

Words: topic, way (on the page only, mail at once, one mail a day), digest, unsubscribe link. Acts of rooms above
call ``actions.notify``; this room knows accounts and nothing of what it tells about.
"""
