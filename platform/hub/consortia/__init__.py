"""Consortium teams: how members join a call (expressions of interest, invitations), and who holds which place.

What the team writes stands in the rooms above (workrooms, agreements). Nobody but the team is told that it
exists.
"""
