"""Accounts: who can sign in, their sessions, and the slowing of those who guess.

Words: account, session (kept on the server side), attempt. Roles are in ``core.access``.
"""
