"""Applications for membership (入会申請), and how a membership stands from then on.

Words: application, section (of the task list), comment, stage, step. Nobody but the applicant, by a mailed link,
and the secretariat ever sees that there is an application.
"""
