"""Finding: what stands in the text, as spans, with no decision on whom or what it means.

Nothing here reads the store, and no stage behind this one is imported.
"""

from __future__ import annotations

from typing import Literal

FINDERS = ("accurate", "fast", "rules")
DEFAULT_FINDER = "accurate"

Only = Literal["statements"]
"""What is found where not everything is: statements with their speakers, no events and positions."""
