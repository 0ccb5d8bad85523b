"""The terms a team records before it bids, version by version, until all have accepted the same one."""
