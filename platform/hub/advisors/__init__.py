"""Advisors (アドバイザー): people with experience of a technology and of countries, whom members may consult.

Words: advisor, expertise (technology), country with years. Contact is for signed-in readers.
"""
