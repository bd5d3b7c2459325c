"""The specimen articles, the speeches that they quote, and the desk made of them.

The articles were written for this project on public-domain addresses of presidents of the United States.
Outlets and bylines are invented. Most quotations are right; some are trimmed, altered, stitched or given to
another speaker on purpose: `expected.toml` says which, and where the true words stand. The speeches are
transcripts of the addresses, whole, with a few slips of the pen in the transcripts mended.
"""

from onrecord.demo.loading import DemoResult, load_demo
from onrecord.demo.specimens import Speech, articles, catalogue, copy_articles, speeches

__all__ = ["DemoResult", "Speech", "articles", "catalogue", "copy_articles", "load_demo", "speeches"]
