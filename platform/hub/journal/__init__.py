"""The journal (活動履歴): one line for every act, who did what to which thing and when. Nobody edits it."""
