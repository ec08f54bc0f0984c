"""The spaCy pipeline that tags names: the shipped one, or any installed one that the settings name."""

from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from spacy.language import Language

DEFAULT = "en_winnow_ner"
VECTORS = "word_vectors"  # what the shipped one reads besides
MAX_CACHED_TOKENS = 200_000  # with spaCy's own 10,000 a part of news takes it a third longer


class ModelError(ValueError):
    """The model named is not installed; the message is one line for the user."""


def load(name: str | None = None) -> "Language":
    """The pipeline called ``name``, by default the shipped one. Raises ``ModelError``."""
    return _load(name or DEFAULT)


@lru_cache(maxsize=2)
def _load(name: str) -> "Language":
    import spacy  # a second and a half: only where names are looked for

    import pipeline.stages.ner  # noqa: F401  registers the shipped tagger's component

    is_shipped = name == DEFAULT
    try:
        nlp = spacy.load(str(resources.files("pipeline.models").joinpath(DEFAULT)) if is_shipped else name)
    except OSError as error:
        shipped = "the shipped model is missing: run `make model`"
        message = shipped if is_shipped else f"the spaCy model '{name}' is not installed"
        raise ModelError(message) from error
    if isinstance(nlp.tokenizer, spacy.tokenizer.Tokenizer):
        nlp.tokenizer.max_cache_size = MAX_CACHED_TOKENS
    return nlp
