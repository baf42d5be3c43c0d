"""What may be claimed from a few answers (domain.md §5.2-§5.5): pure functions of counts."""
