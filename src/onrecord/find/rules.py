"""The rule-based statement finder: quotations and reporting words over the shared parse."""

from __future__ import annotations

from onrecord.find.cues import act_of, cues_of
from onrecord.find.drafts import Draft, Marked, Pair, Passage, without_repeats
from onrecord.find.findings import FoundStatement
from onrecord.find.kinds import kind_of
from onrecord.find.occasion import addressee_of, occasion_of
from onrecord.find.parse import Parse
from onrecord.find.quotes import quotations
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
        marks = Marked(
            quotation
            for part in ("title", "body")
            for span in document.parts.get(part, ())
            for quotation in quotations(document.text, span.start, span.end, language)
        )
        passages = [
            passage
            for block in parse.blocks
            for passage in Passage.all_of(document.text, block, marks, cues_of(language))
        ]
        by_block: list[list[Draft]] = []
        for passage in passages:
            drafts = [*drafts_of_verbs(passage), *drafts_of_nouns(passage)]
            drafts = without_repeats(attach_quotations(passage, drafts))
            by_block.append([draft for draft in drafts if draft.strong or not _is_reported(draft, drafts)])
        drafts = carry_speakers(passages, by_block)
        return self._statements(document.text, drafts, marks, language)

    def _statements(
        self, text: str, drafts: list[Draft], marks: Marked, language: str
    ) -> tuple[FoundStatement, ...]:
        drafts = sorted((draft for draft in drafts if draft.content), key=_in_order)
        parts = [tuple(spans_of(text, pairs) for pairs in (d.content, d.cue, d.source)) for d in drafts]
        found = []
        for draft, (content, cue, source), parent in zip(drafts, parts, _parents(parts), strict=True):
            cue_text = " ".join(span.exact for span in cue)
            near = [quote for span in content for quote in marks.touching(span.start, span.end)]
            found.append(
                FoundStatement(
                    content, cue, source,
                    kind=kind_of(text, content, near),
                    act=act_of(cue_text, language, " ".join(span.exact for span in source)),
                    parent=parent,
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


def _in_order(draft: Draft) -> tuple[int, int, list[Pair]]:
    return draft.content[0][0], -draft.content[-1][1], draft.cue


def _parents(parts: list[tuple[Spans, ...]]) -> list[int | None]:
    """For each statement the index of the smallest one whose content holds its content and cue, if any.

    The statements are in order of `_in_order`, so one that holds another comes before it.
    """
    parents: list[int | None] = []
    around: list[int] = []
    for i, (content, cue, _) in enumerate(parts):
        around = [j for j in around if parts[j][0][-1].end > content[0].start]
        inside = [*content, *cue]
        holding = [
            j
            for j in around
            if parts[j][0] != content and all(any(s.covers(mine) for s in parts[j][0]) for mine in inside)
        ]
        parents.append(min(holding, key=lambda j: sum(map(len, parts[j][0])), default=None))
        around.append(i)
    return parents
