"""Acts of joining a team.

Each change of state is one statement that holds only if the thing still stands as it was read, so of two at the
same moment one counts; the other gets ``TooLate`` and nothing of it stays.
"""

from hub.joining.actions.ending import dissolve, withdraw_call
from hub.joining.actions.expressions import (
    begin,
    decline,
    decline_all,
    draft_of,
    save,
    send,
    shortlist,
    withdraw,
    write_again,
)
from hub.joining.actions.invitations import (
    accept,
    agree_to_counter,
    counter,
    decline_invitation,
    invite,
    refuse_counter,
    withdraw_all,
    withdraw_invitation,
)
from hub.joining.actions.moving import Draft, Overtaken, Proposal, TooLate
from hub.joining.actions.names import agree_to_open, ask_for_name
from hub.joining.actions.places import add_person, end_person, hand_lead, leave, remove, show_place, show_team

__all__ = [
    "Draft",
    "Overtaken",
    "Proposal",
    "TooLate",
    "accept",
    "add_person",
    "agree_to_counter",
    "agree_to_open",
    "ask_for_name",
    "begin",
    "counter",
    "decline",
    "decline_all",
    "decline_invitation",
    "dissolve",
    "draft_of",
    "end_person",
    "hand_lead",
    "invite",
    "leave",
    "refuse_counter",
    "remove",
    "save",
    "send",
    "shortlist",
    "show_place",
    "show_team",
    "withdraw",
    "withdraw_all",
    "withdraw_call",
    "withdraw_invitation",
    "write_again",
]
