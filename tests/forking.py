"""Processes that are there at once: each is forked from one that has imported everything and done nothing.

There is one such process for all of a test run, so what it imports is said in one place.
"""

import multiprocessing
from typing import Final

processes: Final = multiprocessing.get_context("forkserver")
processes.set_forkserver_preload(["__main__", "tests.chaos.replica", "tests.chaos.platform", "tests.journeys.replica"])
