"""Members run their own record (会員情報): by section, with who sees what, its history and what is missing.

Words: section (a page of the form), row (such as one capability), circle (公開範囲), to confirm, to verify.
Leans on members, whose tables these are, and on the journal, which keeps every change.
"""
