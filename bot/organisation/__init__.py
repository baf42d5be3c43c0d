"""The organisation file: its shape, reading it, writing it."""
