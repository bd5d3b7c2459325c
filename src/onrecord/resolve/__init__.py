"""Resolving: whom and what the findings mean; what has two readings stays open."""

from onrecord.resolve.resolving import resolve

__all__ = ["resolve"]
