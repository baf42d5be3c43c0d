"""Slack: HTTP or Socket Mode in, Web API out."""
