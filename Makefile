# The course: `make course` sets everything up and builds it, `make test` proves it.
PYTHON ?= python3
PORT ?= 8888
ASSIGNMENT ?= A3-word2vec
CLASS ?= _build/demo

VENV := .venv
BIN := $(VENV)/bin
# nbgrader starts `alembic` by name, so the environment's programs must be on the path.
export PATH := $(CURDIR)/$(BIN):$(PATH)
export PYTHONWARNINGS ?= ignore::DeprecationWarning

SOURCES := $(shell find sequtils grading -name '*.py')
CHAPTERS := $(shell find book -name '*.ipynb' -not -path '*/.ipynb_checkpoints/*')
SITE_SOURCES := _config.yml _toc.yml $(SOURCES) \
	$(shell find book -type f -not -path '*/.ipynb_checkpoints/*') $(wildcard benchmarks/results/*.json)
EXERCISE_SOURCES := nbgrader_config.py $(shell find solutions -type f -not -path '*/.ipynb_checkpoints/*') $(wildcard grading/*.py)

.DEFAULT_GOAL := help
.PHONY: help course test serve lab site release grade demo bench lint format chapters clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

course: site _build/.release demo ## set up, build the website, generate the exercises, grade a demo class
	@course summary $(ASSIGNMENT)

test: lint site _build/.release-check ## run every check
	pytest -n 2 --dist loadfile --nbval book sequtils grading benchmarks/record.py tests

serve: site ## read the website at http://localhost:8000
	$(BIN)/python -m http.server 8000 --bind localhost --directory _build/html

lab: $(VENV)/.ready ## open the course in JupyterLab
	jupyter lab --port $(PORT)

site: _build/.site ## build the website in _build/html

release: _build/.release ## generate exercises/ from solutions/

demo: _build/.demo

grade: $(VENV)/.ready ## grade a class: make grade CLASS=folder (holds submitted/); the demo class by default
	@[ "$(CLASS)" != _build/demo ] || $(MAKE) --no-print-directory _build/.demo-class
	course grade $(ASSIGNMENT) $(CLASS)

bench: $(VENV)/.ready .venv-peers/.ready ## measure against peers, results to benchmarks/results
	$(BIN)/python benchmarks/sgns.py

lint: $(VENV)/.ready ## ruff: lint and format
	ruff check
	ruff format --check

format: $(VENV)/.ready ## let ruff mend what it can
	ruff check --fix
	ruff format

chapters: $(VENV)/.ready ## execute the chapters again and store their outputs
	jupyter nbconvert --to notebook --execute --inplace --ExecutePreprocessor.record_timing=False $(CHAPTERS)

clean: ## delete everything that was built, but not .venv
	rm -rf _build .pytest_cache .ruff_cache

$(VENV)/.ready: requirements.txt pyproject.toml scripts/setup.sh
	@scripts/setup.sh $(PYTHON)
	@scripts/system.sh
	@touch $@

.venv-peers/.ready: benchmarks/requirements.txt
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/pip install --quiet -r benchmarks/requirements.txt
	@touch $@

_build/.site: $(VENV)/.ready $(SITE_SOURCES)
	jupyter-book build . -W --keep-going
	@touch $@

_build/.release: $(VENV)/.ready $(EXERCISE_SOURCES)
	course release
	@mkdir -p _build && touch $@

_build/.release-check: $(VENV)/.ready $(EXERCISE_SOURCES) $(shell find exercises -type f -not -path '*/.ipynb_checkpoints/*')
	course release --check
	@mkdir -p _build && touch $@

_build/.demo-class: $(VENV)/.ready $(EXERCISE_SOURCES)
	course demo $(ASSIGNMENT) _build/demo
	@touch $@

_build/.demo: _build/.demo-class $(SOURCES)
	course grade --quiet $(ASSIGNMENT) _build/demo
	@touch $@
