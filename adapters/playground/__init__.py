"""A chat platform of our own, on this machine: a page in which one can be anybody."""
