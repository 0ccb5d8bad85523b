"""What is held about a person: to look at, to take away, to have erased; and what is erased by age.

Words: held, closing (of an account), erasure, retention. Rooms tell what they hold in ``personal.py``.
"""
