"""The rule-based statement finder: quotations and reporting words over the shared parse."""

from __future__ import annotations

from onrecord.find.cues import act_of, cues_of
from onrecord.find.drafts import Draft, Passage, without_repeats
from onrecord.find.findings import FoundStatement
from onrecord.find.kinds import kind_of
from onrecord.find.occasion import addressee_of, occasion_of
from onrecord.find.parse import Parse
from onrecord.find.quotes import Quotation, quotations
from onrecord.find.rules_nouns import drafts_of_nouns
from onrecord.find.rules_quotes import attach_quotations, carry_speakers
from onrecord.find.rules_verbs import drafts_of_verbs
from onrecord.models import Document, Spans, spans_of


class RuleFinder:
    """Statements by rules; `find` is a pure function of the document and its parse."""

    made_by = "rules@1"

    def find(self, document: Document, parse: Parse) -> tuple[FoundStatement, ...]:
        """Statements in the document's title and body, ordered by first content character."""
        language = document.language or "en"
        marks = [
            quotation
            for part in ("title", "body")
            for span in document.parts.get(part, ())
            for quotation in quotations(document.text, span.start, span.end, language)
        ]
        passages = [Passage.of(document.text, block, marks, cues_of(language)) for block in parse.blocks]
        by_block: list[list[Draft]] = []
        for passage in passages:
            drafts = [*drafts_of_verbs(passage), *drafts_of_nouns(passage)]
            drafts = without_repeats(attach_quotations(passage, drafts))
            by_block.append([draft for draft in drafts if draft.strong or not _is_reported(draft, drafts)])
        drafts = carry_speakers(passages, by_block)
        return self._statements(document.text, drafts, marks, language)

    def _statements(
        self, text: str, drafts: list[Draft], marks: list[Quotation], language: str
    ) -> tuple[FoundStatement, ...]:
        drafts = sorted((draft for draft in drafts if draft.content), key=lambda d: (d.content, d.cue))
        parts = [tuple(spans_of(text, pairs) for pairs in (d.content, d.cue, d.source)) for d in drafts]
        found = []
        for draft, (content, cue, source) in zip(drafts, parts, strict=True):
            cue_text = " ".join(span.exact for span in cue)
            near = [q for q in marks if any(q.span.overlaps(span) for span in content)]
            found.append(
                FoundStatement(
                    content, cue, source,
                    kind=kind_of(text, content, near),
                    act=act_of(cue_text, language, " ".join(span.exact for span in source)),
                    parent=_parent(parts, content, cue),
                    addressee=addressee_of(text, *draft.bounds, content, cue, source, language),
                    occasion=occasion_of(text, *draft.bounds, content, cue, source, language),
                    made_by=self.made_by,
                    confidence=draft.confidence,
                )
            )  # fmt: skip
        return tuple(found)


def _is_reported(draft: Draft, drafts: list[Draft]) -> bool:
    """Whether the draft stands inside what another one reports."""
    return any(
        other is not draft
        and all(any(s <= a and b <= e for s, e in other.content) for a, b in (*draft.cue, *draft.content))
        for other in drafts
    )


def _parent(parts: list[tuple[Spans, ...]], content: Spans, cue: Spans) -> int | None:
    """The index of the smallest statement whose content holds this one's content and cue."""
    inside = [*content, *cue]
    best: int | None = None
    for i, (other, _, _) in enumerate(parts):
        if other == content or not all(any(span.covers(mine) for span in other) for mine in inside):
            continue
        if best is None or _size(other) < _size(parts[best][0]):
            best = i
    return best


def _size(spans: Spans) -> int:
    return sum(len(span) for span in spans)
