"""Transcripts out of files: what is read, dated and given turns, and that a bad file costs only itself."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

from onrecord.models import Failure
from onrecord.verify.captions import from_captions
from onrecord.verify.sources import transcripts
from onrecord.verify.transcript import Transcript

SRT = """1
00:00:01,000 --> 00:00:03,000
>> DANA WHIT: welcome back

2
00:00:03,000 --> 00:00:05,000
>> DANA WHIT: welcome back
<i>to the show</i>

3
00:00:05,000 --> 00:00:07,000
to the show
where we talk
"""
VTT = "WEBVTT\n\n00:01.000 --> 00:03.000\n<v Dana Whit>The river rose\n\n00:03.000 --> 00:04.000\n<v Tom Vane>So it did\n"


def test_rolling_captions_are_told_once() -> None:
    text, turns = from_captions(SRT)
    assert text == ">> DANA WHIT: welcome back\nto the show\nwhere we talk"
    assert [turn.speaker for turn in turns] == ["Dana Whit"]


def test_voices_are_turns() -> None:
    text, turns = from_captions(VTT)
    assert text == "The river rose\nSo it did"
    assert [(turn.speaker, text[turn.start :][:3]) for turn in turns] == [
        ("Dana Whit", "The"),
        ("Tom Vane", "So "),
    ]


def test_a_folder_of_all_kinds(tmp_path: Path) -> None:
    (tmp_path / "a-2016-1-26.txt").write_text("The river rose.\r\nWe left.", newline="")
    (tmp_path / "b.html").write_text(
        "<html><head><title>Speech at Lowton</title></head><body><article><h1>Speech at Lowton</h1>"
        "<p>Friends, the river rose in the night and we had to leave our houses before the morning came.</p>"
        "<p>We built them again with our own hands, and this time we built them upon the hill.</p></article></body></html>"
    )
    row = {"id": "c1", "date": "3 May 1950", "title": "At Lowton", "text": "A: b", "speaker": "Dana Whit"}
    with gzip.open(tmp_path / "c.jsonl.gz", "wt") as lines:
        lines.write(json.dumps(row) + "\nnot json\n\n" + json.dumps({"id": "c2", "text": ""}) + "\n")
    (tmp_path / "d.srt").write_text(SRT)
    (tmp_path / "e.pdf").write_bytes(b"%PDF-1.4 broken")
    (tmp_path / "f.bin").write_bytes(b"\x00")
    found = list(transcripts([str(tmp_path)]))
    good = [one for one in found if isinstance(one, Transcript)]
    bad = [one for one in found if isinstance(one, Failure)]
    assert [Path(one.id).name for one in good] == ["a-2016-1-26.txt", "b.html", "c1", "d.srt"]
    assert good[0].text == "The river rose.\r\nWe left."
    assert good[0].date == "2016-01-26"
    assert "upon the hill" in good[1].text
    assert (good[2].date, good[2].speaker, good[2].title) == ("1950-05-03", "Dana Whit", "At Lowton")
    assert [Path(one.path).name for one in bad] == ["c.jsonl.gz:2", "c.jsonl.gz:4", "e.pdf"]


def test_a_pdf_with_text(tmp_path: Path) -> None:
    (tmp_path / "speech.pdf").write_bytes(_pdf("We built our houses upon the hill."))
    (one,) = transcripts([str(tmp_path / "speech.pdf")])
    assert isinstance(one, Transcript)
    assert one.text.strip() == "We built our houses upon the hill."


def test_what_is_not_there_is_said(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    found = list(transcripts([str(tmp_path / "none.txt"), str(tmp_path / "empty")]))
    assert all(isinstance(one, Failure) for one in found)
    assert len(found) == 2


def _pdf(words: str) -> bytes:
    """The smallest PDF that shows these words."""
    stream = f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 612 792] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    start = len(out)
    out += b"xref\n0 6\n0000000000 65535 f \n" + table
    return out + b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % start
