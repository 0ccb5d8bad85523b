"""How members join a team: expressions of interest in a call, invitations, and the opening of a name.

Each waits for one person by a day, as a request does, and is one in the engine of requests.
"""
