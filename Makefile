# Two commands are all one needs: make run, make test. The others are for every day.
PYTHON ?= python3
BIN := .venv/bin
export FLASK_APP := app
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.PHONY: run test lint types floors format seed lock migrate

run: .venv/run.stamp
	@$(BIN)/flask hub serve

test: .venv/dev.stamp
	@$(BIN)/python tests/run.py

lint: .venv/dev.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --lint --check --quiet

types: .venv/dev.stamp
	$(BIN)/mypy

floors: .venv/dev.stamp
	PYTHONPATH=platform $(BIN)/lint-imports

format: .venv/dev.stamp
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .
	$(BIN)/djlint templates --reformat --quiet

seed: .venv/run.stamp
	$(BIN)/flask db upgrade
	$(BIN)/flask seed
	$(BIN)/flask search rebuild

lock: .venv/dev.stamp
	$(BIN)/pip install --quiet pip-tools
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	  --strip-extras --extra postgresql --output-file requirements.lock pyproject.toml
	$(BIN)/pip-compile --quiet --generate-hashes --no-emit-index-url --no-emit-trusted-host --no-emit-find-links \
	  --strip-extras --allow-unsafe --extra postgresql --extra dev --output-file requirements-dev.lock pyproject.toml

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed") if sys.version_info < (3, 11) else 0'
	@$(PYTHON) -m venv .venv

.venv/run.stamp: .venv/bin/python requirements.lock
	@echo "Installing what the site needs (once) …"
	@$(BIN)/pip install --quiet --require-hashes -r requirements.lock
	@touch $@

.venv/dev.stamp: .venv/bin/python requirements-dev.lock
	@echo "Installing what the tests need (once) …"
	@$(BIN)/pip install --quiet --require-hashes -r requirements-dev.lock
	@touch $@ .venv/run.stamp
