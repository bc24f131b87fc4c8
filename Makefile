# Two commands do it all on a machine with Python 3.11 or newer: `make demo` and `make test`.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: demo test format screenshots letters lock clean

demo: .venv/ready
	$(BIN)/python service.py demo

test: .venv/ready-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/pytest $(PYTEST_ARGS)

format: .venv/ready-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screenshots: .venv/ready-dev
	$(BIN)/python -m tests.browser.take_screenshots

# Samples of everything that the service writes, with invented references.
letters: .venv/ready
	$(BIN)/python -m notify docs/letters

# Pinned with hashes and without addresses, for every platform and Python that the project supports.
lock: .venv/ready-dev
	$(BIN)/uv pip compile --quiet --generate-hashes --no-annotate --no-header --universal --python-version 3.11 \
	  --extra postgresql pyproject.toml --output-file requirements.txt
	$(BIN)/uv pip compile --quiet --generate-hashes --no-annotate --no-header --universal --python-version 3.11 \
	  --extra postgresql --group dev pyproject.toml --output-file requirements-dev.txt

.venv/bin/python:
	$(PYTHON) -m venv .venv

# The lists are complete, so pip resolves nothing: rapidocr would ask for a second build of OpenCV.
.venv/ready: requirements.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements.txt
	touch $@

.venv/ready-dev: requirements-dev.txt | .venv/bin/python
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --requirement requirements-dev.txt
	touch $@

clean:
	rm -rf .venv var .mypy_cache .ruff_cache .pytest_cache .hypothesis
