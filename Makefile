# Casebot. `make run` starts the demo, `make test` runs every test. Nothing else needs to be installed.

PYTHON ?= python3.11
VENV   := .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: run test unit lint types check bench lock clean help

help:                ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/'

run: $(VENV)/.run    ## install what is needed and start the demo; it prints one address
	$(PY) -m bot demo

test: $(VENV)/.test  ## install what the tests need and run them all
	$(PY) -m pytest

unit: $(VENV)/.test  ## the fast tests only
	$(PY) -m pytest tests/unit tests/repo tests/golden tests/playbook

lint: $(VENV)/.test  ## style, by machine
	$(PY) -m ruff check . && $(PY) -m ruff format --check .

types: $(VENV)/.test ## types, strictly
	$(PY) -m mypy

check: $(VENV)/.run  ## the configuration and the templates
	$(PY) -m bot check

lock: $(VENV)/.run   ## new lock files, with hashes and without addresses
	$(PY) -m pip install --quiet pip-tools
	$(PY) -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header \
	  --output-file requirements.lock pyproject.toml
	$(PY) -m piptools compile --quiet --generate-hashes --allow-unsafe --strip-extras \
	  --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --no-header --extra dev \
	  --output-file requirements-dev.lock pyproject.toml

$(PY):
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock | $(PY)
	$(PIP) -r requirements.lock
	touch $@

$(VENV)/.test: requirements-dev.lock $(VENV)/.run
	$(PIP) -r requirements-dev.lock
	touch $@

clean:               ## what was built; never var/, where the files of clients are
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .hypothesis
