# Run `make help` for what is here.
.DEFAULT_GOAL := help
SHELL := /bin/bash
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DEPLOY_TOOLS := .cache/deploy-tools
export PATH := $(CURDIR)/$(BIN):$(PATH)
export FLASK_APP := app
# The sentence model, once; without it the product compares by names alone and says so.
MODEL = test -f $${MODELS_DIR:-.cache/models}/model.json || $(BIN)/python -m tools.model_weights || true

##@ Use
run: $(VENV)/.runtime assets translations ## Set up if needed, then serve web and worker on PORT (default 5000)
	@$(MODEL)
	@$(BIN)/python -m tools.prepare
	@exec $(BIN)/python -m tools.serve

##@ Check
test: $(VENV)/.development assets translations ## Set up what the tests need and run them
	@$(BIN)/python -m tools.test_machine
	@$(MODEL)
	$(BIN)/pytest $(ARGS)

lint: $(VENV)/.development ## Style of Python and templates, and the direction of imports
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/lint-imports && $(BIN)/djlint templates --lint --quiet

types: $(VENV)/.development ## Types (strict where the rules are pure)
	$(BIN)/mypy

deployment: $(VENV)/.development assets translations $(DEPLOY_TOOLS)/.made ## Look at image, units, manifests and plans with tools of their own
	DEPLOY_TOOLS=$(DEPLOY_TOOLS) $(BIN)/pytest -n 2 --dist loadfile -rs tests/deploy

evaluate: $(VENV)/.development ## Figures on the labelled data that is at hand (DATA=folder)
	@$(MODEL)
	@$(BIN)/flask evaluate all $(if $(DATA),--data $(DATA))

bench: $(VENV)/.development ## Speed and memory against the usual way, as ratios
	$(BIN)/python -m bench

##@ Parts
assets: static/vendor/.made ## Fetch the browser libraries from npm
translations: $(VENV)/.runtime ## Compile the languages
	@$(BIN)/python -m tools.translations compile
messages: $(VENV)/.development ## Collect new texts to translate
	@$(BIN)/python -m tools.translations update
reference: $(VENV)/.development ## Write docs/reference.md: settings, commands, pages
	@$(BIN)/python -m tools.reference
screenshots: $(VENV)/.development assets translations ## Take the pictures of the README anew, with the browser tests
	@$(BIN)/python -m tools.screenshots
clean: ## Remove everything that was set up (not your data)
	rm -rf $(VENV) node_modules static/vendor .pytest_cache .mypy_cache .ruff_cache

help: ## This list
	@awk 'BEGIN {FS = ":.*##"} /^##@/ {printf "\n%s\n", substr($$0, 5)} /^[a-z-]+:.*##/ {printf "  make %-14s %s\n", $$1, $$2}' Makefile

$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed (set PYTHON=...)"; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Python's venv module is missing: apt-get install python3-venv"; exit 1; }

$(VENV)/.runtime: requirements.txt | $(VENV)/bin/python
	@echo "Installing what the product runs on ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.development: requirements-dev.txt $(VENV)/.runtime
	@echo "Installing what the tests need ..."
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@

$(DEPLOY_TOOLS)/.made: requirements-deploy.txt deploy/lint/package.json deploy/lint/package-lock.json | $(VENV)/bin/python static/vendor/.made
	@echo "Installing what looks at deployment files ..."
	@$(BIN)/python -m venv $(DEPLOY_TOOLS)
	@$(DEPLOY_TOOLS)/bin/pip install --quiet --disable-pip-version-check -r requirements-deploy.txt
	@cp deploy/lint/package.json deploy/lint/package-lock.json $(DEPLOY_TOOLS)/
	@npm ci --prefix $(DEPLOY_TOOLS) --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null
	@touch $@

node_modules/.fetched: package.json package-lock.json | $(VENV)/.runtime
	@$(BIN)/python -m tools.browser_libraries
	@touch $@

static/vendor/.made: node_modules/.fetched $(shell find templates -name '*.html')
	@$(BIN)/python -m tools.assets
	@touch $@

.PHONY: run test lint types deployment evaluate bench assets translations messages reference screenshots clean help
