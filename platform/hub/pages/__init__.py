"""Pages that belong to no room: home, help, policies, contact."""
