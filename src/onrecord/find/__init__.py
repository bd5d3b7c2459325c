"""Finding: what stands in the text, as spans, with no decision on whom or what it means.

Nothing here reads the store, and no stage behind this one is imported.
"""

from __future__ import annotations

FINDERS = ("accurate", "fast", "rules")
DEFAULT_FINDER = "accurate"
