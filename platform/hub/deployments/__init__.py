"""Deployments (事例・展開実績): documented links of a technology and a country, from a study to service.

Words: deployment, stage, event (one happening told in several rows), actors. A row says what was read; the
absence of a row says nothing about the absence of activity.
"""
