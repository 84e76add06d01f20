# Two commands on a fresh machine with Python 3.11 or newer: make demo, make test.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin

.PHONY: demo check quick test test-llm lint clean

$(VENV)/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[dev]'
	touch $@

demo: $(VENV)/.ready
	$(BIN)/packager demo

check: $(VENV)/.ready
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

# What can be told without making an episode.
quick: $(VENV)/.ready
	$(BIN)/python -m pytest -n auto --dist loadfile tests/test_architecture.py tests/articles tests/desk tests/episode tests/speech \
		tests/station tests/text tests/translation

test: check
	$(BIN)/python -m pytest -n auto --dist loadfile --cov --cov-report=term:skip-covered --cov-fail-under=90

# By hand: a model that knows no Pashto, behind a true endpoint. NEWS is a file of articles with human translations.
test-llm: $(VENV)-llm/.ready
	$(VENV)-llm/bin/python benchmarks/llm_endpoint.py $(NEWS)

$(VENV)-llm/.ready: pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)-llm
	$(VENV)-llm/bin/python -m pip install --quiet --disable-pip-version-check --constraint constraints.txt --editable '.[llm]'
	touch $@

lint: $(VENV)/.ready
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .
	$(BIN)/mypy

clean:
	rm -rf $(VENV) $(VENV)-llm output/*
