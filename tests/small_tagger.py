"""A name tagger trained on a handful of sentences, for tests."""

from functools import cache

import numpy as np

from pipeline.stages.ner import Features, Model, Network, Vectors
from pipeline.training import __main__ as training
from pipeline.training.data import Sentence
from pipeline.training.network import Parameters

PARAMETERS = Parameters(
    width=12, depth=2, feature_width=4, min_count=1, dropout=0.1, epochs=30, batch_words=40, rate=0.02
)
GAZETTEER = {"oslo": "city", "peru": "country", "ana": "given"}
WORDS = {"Oslo": (37, "4"), "Lima": (37, "3"), "Ana": (12, "n"), "in": (0, "L4")}
VECTORS = Vectors.pack(
    ["oslo", "lima", "ana", "in"], np.array([[3, 1, 0, 0], [3, 1.2, 0, 0.1], [0, 0, 4, 0.2], [0, 0, 0, 1]], np.float32)
)


def sentence(marked: str) -> Sentence:
    """'Ana/PERSON in Oslo/GPE': every marked word a name of its own."""
    pairs = [word.partition("/") for word in marked.split()]
    return Sentence([word for word, _, _ in pairs], [f"B-{label}" if label else "O" for _, _, label in pairs])


TEXTS = ("Ana/PERSON lives in Oslo/GPE", "Peru/GPE met Ana/PERSON", "we saw Lima/GPE", "they live in Peru/GPE")
CORPUS = [[sentence(text)] for text in TEXTS * 3]


@cache
def trained() -> Model:
    coarse = [[sentence("we saw Ana/PERSON")]]
    data = training.Data({"news_gold": CORPUS, "written_gold": CORPUS, "gum_train": coarse, "uner_pud": coarse}, {})
    features = Features(GAZETTEER, WORDS)
    first = training.first_round(data, features, VECTORS, PARAMETERS)
    return training.build(data, first, features, VECTORS, PARAMETERS)[0]


def network() -> Network:
    return Network(trained().weights, Features(GAZETTEER, WORDS), VECTORS)
