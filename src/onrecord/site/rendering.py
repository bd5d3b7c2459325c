"""Templates to HTML: everything escaped, nothing undefined, and every printed string made inert."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from onrecord.site import addresses
from onrecord.site.linked import article_data, quotation_data, script_data
from onrecord.site.pages import Site
from onrecord.site.words import counted, date_value, date_words, inert

if TYPE_CHECKING:
    from jinja2 import Environment


def _finalize(value: Any) -> Any:
    """What `{{ … }}` prints: others' text made inert; None is a mistake in a template, not an empty word."""
    if value is None:
        raise ValueError("a template printed None")
    return inert(value) if type(value) is str else value


@lru_cache(maxsize=1)
def environment() -> Environment:
    """The one environment: autoescape on for every template, undefined names raise."""
    from jinja2 import Environment, PackageLoader, StrictUndefined

    made = Environment(
        loader=PackageLoader("onrecord.site"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_finalize,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    made.filters.update(date_words=date_words, date_value=date_value)
    made.globals.update(counted=counted, anchor=addresses.anchor, note_anchor=addresses.note_anchor)
    made.globals.update(
        feeds=addresses.feeds,
        with_query=addresses.with_query,
        article_data=article_data,
        quotation_data=quotation_data,
    )
    made.filters.update(script_data=script_data)
    return made


def render(name: str, page: object, site: Site) -> str:
    """The template of that name with its context, as HTML."""
    return environment().get_template(f"{name}.html").render(page=page, site=site)
