"""Search: one box over charts, technologies, members, support tools, advisors and deployments.

Words: hit, facet, kind. The engine is ``core.fulltext``; here are the pages, the index's upkeep and commands.
"""
