"""The tests: one file a stage, contracts, the house, end to end; `eval` scores the benchmarks."""
