# The targets a person needs: run, test, lint, benchmarks, translations, icons, wheel, clean.
PYTHON ?= $(shell for python in python3 python3.13 python3.12 python3.11; do \
	$$python -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$python; break; }; done)
VENV ?= .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --quiet --disable-pip-version-check install --constraint packaging/constraints.txt
PACKAGES := ./packaging/linux/system-packages.sh
BASE := $(VENV)/.base
DEV := $(VENV)/.dev
TRANSLATIONS := $(patsubst %.ts,%.qm,$(wildcard i18n/*.ts))
PYTEST ?= -n 2

.PHONY: run test lint check-desktop benchmarks translations icons wheel clean

run: $(BASE) $(TRANSLATIONS) ## open the window
	$(BIN)/mine-reader

test: $(DEV) $(TRANSLATIONS) ## run the tests, without a screen
	QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest $(PYTEST)

lint: $(DEV) ## check style, types and the module map
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

check-desktop: ## check the files for the desktop
	$(PACKAGES) tools
	desktop-file-validate packaging/linux/*.desktop
	appstreamcli validate --no-net packaging/linux/*.metainfo.xml

benchmarks: $(DEV) $(TRANSLATIONS) ## print the figures
	$(BIN)/python -m tests.benchmarks

translations: $(DEV) ## bring i18n/*.ts up to date with the sources
	$(BIN)/python packaging/translations.py update

icons: $(DEV) ## render the application icon
	QT_QPA_PLATFORM=offscreen $(BIN)/python packaging/icons.py

wheel: $(DEV) ## build dist/*.whl
	$(BIN)/python -m pip --quiet wheel --no-deps --no-build-isolation --wheel-dir dist .

clean: ## remove everything that is built
	rm -rf $(VENV) build dist i18n/*.qm .mypy_cache .pytest_cache .ruff_cache .hypothesis .import_linter_cache
	find mine_reader tests -name __pycache__ -exec rm -rf {} +

# A stamp is renewed by what decides what is installed. hatchling comes first: it builds ours without an isolated copy of Qt.
$(VENV)/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "MineReader needs Python 3.11 or newer." >&2; exit 1; }
	@$(PACKAGES) venv $(PYTHON)
	@echo "Setting up $(VENV) with $$($(PYTHON) -V): once, for a minute or two."
	$(PYTHON) -m venv $(VENV)

$(BASE): $(VENV)/pyvenv.cfg pyproject.toml packaging/constraints.txt packaging/linux/system-packages.sh
	$(PIP) hatchling
	$(PIP) --no-build-isolation --editable .
	@$(PACKAGES) qt $(BIN)/python
	@touch $@

$(DEV): $(BASE)
	$(PIP) --no-build-isolation --editable '.[dev]'
	@touch $@

i18n/%.qm: i18n/%.ts $(BASE)
	@$(BIN)/python packaging/translations.py build
