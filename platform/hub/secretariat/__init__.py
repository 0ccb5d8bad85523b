"""The secretariat's desk (事務局): what waits, what changed today, the mail that did not leave.

Words: desk, queue. Each room keeps its own desk pages in ``desk.py`` and its queues in ``queues.py``; here they
come together.
"""
