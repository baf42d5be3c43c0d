"""Speed and size, always beside a baseline in the same run. Not part of `make test`: `make bench`."""
