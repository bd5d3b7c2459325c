"""The index over transcripts: word pairs to places, on disk and memory-mapped.

A collection is a folder of segments and a manifest that names them. A segment is written whole before
the manifest names it, so that a killed build leaves what was there before.
"""
