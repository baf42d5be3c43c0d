"""Calendars that are published at a secret address, as Outlook and Google publish them.

A feed is text from anybody on the internet. It is fetched by `fetch` from nowhere but the public internet (`reach`),
and read by `read` in a process of its own (`apart`). Only what has to do with known colleagues is taken out (`sieve`).
"""
