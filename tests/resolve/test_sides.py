"""For whom people and institutions speak."""

from __future__ import annotations

import pytest

from onrecord.resolve.sides import organisation_side, side_of_phrase, side_of_role
from tests.resolve.stage import person, read

ROLES = {
    "Polish President": "pol",
    "Peru’s foreign minister": "per",
    "Kremlin aides": "rus",
    "White House spokeswoman": "usa",
    "vice president for policy at the Centre for Norwegian Progress": "centre-for-norwegian-progress",
    "deputy director at the Nordic Institute of Energy": "nordic-institute-of-energy",
    "Acme Chief Executive": "acme",
    "minister for foreign affairs of Latvia": "lva",
    "NATO Secretary General": "nato",
    "EU foreign policy chief": "eu",
    "Irish defender": None,
    "plumber from Ohio": "usa",
    "Secretary of State": None,
    "Nobel laureate and author": None,
    "president of the Council on Coastal Trade": "council-on-coastal-trade",
    "Peru’s Chief of Army Staff General": "per",
    "Danish-American economist": None,
    "Centers for Harbour Health director": "centers-for-harbour-health",
    "director of the Centers for Harbour Health": "centers-for-harbour-health",
}


@pytest.mark.parametrize("role", ROLES)
def test_the_words_of_a_role_tell_the_side(role: str) -> None:
    told = side_of_role(role)
    assert (told.slug if told else None) == ROLES[role]


@pytest.mark.parametrize(
    ("name", "side"),
    [
        ("Ukrainian Defence Ministry", "ukr"),
        ("Ministry of Health", "ken"),
        ("Kremlin", "rus"),
        ("World Bank", "world-bank"),
        ("House China Committee", "ken"),
        ("Committee on Iceland", "committee-on-iceland"),
        ("University of Turku", "university-of-turku"),
    ],
)
def test_institutions(name: str, side: str) -> None:
    assert organisation_side(name, "ken") == side


@pytest.mark.parametrize(
    ("phrase", "side"),
    [
        ("two senior Turkish officials", "tur"),
        ("residents", None),
        ("Three conservative justices", None),
        ("Other Middle East experts", None),
        ("a White House official", "usa"),
        ("Iceland’s nearest allies", None),
        ("critics of Iceland", None),
        ("Icelandic allies", "isl"),
        ("Social conservatives", None),
        ("a Ministry of Health spokesman", None),
        ("a study, which the French Academy paid for", None),
    ],
)
def test_people_whom_nobody_names(phrase: str, side: str | None) -> None:
    assert side_of_phrase(phrase) == side


def test_kin_speak_for_the_side_of_their_kin() -> None:
    record = read("Polish President Marek Nowak came with his son-in-law Jan Wolski. Jan Wolski smiled.")
    assert person(record, "Jan Wolski").side == "pol"


def test_offices_without_a_country_take_the_home_of_the_document() -> None:
    record = read(
        "In Kenya, police in Nairobi and Kenyan farmers met. Justice Grace Nzioka ruled against Kenya."
    )
    assert person(record, "Grace Nzioka").side == "ken"


def test_an_american_office_needs_no_other_word() -> None:
    record = read("Sen. Ruth Calloway, D-Ohio, spoke first.")
    assert person(record, "Ruth Calloway").side == "usa"


def test_what_the_text_says_overrides_the_tables() -> None:
    record = read("Emmanuel Macron, a researcher at the Nordic Institute of Energy, spoke.")
    assert person(record, "Emmanuel Macron").side == "nordic-institute-of-energy"


def test_a_private_person_has_no_side() -> None:
    record = read("Lucas Meyer, a plumber, saw the crash in Ohio.")
    assert person(record, "Lucas Meyer").side is None


def test_georgia_is_the_country_or_the_state() -> None:
    state = read(
        "Georgia Governor Ada Quill met Georgian farmers in Savannah. Georgia is dry, Gov. Quill said."
    )
    assert person(state, "Ada Quill").side == "usa"
    assert not any(actor.kind == "country" for actor in state.actors)
    country = read("Georgia’s Prime Minister Nino Beridze came home to Tbilisi. Georgia was calm.")
    assert person(country, "Nino Beridze").side == "geo"
    assert [actor.name for actor in country.actors if actor.kind == "country"] == ["Georgia"]


def test_the_country_of_a_role_is_the_one_named_before() -> None:
    record = read(
        "“This is bad for Iceland,” said Ada Quill, the country’s fisheries minister, in Oslo, Norway."
    )
    assert person(record, "Ada Quill").side == "isl"


def test_a_treasury_is_of_the_document_s_country() -> None:
    record = read("Treasury Secretary Ada Quill told the IRS in Washington that President Trump would pay.")
    assert person(record, "Ada Quill").side == "usa"


@pytest.mark.parametrize("office", ["Senator", "Congressman", "Congresswoman", "Representative"])
def test_an_office_of_many_countries_gives_no_country(office: str) -> None:
    told = f"{office} Grace Mwangi spoke first. “We will vote,” {office} Mwangi told reporters."
    assert person(read(told), "Grace Mwangi").side is None


def test_a_senator_is_of_the_country_that_the_document_is_about() -> None:
    record = read("In Kenya, Kenyan farmers met in Nairobi. Senator Grace Mwangi spoke first.")
    assert person(record, "Grace Mwangi").side == "ken"
    record = read("American farmers met in Ohio. The White House was silent. Senator Ruth Calloway spoke.")
    assert person(record, "Ruth Calloway").side == "usa"


def test_a_name_that_begins_as_an_american_office_is_none() -> None:
    record = read("Sensors failed twice. Reporters came. Replicas of it failed. Judge Grace Mwangi was told.")
    assert person(record, "Grace Mwangi").side is None
