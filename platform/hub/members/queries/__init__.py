"""Reading members. Where only some readers may see something, the statement asks for it only for them."""

from hub.members.queries.listing import PER_PAGE, Choice, Choices, Directory, choices, directory, member_ids
from hub.members.queries.people import people_of
from hub.members.queries.places import (
    InterestCount,
    Neighbour,
    Presence,
    in_country,
    interest_in,
    presence,
    technologies_and_references,
    with_technology,
)
from hub.members.queries.record import (
    Delivery,
    Looking,
    Skill,
    by_slug,
    contacts_of,
    interests_of,
    own_member,
    own_member_id,
    references_of,
    seat_of,
    skills_of,
)

__all__ = [
    "PER_PAGE",
    "Choice",
    "Choices",
    "Delivery",
    "Directory",
    "InterestCount",
    "Looking",
    "Neighbour",
    "Presence",
    "Skill",
    "by_slug",
    "choices",
    "contacts_of",
    "directory",
    "in_country",
    "interest_in",
    "interests_of",
    "member_ids",
    "own_member",
    "own_member_id",
    "people_of",
    "presence",
    "references_of",
    "seat_of",
    "skills_of",
    "technologies_and_references",
    "with_technology",
]
