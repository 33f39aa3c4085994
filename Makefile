# Everything this project does from a shell. Needs Python 3.11 (or newer) and make; all else is installed here.
#
#   make demo      set up, load the real cases and one demonstration province, serve them on 127.0.0.1:8000
#   make test      set up, run the whole test suite
#   make check     style, types, import rules, catalogues, generated pages
#   make bench     measure against the references beside them
#   make assets    install and copy third-party fonts, bundle scripts
#   make lock      write requirements/*.txt and package-lock.json anew (UPGRADE=--upgrade for newer versions)
#   make messages  bring the message catalogues in line with the sources
#   make wheel     build the wheel, with fonts and compiled catalogues inside
#   make clean     remove everything that was made

PYTHON ?= $(shell command -v python3.11 || command -v python3)
PYTEST_ARGS ?=
UPGRADE ?=
DATA ?= var
VENV := .venv
BIN := $(VENV)/bin
UV := UV_COMPILE_BYTECODE=1 VIRTUAL_ENV=$(VENV) $(BIN)/uv
CATALOGUES := $(shell find src -name '*.po' 2>/dev/null)
COMPILE_LOCK := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-emit-find-links \
	--no-annotate --no-header $(UPGRADE)

.DELETE_ON_ERROR:
.PHONY: setup demo test check bench assets lock messages wheel clean

setup: $(VENV)/.ok $(VENV)/.catalogues assets

$(VENV)/.ok: requirements/uv.txt requirements/dev.txt pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/uv.txt
	$(UV) pip sync --quiet --require-hashes requirements/dev.txt
	$(UV) pip install --quiet --no-deps --no-build-isolation --editable .
	touch $@

$(VENV)/.catalogues: $(VENV)/.ok $(CATALOGUES)
	$(BIN)/python tools/catalogues.py compile
	touch $@

assets: $(VENV)/.ok
	$(BIN)/python tools/assets.py

demo: setup
	$(BIN)/parindex demo --data $(DATA) --serve

test: setup
	$(BIN)/python -m pytest -n 2 $(PYTEST_ARGS)

check: setup
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python tools/catalogues.py check
	$(BIN)/python tools/reference.py check
	$(BIN)/python tools/changelog.py check

bench: setup
	$(BIN)/python -m bench

messages: $(VENV)/.ok
	$(BIN)/python tools/catalogues.py update
	$(BIN)/python tools/catalogues.py compile

lock:
	test -x $(BIN)/uv || { $(PYTHON) -m venv $(VENV) && $(BIN)/python -m pip install --quiet uv; }
	echo uv | $(COMPILE_LOCK) - --output-file requirements/uv.txt
	$(COMPILE_LOCK) --extra web --extra prod pyproject.toml --output-file requirements/prod.txt
	$(COMPILE_LOCK) --extra web --extra prod --extra dev pyproject.toml --output-file requirements/dev.txt
	$(COMPILE_LOCK) --extra assets --constraint requirements/dev.txt pyproject.toml --output-file requirements/assets.txt
	$(BIN)/python tools/assets.py lock

wheel: setup
	$(BIN)/hatchling build --target wheel

clean:
	rm -rf $(VENV) node_modules build dist .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	rm -rf src/parindex/reports/fonts src/parindex/web/ui/static/parindex/vendor
	find src -name '*.mo' -delete
