"""How an organisation is doing with its goals (domain.md §7): from published readings and system counters alone, never
of one person, and never of one team."""
