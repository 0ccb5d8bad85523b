"""The terms a team records before it bids, version by version, until all its members have accepted the same one."""
