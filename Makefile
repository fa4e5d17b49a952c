# The front door. Each line only calls public tools, so every step can also be typed by hand.
# Python 3.11 or later is expected as `python3`; set PYTHON to use another one.

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= 2
ENGINE ?= sqlite
BIN := .venv/bin
CHROMIUM := $(or $(CHROMIUM_PATH),$(shell command -v chromium || command -v google-chrome || command -v chromium-browser))
POT := build/messages.pot

export PORT

.DEFAULT_GOAL := help
.PHONY: help run seed test check lint bench translations clean

help: ## List the tasks.
	@grep -E '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)$$/make \1	\2/' | expand -t 20

# A stamp is newer than pyproject.toml once its extra is installed, so nothing is installed twice.
$(BIN)/python:
	$(PYTHON) -m venv .venv

.venv/.installed-run: pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --editable .
	@touch $@

.venv/.installed-test: pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --editable ".[test]"
	@touch $@

.venv/.installed-dev: pyproject.toml | $(BIN)/python
	$(BIN)/pip install --quiet --editable ".[dev]"
	@touch $@

run: .venv/.installed-run ## Set up, migrate, load the demo into an empty database, serve on 127.0.0.1 (PORT, default 8000).
	$(BIN)/flask --app wsgi serve

seed: .venv/.installed-run ## Migrate and load the demo without serving.
	$(BIN)/flask --app wsgi db upgrade
	$(BIN)/flask --app wsgi demo load

test: .venv/.installed-test ## Set up and run every test: SQLite, PostgreSQL, browser (WORKERS, default 2).
	@test -n "$(CHROMIUM)" || echo "No Chromium found, browser tests will be skipped. Debian: apt-get install -y chromium"
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder

lint: .venv/.installed-dev ## Format, lint, types and import contracts, without the tests.
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test ## Everything a change must pass: lint, then tests.

bench: .venv/.installed-test ## Seed 1,000 and 100,000 nominations, print the benchmark table (ENGINE=postgresql).
	$(BIN)/python -m tests.bench --engine $(ENGINE)
	$(BIN)/python -m tests.bench.candidates --engine $(ENGINE)
	$(BIN)/python -m tests.bench.council --engine $(ENGINE)

translations: .venv/.installed-run ## Bring the Vietnamese catalogue up to the source texts and compile it.
	@mkdir -p $(dir $(POT))
	$(BIN)/pybabel -q extract -F babel.cfg -k _l -k lazy_gettext -k _n:1,2 --width 10000 --sort-output --add-location=file -o $(POT) .
	$(BIN)/pybabel -q update -i $(POT) -d app/translations -l vi --no-fuzzy-matching --width 10000 --ignore-obsolete --ignore-pot-creation-date
	$(BIN)/pybabel compile -d app/translations --statistics

clean: ## Remove the virtual environment and everything that tools leave behind; instance/ is kept.
	rm -rf .venv build *.egg-info .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find app tests migrations -name __pycache__ -type d -prune -exec rm -rf {} +
