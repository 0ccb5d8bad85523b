"""What a team writes in its room: messages, decisions, tasks, notes, files and links. For the team alone."""
