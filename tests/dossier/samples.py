"""A negotiation made up for the tests: Norland and Sudmark on fishing grounds and a bridge, Ostia between them."""

from __future__ import annotations

from onrecord.dossier.definition import make_dossier
from onrecord.models import Record
from onrecord.store.dossier_rows import Dossier
from tests.dossier.build import Report

ISSUES = {"fishing grounds": ["fish*", "herring", "trawler*"], "bridge toll": ["toll*", "bridge"]}


def dossier() -> Dossier:
    return make_dossier(
        "sound-talks", title="The Sound talks", parties="nor,swe,fin", issues=ISSUES,
        people={"Ulf Brandt": "swe"}, names={"nor": "Norland", "swe": "Sudmark", "fin": "Ostia"},
        about=["Sound"],
    )  # fmt: skip


def first() -> Record:
    """3 March: a meeting held, one planned; a demand and its rejection; an offer on the toll."""
    report = Report(
        """Ana Ruud of Norland met Ulf Brandt in Skagen on 2 March to talk about the Sound. They will meet again in
        Borgholm on 12 March. Ruud said the herring grounds must be shared.

        Norland insists on sharing the herring grounds, a demand that Sudmark rejects. Sudmark offered to lower the
        bridge toll. “We are not far apart,” Brandt said.""",
        "2025-03-03", title="Envoys meet over the Sound", source="Quay Herald", url="https://quay.example/1",
    )  # fmt: skip
    report.actor("Ana Ruud", "nor")
    report.actor("Ulf Brandt", None)
    report.says("Ana Ruud", "the herring grounds must be shared")
    report.says("Ulf Brandt", "“We are not far apart,”")
    report.happens(
        "CONSULT", "Ana Ruud of Norland met Ulf Brandt in Skagen on 2 March", "Ana Ruud", to=("Ulf Brandt",),
        date=("2025-03-02", "2 March"), place=("Skagen", "dnk"),
    )  # fmt: skip
    report.happens(
        "CONSULT", "They will meet again in\n        Borgholm on 12 March".replace("\n        ", " "), "Ana Ruud",
        "Ulf Brandt", status="planned", date=("2025-03-12", "12 March"), place=("Borgholm", None),
    )  # fmt: skip
    report.wants(
        "nor",
        "demands",
        "sharing the herring grounds",
        "Norland insists on sharing the herring grounds",
        towards="swe",
    )
    report.wants(
        "swe", "rejects", "sharing the herring grounds", "a demand that Sudmark rejects", towards="nor"
    )
    report.wants("swe", "offers", "lower the bridge toll", "Sudmark offered to lower the bridge toll")
    return report.record


def second() -> Record:
    """4 March, another outlet: the same meeting; Norland takes the offer in part."""
    report = Report(
        """Envoys of Norland and Sudmark held talks on the Sound in Skagen on Sunday. Norland accepted part of the lower
        bridge toll, Ulf Brandt said.""",
        "2025-03-04", title="Talks in Skagen", source="Sound Post", url="https://post.example/2",
    )  # fmt: skip
    report.actor("Norland", "nor", "country")
    report.actor("Sudmark", "swe", "country")
    report.actor("Ulf Brandt", None)
    report.says("Ulf Brandt", "Norland accepted part of the lower bridge toll")
    report.happens(
        "CONSULT", "Envoys of Norland and Sudmark held talks on the Sound in Skagen on Sunday", "Norland", "Sudmark",
        date=("2025-03-02", "Sunday"), place=("Skagen", "dnk"),
    )  # fmt: skip
    report.wants(
        "nor",
        "accepts",
        "the lower bridge toll",
        "Norland accepted part of the lower bridge toll",
        degree="part",
    )
    return report.record


def third() -> Record:
    """13 March: the planned meeting was held; Sudmark will share on a condition."""
    report = Report(
        """Ana Ruud and Ulf Brandt met in Borgholm on 12 March over the Sound, with Mika Laine of Ostia. Brandt said that
        Sudmark would share the herring grounds if trawlers stayed out in May.""",
        "2025-03-13", title="Second round in Borgholm", source="Quay Herald", url="https://quay.example/3",
    )  # fmt: skip
    report.actor("Ana Ruud", "nor")
    report.actor("Ulf Brandt", None)
    report.actor("Mika Laine", "fin")
    report.says("Ulf Brandt", "Sudmark would share the herring grounds if trawlers stayed out in May")
    report.happens(
        "CONSULT", "Ana Ruud and Ulf Brandt met in Borgholm on 12 March", "Ana Ruud", "Ulf Brandt", "Mika Laine",
        date=("2025-03-12", "12 March"), place=("Borgholm", "swe"),
    )  # fmt: skip
    report.wants(
        "swe", "conditions", "share the herring grounds", "Sudmark would share the herring grounds if trawlers stayed out in May",
        by=("Ulf Brandt",), condition="if trawlers stayed out in May",
    )  # fmt: skip
    return report.record


def elsewhere() -> Record:
    """Not on the Sound: Norland meets somebody about something else."""
    report = Report(
        "Norland and Egypt held talks on cotton. Norland opposes the tax on cotton.", "2025-03-05"
    )
    report.actor("Norland", "nor", "country")
    report.actor("Egypt", "egy", "country")
    report.happens("CONSULT", "Norland and Egypt held talks on cotton", "Norland", "Egypt")
    report.wants("nor", "opposes", "the tax on cotton", "Norland opposes the tax on cotton")
    return report.record


def records() -> list[Record]:
    return [first(), second(), third(), elsewhere()]
