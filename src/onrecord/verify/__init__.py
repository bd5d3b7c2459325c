"""Against what was said: the headline against its body, quotations against transcripts."""

from onrecord.verify.verifying import verify

__all__ = ["verify"]
