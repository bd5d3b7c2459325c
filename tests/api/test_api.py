"""The API: every endpoint in one envelope, pages that add up, refusals that say why, nothing withheld leaks."""

from __future__ import annotations

from pathlib import Path

import pytest
from starlette.testclient import TestClient

from onrecord.contract import from_json
from tests.api.conftest import get
from tests.site import samples
from tests.site.conftest import make_desk

ROOT = "/api/v1"
BRIDGE = samples.bridge()


@pytest.fixture(scope="module")
def desk_path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("api")
    records = [samples.bridge(), samples.others(), samples.bare(), samples.hostile()]
    return make_desk(folder / "api.desk", records)


def test_pages_of_documents_add_up_to_the_whole(client: TestClient) -> None:
    whole = get(client, "/documents")["data"]
    seen, before = [], None
    while True:
        page = get(client, "/documents", limit=1, **({"before": before} if before else {}))
        seen += page["data"]
        before = page["next"]
        if before is None:
            break
    assert seen == whole and len(whole) == get(client, "/")["documents"] == 4


def test_a_document_is_its_record(client: TestClient) -> None:
    assert from_json(get(client, f"/documents/{BRIDGE.document.id}")) == BRIDGE


def test_statements_point_into_their_document(client: TestClient) -> None:
    data = get(client, f"/documents/{BRIDGE.document.id}/statements")["data"]
    assert len(data) == len(BRIDGE.statements)
    for statement in data:
        for span in statement["content"]:
            assert BRIDGE.document.text[span["start"] : span["end"]] == span["exact"]
        one = get(client, f"/statements/{statement['id']}", document=BRIDGE.document.id)
        assert one == statement


def test_a_person_with_what_was_said(client: TestClient) -> None:
    (quill,) = get(client, "/people", name="quill")["data"]
    page = get(client, f"/people/{quill['id']}", limit=2)
    assert page["person"] == quill and len(page["data"]) == 2
    rest = get(client, f"/people/{quill['id']}", before=page["next"])["data"]
    assert len({s["id"] for s in page["data"] + rest}) == quill["statements"]
    assert all(quill["id"] in [s["person"] for s in said["speakers"]] for said in rest)


def test_search_finds_articles_and_statements(client: TestClient) -> None:
    found = get(client, "/search", q="bridge")
    assert found["article_total"] == len(found["articles"]) >= 1
    none = get(client, "/search", q="zyxwv")
    assert (none["articles"], none["statements"], none["next"]) == ([], [], None)


def test_sections_and_sources(client: TestClient) -> None:
    assert sum(row["documents"] for row in get(client, "/sections")["data"]) == 4
    assert "The Other Paper" in [row["name"] for row in get(client, "/sources")["data"]]


def test_tracing_without_transcripts_claims_nothing(client: TestClient) -> None:
    answer = get(client, "/trace", quote="we shall build the bridge again in the spring of next year")
    assert answer["verdict"] in ("not found", "too short") and answer["found"] == []


@pytest.mark.parametrize(
    ("path", "status", "kind"),
    [
        ("/documents/none", 404, "not found"),
        ("/documents/none/statements", 404, "not found"),
        ("/people/none", 404, "not found"),
        ("/statements/none", 404, "not found"),
        ("/nowhere", 404, "not found"),
        ("/documents?limit=0", 400, "bad request"),
        ("/documents?before=x", 400, "bad request"),
        ("/documents?since=yesterday", 400, "bad request"),
        ("/people?kind=horse", 400, "bad request"),
        ("/search", 400, "bad request"),
    ],
)  # fmt: skip
def test_every_refusal_has_one_form(client: TestClient, path: str, status: int, kind: str) -> None:
    answer = client.get(ROOT + path)
    assert answer.status_code == status
    assert set(answer.json()) == {"error"}
    assert answer.json()["error"]["kind"] == kind and answer.json()["error"]["message"]


def test_nothing_can_be_written(client: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        answer = client.request(method, f"{ROOT}/documents")
        assert answer.status_code == 405 and "error" in answer.json()


def test_a_public_desk_withholds_the_text_of_others(public: TestClient) -> None:
    other = samples.others()
    row = next(d for d in get(public, "/documents")["data"] if d["id"] == other.document.id)
    assert row["withheld"] and row["lead"] is None
    assert get(public, f"/documents/{other.document.id}")["document"]["text"] is None
    for statement in get(public, f"/documents/{other.document.id}/statements")["data"]:
        assert sum(len(span["exact"]) for span in statement["content"]) <= 300


def test_the_description_names_every_endpoint(client: TestClient) -> None:
    description = get(client, "/openapi.json")
    assert description["openapi"].startswith("3.")
    for path, methods in description["paths"].items():
        assert set(methods) == {"get"}, path
        assert methods["get"]["description"], path
