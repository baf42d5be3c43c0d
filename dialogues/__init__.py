"""What is said, when, to whom and what may be shown: decides everything, does no input or output."""
