"""Scorers of the development benchmarks: `make eval`."""
