"""Fetching politely and safely: addresses, connections, sizes, times, robots, redirects."""
