# make run, make test: all the set-up is done on the way.
SHELL := /bin/bash
PORT ?= 8501
VENV := .venv
BIN := $(VENV)/bin
ONLY ?=
# The first Python of 3.11 to 3.13 that is here; PYTHON=... overrides it.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null && echo $$p && break; done)

.PHONY: help run dev test package-test wheel lint format bench recordings browser browser-package fonts clean

help: ## list the targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: $(VENV)/installed ## start the app (PORT=8501)
	$(BIN)/streamlit run serve.py --server.port $(PORT)

dev: $(VENV)/installed ## the same for developers: a changed file is seen, and the browser offers to run the page again
	$(BIN)/streamlit run serve.py --server.port $(PORT) --server.fileWatcherType auto

# Three processes for two cores: a third of a test's time it waits for a browser, a worker, a clock.
test: $(VENV)/installed-dev browser ## run every test
	$(BIN)/python -m pytest --numprocesses 3 $(ARGS)

package-test: $(VENV)/installed-dev browser ## build the wheel, install it elsewhere, start it, train (takes minutes)
	$(BIN)/python -m pytest -m package tests/browser $(ARGS)

wheel: $(VENV)/bin/python ## build dist/layerwise-*.whl, for pipx and uvx
	$(BIN)/python -m pip wheel --quiet --disable-pip-version-check --no-deps --wheel-dir dist .

lint: $(VENV)/installed-dev ## check style and format
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

format: $(VENV)/installed-dev ## put the code into its format
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/installed-dev ## measure speed (ONLY=mnist, class, room or bytes: only that)
	$(BIN)/python -m tests.benchmarks.run $(ONLY)

recordings: $(VENV)/installed ## train what ships with the app and is missing in training/recorded
	$(BIN)/python -m components.training.record

fonts: $(VENV)/installed-dev ## divide the typeface by the letters that a page needs
	$(BIN)/python fonts/make.py

# The system's Chromium, else Debian's package, else Playwright's own download.
browser: $(VENV)/installed-dev
	@$(BIN)/python -m tests.browser.chromium --install

# The package alone, beside the packages of Python: make -j2 .venv/installed-dev browser-package
browser-package:
	@$(PYTHON) -m tests.browser.chromium --package

$(VENV)/bin/python:
	@test -n "$(PYTHON)" || { echo "Layerwise needs Python 3.11, 3.12 or 3.13: install it (Debian and Ubuntu: apt install python3 python3-venv)."; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing: install it (Debian and Ubuntu: apt install python3-venv)."; exit 1; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/installed: requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/installed-dev: requirements-dev.txt requirements.txt | $(VENV)/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $(VENV)/installed $@

clean: ## remove the virtual environment
	rm -rf $(VENV)
