"""The one seam between the desk and its database."""

from __future__ import annotations


class Database:
    """A desk's file, opened."""
