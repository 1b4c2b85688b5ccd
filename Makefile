# setup   make .venv from the locked requirements      run    the demo on http://127.0.0.1:8000
# test    SQLite, PostgreSQL, browser                  lint   style, types, layers
# bench   measure this machine                         clean  remove what these targets made

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin

.PHONY: setup run test lint types bench clean

setup: $(VENV)/.ready

$(VENV)/.ready: requirements-dev.txt pyproject.toml
	@$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Bersinar needs Python 3.11 or newer; $(PYTHON) is %d.%d. Name another one: make PYTHON=python3.12 $(MAKECMDGOALS)" % sys.version_info[:2])'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-dev.txt
	$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

run: setup
	$(BIN)/bersinar demo --data .demo --port $(PORT)

test: setup
	tools/test.sh

lint: setup
	tools/lint.sh

types: setup
	tools/lint.sh types

bench: setup
	$(BIN)/python tools/bench.py

clean:
	rm -rf $(VENV) .demo build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
