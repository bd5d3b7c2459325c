"""All checks of one record."""

from __future__ import annotations

from dataclasses import replace

from onrecord.models import Record
from onrecord.verify.headline import check_headline


def verify(record: Record) -> Record:
    """The record with its checks: each quotation in the headline against the body."""
    return replace(record, checks=check_headline(record))
