"""One example of every type of message, for previews, snapshots and whoever wants to see what Vardag says."""
