# What CI runs is what you run. `make help` lists the targets.
PYTHON ?= python3
BIN := .venv/bin
UV := $(BIN)/uv pip
COMPILE := $(UV) compile -q --generate-hashes --no-emit-index-url --no-annotate --no-header --python-version 3.11 --universal
DEMO_LANGUAGE ?= he
SPECS ?= $(abspath ../shared/specs)
SECONDS ?= 600
.DEFAULT_GOAL := help
export PYTHONDONTWRITEBYTECODE := # what was compiled once starts quickly
# uv installs there, whatever environment is active
export VIRTUAL_ENV := $(abspath .venv)
.PHONY: help run demo test check bench bench-understanding shots lock referees fuzz crash fleet

help: ## this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 22

.venv/ready: requirements.lock requirements-uv.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Ringback needs Python 3.11 or newer; name one with `make PYTHON=python3.12 run`.")'
	@echo "Setting up .venv (once, well under a minute) …"
	@$(PYTHON) -m venv .venv
	@$(BIN)/pip install --quiet --disable-pip-version-check --require-hashes -r requirements-uv.lock
	@$(UV) install --quiet --compile-bytecode --require-hashes -r requirements.lock
	@$(UV) install --quiet --no-deps --no-build-isolation -e .
	@touch $@

.venv/ready-dev: .venv/ready requirements-dev.lock
	@$(UV) install --quiet --compile-bytecode --require-hashes -r requirements-dev.lock
	@touch $@

run: .venv/ready ## the product, on the practice network while there are no keys
	@$(BIN)/ringback up

demo: .venv/ready ## one whole errand without a person (DEMO_LANGUAGE=he|en)
	@$(BIN)/ringback demo --language $(DEMO_LANGUAGE)

test: .venv/ready-dev ## every test; FAST=1 for the everyday part alone (under 2 minutes)
	$(BIN)/pytest -q -n 3 --dist worksteal -m "not sound and not browser and not slow"
ifndef FAST
	@tools/browser
	$(BIN)/pytest -q -n 4 --dist loadfile --no-loadscope-reorder tests/stories tests -m "sound or browser or slow"
endif

check: .venv/ready-dev ## format, lint, types, import contracts
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache

bench: .venv/ready-dev ## the measured claims; BENCH=full searches for the most calls
	$(BIN)/python bench/chat.py
	$(BIN)/python bench/durable.py
	$(BIN)/python -m bench.board
	$(BIN)/python bench/bridge.py $(if $(filter full,$(BENCH)),--full)

bench-understanding: .venv/ready-dev ## scores the offline interpreter on ../shared/data (DATA=, SPLIT=)
	$(BIN)/python bench/understanding.py && $(BIN)/python bench/journeys.py

referees: .venv/ready-dev ## judges nobody here wrote: Prism, aimock, openai-agents (needs npm; SPECS=../shared/specs)
	@tools/referees/install
	SPECS=$(SPECS) $(BIN)/pytest -q tools/referees

fuzz: .venv/ready-dev ## malformed messages at both wires of the call-handler (SECONDS=600)
	$(BIN)/python -m tools.fuzz --seconds $(SECONDS)

crash: .venv/ready-dev ## kills services and database at random while errands run (CRASH="--postgres --tasks 1000 --kills 500")
	$(BIN)/python -m tools.crash $(CRASH)

fleet: .venv/ready-dev ## two engines and two call-handlers behind nginx, one engine killed (needs nginx)
	$(BIN)/python -m tools.fleet

shots: .venv/ready-dev ## draws the pictures of the README and the docs anew
	@tools/browser
	SHOTS=docs/images $(BIN)/pytest -q tests/stories/test_page.py

lock: .venv/ready ## new lock files, with hashes and without addresses
	echo uv | $(COMPILE) - -o requirements-uv.lock
	$(COMPILE) --extra voice --extra llm --extra postgres --group build pyproject.toml -o requirements.lock
	$(COMPILE) --extra voice --extra llm --extra postgres --group build --group dev -c requirements.lock pyproject.toml -o requirements-dev.lock
