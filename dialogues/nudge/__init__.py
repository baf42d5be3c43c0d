"""What helps a person to do a behaviour: nudges, and their own when-then plans (domain.md §4)."""
