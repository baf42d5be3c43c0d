"""Talks between a lead and the people of their teams: registered, prepared for, and asked about afterwards (§4.4)."""
