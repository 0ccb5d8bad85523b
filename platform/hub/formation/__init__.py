"""Where a team is strong and where it has gaps: roles by members, the smallest sets of members that would fill the
must-haves, pictures of the team, and what the secretariat may know of all teams.
"""
