"""The organisation as its file describes it, what the file must keep to, and what it would change."""
