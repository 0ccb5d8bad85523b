"""Open calls (募集): what a member wants to do abroad and whom it looks for, from the draft to the closing day.

A call is also the beginning of a team: who joins it, and the team itself, stand in the room above (consortia).
"""
