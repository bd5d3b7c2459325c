"""A public desk never gives away the text of others: not on any page, not in JSON, not in search."""

from __future__ import annotations

import json

import pytest
from starlette.testclient import TestClient

from onrecord.visibility import is_specimen
from tests.site import samples
from tests.site.test_routes import crawl

OTHERS = samples.others().document.id
BRIDGE = samples.bridge().document.id
QUERIES = (
    "dredger",
    "fishermen",
    "tide",
    "telephone",
    "holt",
    "coin",
    '"the dredger lay idle"',
    "harbour",
    "mole",
)


def everything(client: TestClient) -> dict[str, str]:
    """The source of every page, of every document as JSON, and of searches for the hidden words."""
    paths = [*crawl(client), f"/document/{OTHERS}.json", f"/document/{BRIDGE}.json"]
    paths += [
        f"/search?q={query}&what={what}" for query in QUERIES for what in ("all", "articles", "statements")
    ]
    paths += [f"/statement/{s.id}" for s in samples.others().statements]
    return {path: client.get(path).text for path in paths}


def test_no_sentence_of_others_is_anywhere(public: TestClient) -> None:
    for path, source in everything(public).items():
        for sentence in samples.PRIVATE:
            assert sentence not in source and json.dumps(sentence)[1:-1] not in source, path


def test_the_same_sentences_are_shown_on_a_desk_of_ones_own(client: TestClient) -> None:
    page = client.get(f"/document/{OTHERS}").text
    assert all(sentence in page for sentence in samples.PRIVATE)


def test_headline_quotations_and_link_remain(public: TestClient) -> None:
    page = public.get(f"/document/{OTHERS}").text
    assert "Harbour dues to rise" in page
    assert "“We kept them low for nine years,”" in page
    assert 'href="https://example.org/dues" rel="noopener nofollow"' in page
    assert "not shown on this public desk" in page


def test_the_record_as_json_keeps_its_keys_without_the_text(public: TestClient, client: TestClient) -> None:
    shown, whole = (c.get(f"/document/{OTHERS}.json").json() for c in (public, client))
    assert set(whole) == set(shown) and set(whole["document"]) | {"withheld"} == set(shown["document"])
    assert (shown["document"]["text"], shown["document"]["path"]) == (None, None)
    assert [s["id"] for s in shown["statements"]] == [s["id"] for s in whole["statements"]]
    assert all(len(span["exact"]) <= 280 for s in shown["statements"] for span in s["content"])


def test_specimens_are_shown_whole(public: TestClient) -> None:
    assert "The gulls had no comment" in public.get(f"/document/{BRIDGE}").text
    assert public.get(f"/document/{BRIDGE}.json").json()["document"]["text"].startswith(samples.TITLE)
    assert "<mark>gulls</mark>" in public.get("/search?q=gulls").text


def test_no_path_of_this_machine_is_shown(public: TestClient) -> None:
    assert not any(
        "/somewhere/" in source for path, source in everything(public).items() if ".json" not in path
    )


@pytest.mark.parametrize(
    ("notes", "own"),
    [
        ((), False),
        (("specimen",), True),
        (("x", "specimen: made up"), True),
        (("specimens",), False),
        (("not a specimen",), False),
    ],
)
def test_only_a_note_of_its_own_makes_a_specimen(notes: tuple[str, ...], own: bool) -> None:
    assert is_specimen(notes) is own
