"""Scorers of the development benchmarks: `make eval`; how what learns from them is cross-validated."""

import hashlib

STAGES = ("residue", "pages", "sentences", "dates", "numbers", "heads", "entities", "names", "places", "quotes")
N_FOLDS = 5


def fold(key: object) -> int:
    """The fold of a site or document, by a hash of its name."""
    return int(hashlib.sha256(str(key).encode()).hexdigest()[:8], 16) % N_FOLDS
