# Everything a person types. One virtual environment, .venv, made once and shared by every target.
PYTHON ?= python3
VENV   := .venv
PY     := $(VENV)/bin/python
STAMP  := $(VENV)/.installed
PIP    := $(PY) -m pip install --quiet --constraint constraints.txt

.PHONY: demo test check format figures golden clean
.DEFAULT_GOAL := demo

demo: $(STAMP)  ## the main job on real photos: four tasks, one picture strip
	$(PY) examples/demo.py --out demo

test: $(STAMP)  ## the tests; those that need something this machine lacks say so and are skipped
	OMP_NUM_THREADS=1 $(PY) -m pytest -n 2 --dist loadfile -q

check: $(STAMP)  ## what has to pass before a change lands
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/pyright --project .
	$(VENV)/bin/lint-imports --no-logo
	OMP_NUM_THREADS=1 $(PY) -m pytest -n 2 --dist loadfile -q

format: $(STAMP)  ## let ruff rewrite what it can
	$(VENV)/bin/ruff check --fix .
	$(VENV)/bin/ruff format .

figures: $(STAMP)  ## measure every figure again and write results/mini.json
	$(PY) -m instructcv figures --out results/mini.json
	$(PY) docs/write_figures.py

golden: $(STAMP)  ## write the golden numbers anew, on purpose: the commit says why
	OMP_NUM_THREADS=1 $(PY) -m pytest tests/golden --renew-golden -q

clean:  ## what the targets above left behind, the environment too
	rm -rf $(VENV) demo build dist .pytest_cache .ruff_cache .hypothesis .import_linter_cache

# The stamp says that the environment holds what pyproject.toml and constraints.txt ask for. An environment made by hand is
# taken over: pip finds what is there and adds what is missing.
$(STAMP): pyproject.toml packages/rooms/pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed: make PYTHON=python3.12 $(MAKECMDGOALS)" >&2; exit 2; }
	test -x $(PY) || $(PYTHON) -m venv $(VENV)
	$(PIP) --editable '.[train,build,ray,sd15,lora,serve,export,dev]' --editable packages/rooms
	touch $(STAMP)
