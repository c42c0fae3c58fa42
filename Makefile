# One command per need. `make setup` is called first by all others; it does nothing when all is in place.

.POSIX:
.DEFAULT_GOAL := help
.PHONY: help setup setup-demo demo test check check-format check-lint check-types check-laws check-prompts \
    check-project format evaluate bench bench-measurement lock clean

BIN := .venv/bin
WORKERS ?= 3
T ?= tests
ARGS ?=

# Without compiled files every start would read and compile all modules again.
unexport PYTHONDONTWRITEBYTECODE
unexport PYTHONPATH
unexport VIRTUAL_ENV

help: ## show this list
	@grep -hE '^[a-z-]+:.*## ' Makefile | sed -e 's/:.*## /\t/' | expand -t 20

setup: ## install everything that running, testing and checking need into .venv
	@sh scripts/setup.sh development

setup-demo:
	@sh scripts/setup.sh demo

demo: setup-demo ## play a term in a made-up school in the browser; no token, no network (ARGS='--help' for more)
	@$(BIN)/klankbord demo $(ARGS)

test: setup ## run all tests (T=tests/promises for a part)
	@$(BIN)/python -m pytest -n $(WORKERS) $(T) $(ARGS)

check: check-format check-lint check-types check-laws check-prompts check-project ## format, lint, types, laws of the house, prompts, docs

check-format: setup
	@echo "format";  $(BIN)/ruff format --check --quiet .
check-lint: setup
	@echo "lint";    $(BIN)/ruff check --quiet .
check-types: setup
	@echo "types";   $(BIN)/mypy
check-laws: setup
	@echo "laws";    $(BIN)/lint-imports --no-logo
check-prompts: setup
	@echo "prompts"; $(BIN)/python -m prompts.validate
check-project: setup
	@echo "project and docs"; $(BIN)/python -m pytest tests/project

format: setup ## put the code in the house format
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .

evaluate: setup ## print the quality figures of guidance, redaction and safety
	@$(BIN)/python -m knowledge_base.evaluate
	@$(BIN)/python -m safeguards.evaluate

bench: setup ## print the speed tables
	@$(BIN)/python -m benchmarks $(ARGS)

bench-measurement: setup ## print how well the figures follow the truth
	@$(BIN)/python -m benchmarks.measurement $(ARGS)

lock: setup ## write both lock files again from pyproject.toml
	@sh scripts/lock.sh

clean: ## take away what setup made; data and settings stay
	@rm -rf .venv .venv-uv .mypy_cache .ruff_cache .pytest_cache .import_linter_cache build dist
