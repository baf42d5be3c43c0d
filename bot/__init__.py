"""Runs it: settings, composition, web, turns, schedule, delivery, command line."""
