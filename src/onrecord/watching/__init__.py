"""Following sources: asking them when they are due, fetching what is new, keeping what is read in it."""
