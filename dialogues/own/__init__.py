"""What is kept of somebody: shown to them, and forgotten where they say so (domain.md §6.3)."""
