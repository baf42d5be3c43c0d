"""The weekly message that a lead and the team get at the same moment: it starts a conversation (domain.md §5.1)."""
