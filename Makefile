# Every order of the house; `make help` lists them. `make demo` and `make test` set up all they need.
SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.PHONY: help setup dev demo fast lint test test-network system lock bench profile i18n docs pictures wheel fresh release clean

# The first Python that works and is new enough; a name on the path may belong to a version that is switched off.
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3.14 python3 python; do \
	"$$name" -c 'import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& { echo "$$name"; break; }; done)
BIN := .venv/bin
WORKERS ?= 2
export FILE ARGS
# Where an image of a container forbids it, every process would compile all it reads: two minutes of a run of the tests.
unexport PYTHONDONTWRITEBYTECODE

PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
WEB := package.json package-lock.json tools/echarts.js tools/build_web.py

help:
	@echo 'make demo [FILE=path]   a workspace with a fictional story, or with your own export, served on loopback'
	@echo 'make test               every test that can run here; REQUIRE_ALL=1 makes a skipped one fail, COVER=1 counts branches'
	@echo 'make test-network       the tests against the own server of the AT Protocol, from npm; builds it the first time (minutes)'
	@echo 'make fast               lint, types, floors and unit tests'
	@echo 'make lint               format, lint, types, floors, sizes, messages, words, templates, licences'
	@echo 'make setup              the environment of a developer in .venv'
	@echo 'make dev                the pages, reloaded when Python, templates, words or styles change'
	@echo 'make system             the Debian packages that the tests of browsers and servers need (as root, or with sudo)'
	@echo 'make i18n               extract the words, update the catalogue, compile it'
	@echo 'make docs               write the look-up pages, run the code of the docs, follow their links'
	@echo 'make pictures           take the pictures of the docs anew, of the demonstration'
	@echo 'make bench              every programme of bench/, each printing JSON'
	@echo 'make profile FILE=path  where an import spends its time'
	@echo 'make wheel              sdist and wheel in dist/, checked'
	@echo 'make lock               the locks: requirements/*.txt and package-lock.json'
	@echo 'make fresh              a clone in an empty folder, with empty caches, doing what the README says'
	@echo 'make release            checks, sdist, wheel and tag of the version in src/palabre/__init__.py'
	@echo 'make clean              takes away what was built'

.venv/made:
	@test -n "$(PYTHON)" || { \
		echo 'Palabre needs Python 3.11 or newer with its venv module. On Debian: apt-get install python3 python3-venv;' \
		'or name one yourself: make PYTHON=/path/to/python3' >&2; exit 1; }
	@echo 'Making .venv with $(PYTHON)'
	@$(PYTHON) -m venv .venv
	@touch $@

.venv/base: .venv/made requirements/base.txt pyproject.toml $(WEB)
	@test -e .venv/dev || { echo 'Installing Palabre (one or two minutes the first time)'; \
		$(PIP) install --require-hashes -r requirements/base.txt; $(PIP) install --no-deps -e .; }
	@touch $@

.venv/dev: .venv/made requirements/dev.txt pyproject.toml $(WEB)
	@echo 'Installing Palabre and the tools of its developers'
	@$(PIP) install --require-hashes -r requirements/dev.txt
	@$(PIP) install --no-deps -e .
	@touch $@ .venv/base

# axe-core and htmx's own checker, for the tests alone; without npm those tests say so.
node_modules/made: package-lock.json
	@if command -v npm >/dev/null; then npm ci --ignore-scripts --no-audit --no-fund --loglevel=error && touch $@; \
	else echo 'npm was not found: the checks that need axe-core or the htmx checker will say so'; fi

setup: .venv/dev node_modules/made
	@$(BIN)/python tools/build_web.py

demo: .venv/base
	@$(BIN)/python tools/build_web.py
	@$(BIN)/palabre demo $(ARGS) $(if $(FILE),"$$FILE")

dev: setup
	@$(BIN)/python -m tools.dev $(ARGS)

lint: setup
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/ruff check --select C901 --config 'lint.per-file-ignores={}' --config 'lint.mccabe.max-complexity=20' src
	@$(BIN)/mypy src tools tests $(wildcard bench)
	@$(BIN)/lint-imports --cache-dir .cache/import_linter
	@$(BIN)/python -m tools.check_code
	@$(BIN)/python -m tools.check_tree
	@$(BIN)/python -m tools.check_licences
	@$(BIN)/python -m tools.words check
	@$(BIN)/python -m tools.check_messages
	@$(BIN)/python -m tools.check_templates

fast: lint
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal -q -rs -m 'not servers and not browser and not slow and not data'

test: setup
	@$(BIN)/pytest -n $(WORKERS) --dist worksteal -rs $(if $(COVER),--cov --cov-report=term) $(ARGS)

test-network: setup
	@tools/network .cache/network $(BIN)/python
	@NETWORK=.cache/network $(BIN)/pytest -q -rs -m network tests/network $(ARGS)

system:
	@tools/system

i18n: setup
	@$(BIN)/python -m tools.words update

docs: setup
	@$(BIN)/python -m tools.look_up
	@$(BIN)/python -m tools.check_docs

pictures: setup
	@PICTURES=1 $(BIN)/pytest -q tests/browser/test_pictures.py -k demonstration

wheel: setup
	@rm -rf dist
	@$(BIN)/hatchling build
	@$(BIN)/python -m tools.check_wheel dist

bench: setup
	@for programme in bench/[a-z]*.py; do $(BIN)/python "$$programme"; done

profile: setup
	@test -n "$(FILE)" || { echo 'Which file? make profile FILE=posts.csv ARGS="--mapping posts.yaml"' >&2; exit 2; }
	@$(BIN)/python -m tools.profile_import $(ARGS) "$$FILE"

lock: .venv/dev
	@UV_CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
		--no-annotate --python-version 3.11 $(ARGS) pyproject.toml --output-file requirements/base.txt
	@UV_CUSTOM_COMPILE_COMMAND='make lock' $(BIN)/uv pip compile --quiet --universal --generate-hashes --no-emit-index-url \
		--no-annotate --python-version 3.11 $(ARGS) --extra dev pyproject.toml --output-file requirements/dev.txt
	@npm install --package-lock-only --ignore-scripts --no-audit --no-fund --omit-lockfile-registry-resolved --loglevel=error
	@$(BIN)/python -m tools.check_tree

fresh:
	@tools/fresh

release: lint test
	@$(BIN)/python -m tools.release

clean:
	@rm -rf .venv .cache build dist node_modules src/palabre/web/static/vendor
	@find src tests tools bench -name __pycache__ -type d -prune -exec rm -rf {} +
	@find src -name '*.mo' -delete
