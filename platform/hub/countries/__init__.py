"""Countries (対象国) and organisations we keep a chart (海外展開カルテ) of, and the figures about them.

Words: country, indicator (what is measured), figure (one measured value), source, peers.
Knows nothing of technologies or deployments; the chart page may read from every room.
"""
