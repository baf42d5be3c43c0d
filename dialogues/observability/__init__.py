"""Whether a sentence is a behaviour that one could see (domain.md §2.1-2.2): words and patterns, no language model."""
