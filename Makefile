# make run    sets everything up and starts the bot
# make test   sets everything up and passes all tests
PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
INSTALL = $(PYTHON) -m pip --python $(BIN)/python install --quiet --disable-pip-version-check

.PHONY: run test lint coverage bench simulate weeks chaos fuzz lock clean

run: $(VENV)/ready
	@$(BIN)/vardag run

test: $(VENV)/ready-to-test
	$(BIN)/pytest -n logical -rs

lint: $(VENV)/ready-to-test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

coverage: $(VENV)/ready-to-test
	$(BIN)/pytest -n logical --cov --cov-report=term-missing:skip-covered --cov-fail-under=90
	$(BIN)/coverage report --include='dialogues/*' --skip-covered --fail-under=100

bench: $(VENV)/ready-to-test
	$(BIN)/python -m tests.benchmarks

simulate: $(VENV)/ready-to-test
	$(BIN)/python -m tests.simulation

weeks: $(VENV)/ready-to-test
	$(BIN)/pytest -n logical tests/journeys/test_twelve_weeks.py --whole

chaos: $(VENV)/ready-to-test
	$(BIN)/python -m tests.chaos

fuzz: $(VENV)/ready-to-test
	$(BIN)/pytest tests/adapters/test_rubbish.py --bodies 100000

# Neither venv's nor ensurepip's own pip is needed: Debian ships Python without them.
$(VENV)/ready: requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit("Vardag needs Python 3.11 or newer: make run PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	@echo 'Setting up $(VENV), once. This takes about a minute.'
	$(PYTHON) -m venv --without-pip $(VENV)
	$(INSTALL) --require-hashes -r requirements.lock
	$(INSTALL) --no-index --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/ready-to-test: $(VENV)/ready tests/requirements.lock
	$(INSTALL) --require-hashes -r tests/requirements.lock
	@touch $@

# Needs uv, and nothing else does. No index address is written.
lock:
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-strip-extras \
	    --no-annotate --no-header pyproject.toml -o requirements.lock
	uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-strip-extras \
	    --no-annotate --no-header --extra test -c requirements.lock pyproject.toml -o tests/requirements.lock

clean:
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build *.egg-info
