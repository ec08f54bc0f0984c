"""Scorers of the development benchmarks: `make eval`."""

STAGES = ("residue", "sentences", "dates", "numbers", "heads", "entities", "names", "places", "quotes")
