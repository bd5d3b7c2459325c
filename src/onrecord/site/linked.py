"""Pages as linked data (schema.org JSON-LD): a report as a NewsArticle, a checked quotation as a ClaimReview.

Only what the page itself shows goes in. The rating of a ClaimReview is onrecord's verdict on the *words*
of a quotation, in the verdict's own words, never on whether what was said is true.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from markupsafe import Markup

from onrecord.site.pages import Article, Checked, Note, NoteGroup
from onrecord.site.speech_pages import QuotationPage, Version
from onrecord.site.words import date_value, inert

Json = dict[str, object]
_MOST = 40


def script_data(value: Json) -> Markup:
    """JSON that can stand in `<script type="application/ld+json">`: without `<`, `>` or `&`."""
    written = json.dumps(_inert(value), ensure_ascii=True)
    for sign in "<>&":
        written = written.replace(sign, f"\\u{ord(sign):04x}")
    return Markup(written)


def _inert(value: object) -> object:
    if isinstance(value, str):
        return inert(value)
    if isinstance(value, dict):
        return {key: _inert(part) for key, part in value.items() if part not in (None, [], "")}
    return [_inert(part) for part in value] if isinstance(value, list) else value


def article_data(article: Article) -> Json:
    """A NewsArticle with the people in it and its direct quotations."""
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle" if article.kind == "article" else "CreativeWork",
        "headline": article.plain_title,
        "inLanguage": article.language,
        "articleSection": article.section.words if article.section else None,
        "datePublished": article.published if date_value(article.published) else None,
        "dateModified": article.updated if date_value(article.updated) else None,
        "author": {"@type": "Person", "name": article.byline} if article.byline else None,
        "publisher": {"@type": "Organization", "name": article.source.words} if article.source else None,
        "url": article.address,
        "mentions": [
            {"@type": "Person", "name": person.name.words, "jobTitle": list(person.roles)}
            for person in article.people
            if person.kind == "person"
        ][:_MOST],
        "hasPart": [_quotation(group, note) for group, note in _direct(article)][:_MOST],
    }


def _direct(article: Article) -> Iterator[tuple[NoteGroup, Note]]:
    groups = [*article.title_groups, *(g for p in article.paragraphs for g in p.groups), *article.elsewhere]
    for group in groups:
        yield from ((group, note) for note in group.notes if note.mark.kind == "direct")


def _quotation(group: NoteGroup, note: Note) -> Json:
    speakers = [{"@type": "Person", "name": link.words} for link in group.speakers]
    return {"@type": "Quotation", "text": note.words, "creator": speakers}


def quotation_data(page: QuotationPage) -> Json:
    """A ClaimReview for each document that ran the quotation and whose words were checked."""
    reviews = [
        _review(page, version, version.checked) for version in page.versions[:_MOST] if version.checked
    ]
    return {"@context": "https://schema.org", "@graph": reviews}


def _review(page: QuotationPage, version: Version, checked: Checked) -> Json:
    verdict = checked.verdict
    return {
        "@type": "ClaimReview",
        "claimReviewed": f"These were the words: {checked.quote}",
        "itemReviewed": {
            "@type": "Claim",
            "author": [{"@type": "Person", "name": link.words} for link in version.speakers],
            "datePublished": version.heading.published if date_value(version.heading.published) else None,
            "appearance": {"@type": "NewsArticle", "headline": version.heading.title},
            "firstAppearance": {"@type": "CreativeWork", "text": page.said, "dateCreated": page.date}
            if page.said
            else None,
        },
        "author": {"@type": "Organization", "name": "onrecord"},
        "reviewRating": {
            "@type": "Rating",
            "alternateName": ", ".join((verdict.word, *verdict.notes)),
            "ratingExplanation": "Whether the quotation has the speaker’s words; not whether they are true.",
        },
    }
