"""A goal becomes behaviours: everything by which a team and its lead translate a goal and work on it."""
