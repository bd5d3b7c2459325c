"""An article's page, read as any other page is: the margin notes are no words of the article."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from onrecord.extract import extract
from onrecord.gather.files import Gathered
from onrecord.models import Document, Record
from onrecord.site import addresses
from tests.site import samples


@pytest.mark.parametrize("record", [samples.bridge(), samples.others()], ids=["specimen", "of others"])
def test_an_article_page_reads_back_to_its_own_words(client: TestClient, record: Record) -> None:
    served = client.get(addresses.document(record.document.id)).content
    read = extract(Gathered("page.html", served, "html"))
    assert read.title == record.document.title
    assert words(read) == words(record.document)


def words(document: Document) -> list[str]:
    return [line for span in document.parts["body"] for line in span.exact.split("\n") if line.strip()]
