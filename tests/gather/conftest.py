"""What tests of gathering share."""

from tests.gather.loops import own_loop

__all__ = ["own_loop"]
