"""Matching: from a technology to target countries, ranked, each with reasons one can check and argue with.

Words: fit (適合度, the score 0–100), factor, contribution, band (low to high), evidence, weights. The numbers
live in arrays made once per data version; pages, commands and the API ask ``queries``.
"""
