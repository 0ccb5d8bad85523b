"""Ground floor: what every room stands on and that knows no room.

Settings, database, two languages, access, forms, pages, sheets and the full-text index.
"""
