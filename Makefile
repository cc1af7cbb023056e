# Two commands: `make run` opens the window, `make test` proves the program. Both may be called again at any time.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
TEST_JOBS ?= 2

.PHONY: run test check venv venv-test lint clean lock bundle bundle-check smoke icons pictures

run: venv
	@$(BIN)/python packaging/system_libraries.py --for run
	@$(BIN)/leakverify open resources/demo/subscribers.csv

test: venv-test
	@$(BIN)/python packaging/system_libraries.py --for test
	@$(MAKE) --no-print-directory check

# Everything that `make test` proves; installs nothing, and runs the tests where there is no network but loopback.
# A crashed process of tests is not replaced: the run would wait for its tests for ever (pytest-xdist 3.8.0, issues 1323 and 1327).
check: lint
	@$(BIN)/python packaging/without_network.py $(BIN)/python -m pytest -q -n $(TEST_JOBS) --dist loadgroup --max-worker-restart 0

lint:
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check -q .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-cache

venv: $(VENV)/.installed
venv-test: $(VENV)/.installed-test

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Leakverify needs Python 3.11 or newer.")'
	@$(PYTHON) -m venv $(VENV)

$(VENV)/.installed: $(VENV)/pyvenv.cfg requirements.txt pyproject.toml
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
	@$(BIN)/python -m compileall -q leakverify # the locked children may not write and would compile at every start
	@touch $@

$(VENV)/.installed-test: $(VENV)/.installed requirements-test.txt
	@$(BIN)/python -m pip install -q --disable-pip-version-check --require-hashes -r requirements-test.txt
	@touch $@

# The program as one folder that needs no Python, with archives, packages, list of parts and sums: see packaging/REBUILD.md.
EDITION ?= full
bundle: venv
	@$(BIN)/python packaging/bundle.py --edition $(EDITION)

# Runs what `make bundle` built as users will, on this machine and in a bare Debian tree.
smoke: venv-test
	@$(BIN)/python packaging/smoke.py

# The short form of both, for every submission.
bundle-check: venv-test
	@$(BIN)/python packaging/bundle.py --no-archive --out build/check
	@$(BIN)/python packaging/smoke.py --short --bundle build/check/leakverify

# Every screen in light and dark, English, French and Persian, at 100 and 200 %, with a table of what is wrong in them.
pictures: venv-test
	@xvfb-run -a -s "-screen 0 2800x1800x24" env QT_QPA_PLATFORM=xcb $(BIN)/python -m tests.gui.gallery build/pictures

icons: venv
	@$(BIN)/python packaging/icons/make.py

# Pins every dependency with hashes and without addresses; run by hand when pyproject.toml changes.
lock: venv-test
	@$(BIN)/python packaging/lock.py

clean:
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis
