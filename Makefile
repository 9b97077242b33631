# Two commands are all a newcomer needs: `make serve` and `make test`.
#   make serve           set up, index corpus/articles if there is no index yet, serve the page (PORT=8000)
#   make test            set up, browser included, then every check and every test
#   make check           formatting, lint, types, import directions
#   make test-reference  the engine's tests again with Whoosh 2.7.4, the last release of the original library
#   make evaluate        measure how well articles are understood, and how long each part takes
#   make soak            the long loops, whole, and property tests with new examples
#   make bench           measure indexing and searching against tantivy, SQLite and stock Whoosh: docs/benchmarks.md
#   make bench-large     the same with SIZE=200000 articles, or 1000000
#   make clean           drop what the above made, but no index

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := serve

PYTHON ?= python3
HOST ?= 127.0.0.1
PORT ?= 8000
SIZE ?= 200000
export KLIPING_INDEX ?= index

BIN := .venv/bin
RUN := .venv/.installed
DEV := .venv/.installed-dev
BENCH := .venv/.installed-bench
REFERENCE := .venv-reference/.installed

.PHONY: serve test check tests test-reference evaluate soak bench bench-large clean chromium

$(RUN): requirements.txt
	$(PYTHON) -c 'import sys; sys.version_info >= (3, 11) or sys.exit("Kliping needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another with PYTHON=python3.12")'
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

$(DEV): $(RUN) requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

$(BENCH): $(RUN) requirements-bench.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-bench.txt
	touch $@

# The second environment holds nothing but the other Whoosh; the rest it finds in the first.
$(REFERENCE): $(DEV) requirements-reference.txt
	test -x .venv-reference/bin/python || $(PYTHON) -m venv .venv-reference
	.venv-reference/bin/python -m pip install --quiet --disable-pip-version-check -r requirements-reference.txt
	$(BIN)/python -c 'import site; print(site.getsitepackages()[0])' \
	  > "$$(.venv-reference/bin/python -c 'import site; print(site.getsitepackages()[0])')/kliping.pth"
	touch $@

serve: $(RUN)
	@if [ ! -e "$$KLIPING_INDEX/current" ]; then $(BIN)/python -m indexer add corpus/articles --archive corpus; fi
	@echo "Kliping: http://$(HOST):$(PORT)/ (Ctrl-C stops it)"
	@exec $(BIN)/gunicorn --config webui/gunicorn.conf.py --bind $(HOST):$(PORT) webui.wsgi:app

test: check chromium tests test-reference

check: $(DEV)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo

chromium: $(DEV)
	@.ci/install-chromium

tests: $(DEV)
	$(BIN)/python -m pytest --numprocesses 2 --dist loadscope

test-reference: $(REFERENCE)
	.venv-reference/bin/python -c 'import whoosh; assert whoosh.__version__ == (2, 7, 4), whoosh.__version__'
	.venv-reference/bin/python -m pytest --numprocesses 2 --dist loadscope tests/contract tests/property/test_engine_property.py \
	  tests/search/codec tests/search/test_divergences.py tests/search/test_stock_whoosh.py tests/search/test_whoosh_*.py

evaluate: $(DEV)
	$(BIN)/python -m tests.evaluation

soak: $(DEV)
	KLIPING_SOAK=1 $(BIN)/python -m pytest -m "soak or hypothesis"

bench: $(BENCH)
	$(BIN)/python -m tests.benchmarks --size 20000 --out docs/benchmarks.md

bench-large: $(BENCH)
	$(BIN)/python -m tests.benchmarks --size $(SIZE) --out docs/benchmarks.md

clean:
	rm -rf .venv .venv-reference .hypothesis .mypy_cache .ruff_cache .import_linter_cache build *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
