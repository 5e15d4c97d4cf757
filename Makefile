# Casebot. `make run` starts the demo, `make test` runs every test. Nothing else needs to be installed.

PYTHON ?= python3.11
VENV   := .venv
PY     := $(VENV)/bin/python
PIP    := $(PY) -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: run test unit lint types check bench rasa nlu-report lock clean help

help:                ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## */ /' | \
	  while read -r name what; do printf '%-8s %s\n' "$$name" "$$what"; done

run: $(VENV)/.run    ## install what is needed and start the demo; it prints one address
	$(PY) -m bot demo

test: $(VENV)/.test  ## install what the tests need and run them all
	$(PY) -m pytest -n auto --dist worksteal

unit: $(VENV)/.test  ## the fast tests only
	$(PY) -m pytest tests/unit tests/repo tests/golden tests/playbook

lint: $(VENV)/.test  ## style, by machine
	$(PY) -m ruff check . && $(PY) -m ruff format --check .

types: $(VENV)/.test ## types, strictly
	$(PY) -m mypy

check: $(VENV)/.run  ## the configuration and the templates
	$(PY) -m bot check

bench: $(VENV)/.test ## figures of this machine; read the ratios, not the milliseconds
	$(PY) -m tests.bench

rasa: $(VENV)/.run   ## install, train and start the Rasa engine: Python 3.10, 2 GB, minutes
	$(PY) -m nlu.rasa_server up

nlu-report: $(VENV)/.test ## how well free text is understood, into docs/nlu; Rasa if it runs
	$(PY) -m nlu report
	for engine in rasa both; do $(PY) -m nlu report --engine $$engine || \
	  echo "no Rasa server: the files on $$engine stay as they were (make rasa starts one)"; done

UV_LOCK = $(PY) -m uv pip compile -q --generate-hashes --no-header --no-annotate --python-version 3.11

lock: $(PY)          ## new lock files, with hashes and without addresses
	$(PY) -m pip install --quiet --disable-pip-version-check "uv>=0.8"
	$(UV_LOCK) -o requirements.lock pyproject.toml
	$(UV_LOCK) --extra dev -o requirements-dev.lock pyproject.toml

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
