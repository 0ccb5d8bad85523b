"""The same act for many members at once (一括処理): chosen, confirmed, done, and taken back."""
