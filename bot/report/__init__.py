"""A report in the formats that it can be had in."""
