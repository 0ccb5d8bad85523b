"""Technologies (技術) that Japan offers, the words people type for them, and which figures speak for each.

Words: technology, synonym, factor (an indicator that speaks for need or readiness). Leans on countries for
the indicators only through their codes; a neighbour on the same floor.
"""
