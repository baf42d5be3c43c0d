"""One folder per chat platform: translates between a platform's bytes and our words."""
