# Everything lives in .venv and data/ of this folder. Choose a Python with `make run PYTHON=python3.12`,
# settings with the environment: `MENTOR_PORT=9000 make run`.

export PYTHON
BIN := .venv/bin

.PHONY: run install install-dev test evals bench bench-peers lint format lock browser-tests clean

run: install
	@$(BIN)/mentor serve

install:
	@sh deploy/install.sh

install-dev:
	@sh deploy/install.sh dev

test: install-dev
	@$(BIN)/pytest

evals: install-dev
	@$(BIN)/pytest evals/

bench: install-dev
	@$(BIN)/python -m evals.bench

# The same cases on the same two models through the plain chains of other libraries, in their own environment.
# `make bench-peers CASES=60` for a part of them, every kind by its share.
CASES ?= 0
bench-peers: install-dev .venv-peers/.installed
	@$(BIN)/python -m evals.peers.bench --cases $(CASES)

.venv-peers/.installed: evals/peers/requirements.lock
	@rm -rf .venv-peers
	@$(BIN)/python -m venv .venv-peers
	@.venv-peers/bin/pip install --quiet --no-deps -r evals/peers/requirements.lock
	@touch $@

lint: install-dev
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: install-dev
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

# Writes both lock files from what is installed in .venv.
lock:
	@$(BIN)/python deploy/lock.py

# Needs Chromium (Debian: apt-get install chromium); CHROMIUM names another one.
browser-tests: install-dev
	@$(BIN)/pytest -m browser tests/browser
	@$(BIN)/pytest -m browser tests/slack

# Leaves data/ alone: it holds conversations.
clean:
	@rm -rf .venv build dist *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
