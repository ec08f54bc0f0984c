"""How the shipped weights are made: `make model`."""
