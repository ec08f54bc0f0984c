# Winnow. `make help` lists the targets.
PYTHON ?= python3
# What is empty here is as `make dataset SETTINGS=file.toml` says, or the default.
SETTINGS ?=
INPUT ?=
OUTPUT ?=
MODEL ?=
PROFILE ?=
WORKERS ?=
ENGINE ?=
PART_SIZE ?=
DATA ?= ../shared/train/ner
DOCUMENTS ?= 1000
BENCH ?= ../shared/bench
CORES := $(shell nproc 2>/dev/null || echo 2)

VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.installed
DEV := $(VENV)/.installed-dev
INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps
export DAGSTER_HOME := $(CURDIR)/.dagster
export DAGSTER_DISABLE_TELEMETRY := yes

COMPILE := uv pip compile --quiet --universal --python-version 3.11 --no-strip-extras --generate-hashes --no-header \
	--no-annotate

.DEFAULT_GOAL := help
.PHONY: help setup dev dataset diff rehydrate ui test lint check eval bench model lock clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-10s%s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: $(STAMP) ## Create .venv and install what requirements.lock pins
dev: $(DEV) ## Install what tests and checks need beside it (requirements-dev.lock)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' \
		|| { echo "Winnow needs Python 3.11 to 3.13; say which with PYTHON=..."; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-build-isolation -e .
	@touch $@

$(DEV): $(STAMP) requirements-dev.lock
	$(INSTALL) --require-hashes -r requirements-dev.lock
	@touch $@

dataset: $(STAMP) ## Build OUTPUT (outputs/) from INPUT (seeds/: a folder, a glob or a file)
	@$(BIN)/python -m pipeline.cli $(if $(SETTINGS),--settings '$(SETTINGS)') $(if $(INPUT),--input '$(INPUT)') \
		$(if $(OUTPUT),--output '$(OUTPUT)') $(if $(MODEL),--model '$(MODEL)') $(if $(PROFILE),--profile $(PROFILE)) \
		$(if $(WORKERS),--workers $(WORKERS)) $(if $(ENGINE),--engine $(ENGINE)) \
		$(if $(PART_SIZE),--part-size $(PART_SIZE))

diff: $(STAMP) ## Say what is different between two datasets, OLD and NEW, and why
	@$(BIN)/python -m pipeline.release.diff '$(OLD)' '$(NEW)'

rehydrate: $(STAMP) ## Put the texts of INPUT back into a dataset without them, TEXTFREE, as OUTPUT
	@$(BIN)/python -m pipeline.release.rehydrate $(if $(WORKERS),--workers $(WORKERS)) '$(TEXTFREE)' '$(INPUT)' '$(OUTPUT)'

ui: $(STAMP) .dagster/dagster.yaml ## Open the assets in the Dagster UI, on port 3000
	WINNOW_INPUT='$(INPUT)' WINNOW_OUTPUT='$(OUTPUT)' WINNOW_MODEL='$(MODEL)' WINNOW_WORKERS='$(WORKERS)' \
		WINNOW_ENGINE='$(ENGINE)' $(BIN)/dagster dev -m pipeline.definitions

.dagster/dagster.yaml:
	@mkdir -p .dagster
	@printf 'telemetry:\n  enabled: false\nnux:\n  enabled: false\n' > $@

test: $(DEV) ## Run the tests
	$(BIN)/python -m pytest -n $(or $(WORKERS),$(CORES))

lint: $(DEV) ## Lint and check types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

check: lint test ## Everything that CI runs: lint, types, tests

eval: $(DEV) ## Score every benchmark under BENCH (../shared/bench)
	$(BIN)/python -m tests.eval --bench '$(BENCH)' $(if $(PIN),--pin) $(if $(PEERS),--peers)

bench: $(DEV) ## Speed and memory, on corpora of DOCUMENTS (1000) made from BENCH
	$(BIN)/python -m tests.bench --bench '$(BENCH)' --documents $(DOCUMENTS)

model: $(STAMP) ## Train the name tagger from DATA (../shared/train/ner) and BENCH, some 20 minutes
	OMP_NUM_THREADS=1 $(BIN)/python -m pipeline.training --data '$(DATA)' --benchmarks '$(BENCH)/entities' \
		--out pipeline/models/en_winnow_ner

lock: ## Pin all dependencies anew (needs uv)
	$(COMPILE) --upgrade pyproject.toml -o requirements.lock
	$(COMPILE) --extra dev --constraint requirements.lock pyproject.toml -o requirements-dev.lock

clean: ## Remove outputs and caches, not .venv
	rm -rf outputs/* .dagster .cache .pytest_cache .mypy_cache .ruff_cache .hypothesis
