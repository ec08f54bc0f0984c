"""Which language a text is in. Only English goes on; the rest is refused with this as the reason."""

import re
from functools import lru_cache
from itertools import islice
from typing import Any

SUPPORTED = "en"
MIN_LETTERS = 60  # below this no detector can be trusted, and the text is taken as it is
MIN_SCORE = 0.9  # of another language, to refuse a text
SAMPLE_CHARS = 3000

RE_LETTER = re.compile(r"[^\W\d_]")
RE_WORD = re.compile(r"[a-z]+")
FUNCTION_WORDS = frozenset(
    "the of and to is was that for with it by from his has are be which this an were their not have".split()
)
# Shares of words in English news lie near .06 for 'the' and .30 for all of these; no other language reaches both.
MIN_THE, MIN_FUNCTION_WORDS = 0.03, 0.15


@lru_cache(maxsize=1)
def _detector() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # half a second: only when needed

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)


def detect(text: str) -> tuple[str | None, float | None]:
    """The text's language (ISO 639-1) and its probability, (None, None) if there are too few letters to say.

    Texts full of English function words are English without further ado; others go to py3langid.
    """
    sample = text[:SAMPLE_CHARS]
    if next(islice(RE_LETTER.finditer(sample), MIN_LETTERS - 1, None), None) is None:
        return None, None
    if _plainly_english(sample):
        return SUPPORTED, 1.0
    code, score = _detector().classify(sample)
    return str(code), round(min(max(float(score), 0.0), 1.0), 4)


def _plainly_english(text: str) -> bool:
    words = RE_WORD.findall(text.lower())
    if not words:
        return False
    return (
        words.count("the") / len(words) >= MIN_THE
        and sum(map(FUNCTION_WORDS.__contains__, words)) / len(words) >= MIN_FUNCTION_WORDS
    )


def is_supported(language: str | None, score: float | None) -> bool:
    """Whether to go on: the text is in English or in no language that can be told for certain."""
    return language in (None, SUPPORTED) or (score is not None and score < MIN_SCORE)
