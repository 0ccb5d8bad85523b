"""The sheet of support tools; the members that run a tool are read from its ``members`` column."""

from hub.core.sheets import Column, Sheet, both, integer, link, some_of
from hub.members.models import Member
from hub.support_tools.models import Phase, SupportTool, ToolOperator, ToolType

SHEETS = (
    Sheet(
        "support_tools.csv",
        SupportTool,
        key=("id",),
        columns=(
            Column("id", required=True),
            *both("name", required=True),
            *both("operator", required=True),
            Column("types", some_of(ToolType), required=True),
            Column("phases", some_of(Phase), required=True),
            *both("eligible"),
            *both("fields"),
            Column("technologies", required=True),
            *both("regions"),
            Column("countries", required=True),
            *both("countries_note"),
            *both("amount"),
            Column("as_of", integer),
            *both("summary", required=True),
            *both("source_name", required=True),
            Column("source_url", link),
            Column("official_url", link),
        ),
    ),
    Sheet(
        "support_tools.csv",
        ToolOperator,
        key=("tool_id", "member_id"),
        columns=(
            Column("id", to="tool_id", required=True, references=SupportTool.id),
            Column("members", to="member_id", references=Member.slug, stores=Member.id),
        ),
        explode="members",
        owner=("tool_id",),
    ),
)
