"""Requests (依頼): everything that one person asks of another and that waits for an answer, in one engine.

Words: asker, owner (the one who must answer), side (for whom each acts, ``member:12``), key (the request's name in
addresses), due. Rooms above ask with ``actions.ask``; this room knows no members and no other thing asked about.
"""
