"""Members (会員) of the platform, what they can do, where they look, and whom to ask there.

Words: member, capability, reference site, country of interest (none, active, future), contact person.
Sample members are invented and carry ``sample``; pages show it.
"""
