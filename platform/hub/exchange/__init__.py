"""Import and export of members by the secretariat: sheets out, sheets in, and own members for the sample ones.

Words: sheet, dry run, job. A sheet that is taken away can be given back unchanged. Stands on members (whose
columns these are), accounts and the journal; the reading of files is in ``core``.
"""
