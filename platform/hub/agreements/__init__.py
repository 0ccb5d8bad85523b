"""Agreements of teams: the terms recorded before a bid, clause by clause, proposed as a whole, accepted by all.

Words: head (what a clause is about), version (the whole as it was proposed, which never changes), acceptance.
"""
