"""Microsoft Teams: the Bot Framework's protocol in, its connector out."""
