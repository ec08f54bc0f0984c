"""What a user would write instead: spaCy with the same names model, a sentencizer, C4's line rules, quantulum3."""

import json
import sys
from pathlib import Path

MIN_WORDS = 3
END_MARKS = (".", "?", "!", '"')


def c4_lines(text: str) -> str:
    """Raffel et al. 2020: lines of at least three words that end in punctuation and name neither code nor policy."""
    kept = []
    for line in (line.strip() for line in text.splitlines()):
        low = line.lower()
        if line.endswith(END_MARKS) and len(line.split()) >= MIN_WORDS and "javascript" not in low:
            kept.append(line)
    return "\n".join(kept)


def main(source: Path, target: Path) -> None:
    """JSON lines in, JSON lines of entities, sentences, quantities out."""
    from quantulum3 import parser

    from pipeline.stages.nlp import load

    nlp = load()
    nlp.add_pipe("sentencizer")
    with source.open(encoding="utf-8") as lines, target.open("w", encoding="utf-8") as out:
        texts = (c4_lines(json.loads(line)["text"]) for line in lines)
        for doc in nlp.pipe(texts, batch_size=64):
            row = {
                "text": doc.text,
                "sentences": [(s.start_char, s.end_char) for s in doc.sents],
                "entities": [(e.start_char, e.end_char, e.label_) for e in doc.ents],
                "quantities": [(q.span, q.value, q.unit.name) for q in parser.parse(doc.text)],
            }
            out.write(json.dumps(row) + "\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
