"""Labels proper names in PolNeAR's training articles with the spaCy pipeline, for the name heads to learn.

python bench/label_names.py --data ../shared/data --out names.jsonl
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from onrecord.find.parse import _pipeline as pipeline
from onrecord.text.paragraphs import paragraphs


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    args = parser.parse_args()
    nlp = pipeline()
    with args.out.open("w", encoding="utf8") as out:
        for file in sorted((args.data / "polnear" / "train" / "text").glob("*.txt")):
            text = file.read_bytes().decode("utf8")
            places = list(paragraphs(text))
            found = nlp.pipe(text[start:end] for start, end in places)
            names = [
                (start + entity.start_char, start + entity.end_char, entity.label_)
                for (start, _), parsed in zip(places, found, strict=True)
                for entity in parsed.ents
            ]
            out.write(json.dumps({"name": file.stem, "ents": names}) + "\n")


if __name__ == "__main__":
    main()
