# Two commands are enough: `make run` and `make test`. Both set up what is missing first.
.DEFAULT_GOAL := help
.PHONY: help setup setup-test setup-build run demo test check hunt torture bench build lock
SHELL  := bash
PYTHON ?= python3
BIN    := .venv/bin
ARGS   ?=
export PYTHON

# The same language and encoding on every machine, for all that isn't started by hand.
STEADY = LC_ALL=C.UTF-8
# As many tests at a time as there are cores; each worker opens its windows on a screen of its own (tests/screen.py).
# Files go to the workers in the order of tests/conftest.py: those that take long first.
WORKERS = -n auto --dist loadfile --no-loadscope-reorder
# Tests start hundreds of processes: where Python is told not to keep what it compiled, each would compile it all again.
PYTEST  = $(STEADY) PYTHONDONTWRITEBYTECODE= $(BIN)/python -m pytest
# Only files that have such a test are read for it; `make test ARGS=...` chooses from them.
ALONE   = $$(grep -rlE --include='test_*.py' 'mark\.alone' tests)

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /|/' | while IFS='|' read -r name text; do printf '  make %-7s %s\n' "$$name" "$$text"; done

setup: ## make .venv and install what the program needs (run and test do this by themselves)
	@tools/setup.sh run

setup-test:
	@tools/setup.sh test

setup-build:
	@tools/setup.sh build

run: setup ## start the program; without a screen: photograph every tab and document into out/
	@if [ -n "$$DISPLAY$$WAYLAND_DISPLAY" ] || [ "$$(uname)" = Darwin ]; then \
		exec $(BIN)/beschutdesk $(ARGS); \
	else \
		echo "No screen here (DISPLAY and WAYLAND_DISPLAY are empty): taking the headless tour into out/ instead."; \
		$(STEADY) QT_QPA_PLATFORM=offscreen $(BIN)/python -m ui.tour out; \
	fi

demo: setup ## start the program with a throw-away demo profile (needs a screen)
	@[ -n "$$DISPLAY$$WAYLAND_DISPLAY$$QT_QPA_PLATFORM" ] || [ "$$(uname)" = Darwin ] || \
		{ echo "No screen here (DISPLAY and WAYLAND_DISPLAY are empty). make run takes pictures of the demo instead."; exit 1; }
	@exec $(BIN)/python -m ui.app --demo $(ARGS)

test: setup-test ## every check that CI runs: check, and all tests (ARGS="-k name" to choose)
	@# The static checks run beside the tests, in the time that those leave, and have their say when most tests are done.
	@# 5 says that ARGS chose nothing: that may be so in one of the two rounds, not in both.
	@told=$$(mktemp); trap 'rm -f "$$told"' EXIT; nice $(MAKE) --no-print-directory check >"$$told" 2>&1 & check=$$!; \
	$(PYTEST) $(WORKERS) -m "not alone" $(ARGS); most=$$?; \
	wait $$check; right=$$?; cat "$$told"; [ $$right = 0 ] || exit $$right; \
	[ $$most = 0 ] || [ $$most = 5 ] || exit $$most; \
	$(PYTEST) -m alone $(ARGS) $(if $(findstring tests/,$(ARGS)),,$(ALONE)); alone=$$?; if [ $$alone = 5 ]; then exit $$most; else exit $$alone; fi

check: setup ## static checks only: ruff, mypy --strict, import-linter
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports

hunt: setup-test ## look for examples that nobody thought of: all property tests with new dice, five times
	@for round in 1 2 3 4 5; do $(PYTEST) $(WORKERS) -q -m hypothesis --hypothesis-profile hunt $(ARGS) || exit; done

torture: setup-test ## kill the program 300 times and damage 700 files (BESCHUTDESK_SEED=n for other dice)
	$(STEADY) BESCHUTDESK_TORTURE=300 QT_QPA_PLATFORM=offscreen $(BIN)/python -m pytest $(ARGS) \
		tests/functional/test_torture.py tests/functional/test_bit_flips.py

bench: setup ## measure against the budgets
	@$(STEADY) $(BIN)/python -m tests.bench $(ARGS)

build: setup-build ## freeze the program into dist/beschutdesk and let it test itself
	$(BIN)/pyinstaller --noconfirm --clean --log-level WARN build.spec
	$(STEADY) QT_QPA_PLATFORM=offscreen dist/beschutdesk/beschutdesk self-test

lock: ## resolve pyproject.toml again into requirements.lock (needs uv)
	uv pip compile -q --no-config --universal --generate-hashes --python-version 3.11 --group dev --no-emit-index-url \
		--custom-compile-command "make lock" pyproject.toml -o requirements.lock
