"""Calendar feeds: fetching, reading, and both together."""
