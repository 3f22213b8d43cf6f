# Everything is run through here; `make` alone lists what there is.
PYTHON ?= python3
BIN := .venv/bin
export PYTHONUNBUFFERED := 1
# Compiled modules are kept even where the shell says otherwise: every process would compile them anew.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: $(shell sed -nE 's/^([a-z-]+):.*/\1/p' $(MAKEFILE_LIST))

help:  ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16

run: .venv/.run  ## the whole marketplace in the foreground; Ctrl-C stops it
	@exec $(BIN)/python -m to7fabackend.supervisor

test: .venv/.dev  ## the whole suite, in parallel, in random order
	@$(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

test-deep: .venv/.dev  ## what `make test` tries a part of, whole: hostile bodies, card numbers, the walk of money
	@THOROUGH=1 $(BIN)/python -m pytest -n auto --dist worksteal -m deep $(ARGS)

race: .venv/.dev  ## the orders' races and state machine at full length
	@RACE_ORDERS=2000 RACE_OPERATIONS=5000 ORDERS_EXAMPLES=60 ORDERS_STEPS=40 $(BIN)/python -m pytest -q \
		--timeout 1800 orders/tests/test_races.py orders/tests/test_state_machine.py $(ARGS)

attack: .venv/.dev  ## attack the whole API as each role, at length; ATTACK_SEED=n for other cases
	@ATTACK=1 $(BIN)/python -m pytest -n auto --dist worksteal -rP --timeout 7200 tests/attack $(ARGS)

browser: .venv/.dev  ## the pages in a real Chromium; pictures of them under artefacts/
	@$(BIN)/python -m pytest -p no:randomly -m browser tests/browser $(ARGS)

check: .venv/.dev  ## format, lint, types, layers, migrations, API document
	@$(BIN)/python tools/check.py

fix: .venv/.dev  ## format and mend what can be mended by a tool
	@$(BIN)/ruff check --fix --quiet . ; $(BIN)/ruff format --quiet .

schema: .venv/.dev  ## write docs/openapi.yaml anew from the code
	@$(BIN)/python manage.py spectacular --validate --fail-on-warn --file docs/openapi.yaml

guides: .venv/.dev  ## build docs/ into the site that is served at /docs/, if a page has changed
	@DJANGO_SETTINGS_MODULE=to7fabackend.settings $(BIN)/python -c "from django.conf import settings; from to7fabackend import guides; guides.build(settings.GUIDES_ROOT)"

clients: .venv/.dev  ## write the clients' types and calls, and the collection, from docs/openapi.yaml
	@$(BIN)/python -m tools.clients

prove-clients: .venv/.dev  ## compile the clients and run them against a server (DART=… TSC=…/typescript/bin/tsc)
	@$(BIN)/python -m pytest -q tests/test_clients.py tests/test_collection.py

messages: .venv/.dev  ## collect translatable sentences and compile the catalogues
	@$(BIN)/python manage.py messages

backup: .venv/.run  ## a base backup and the files into TO=folder, while everything runs
	@$(BIN)/python -m to7fabackend.backup backup "$(TO)"

restore: .venv/.run  ## FROM=folder INTO=data directory [UNTIL='2026-11-22 10:00:00+00']
	@$(BIN)/python -m to7fabackend.backup restore "$(FROM)" "$(INTO)" $(if $(UNTIL),--until "$(UNTIL)")

bench: .venv/.dev  ## measure against what lies below us and against the same written naively
	@$(BIN)/python -m bench.speed $(ARGS)

bench-short: .venv/.dev  ## a short run of it; fails where a ratio has lost a third of what is kept (ARGS=--keep keeps this run's)
	@$(BIN)/python -m bench.speed --short $(or $(ARGS),--check)

bench-growth: .venv/.dev  ## what a request costs as the shop grows a hundredfold (ARGS="--sizes 10000 100000 --busy")
	@$(BIN)/python -W ignore -m bench.growth $(ARGS)

bench-memory: .venv/.dev  ## what all processes hold together with the demo loaded, at rest and after use
	@$(BIN)/python -m bench.memory

bench-flames: .venv/.dev  ## draw flame graphs of the chief requests into docs/performance/
	@$(BIN)/python -W ignore -m bench.flames $(ARGS)

bench-campaign: .venv/.dev  ## the list of pieces while a campaign goes to 100 000 people
	@$(BIN)/python -W ignore -m bench.campaign $(ARGS)

bench-search: .venv/.dev  ## how well the search answers; ARGS="--products 100000" for how fast
	@$(BIN)/python -W ignore -m bench.search $(ARGS)

bench-analytics: .venv/.dev  ## pages of figures after a year of 1 000 000 lines and 20 000 000 events
	@$(BIN)/python -W ignore -m bench.analytics $(ARGS)

kill-money: .venv/.dev  ## kill -9 its processes while money moves (KILLS=200), then count every piastre
	@$(BIN)/python -m bench.kill_money

cluster: .venv/.dev  ## kill a web node and the primary of a small cluster under load (SECONDS=20)
	@$(BIN)/python -m bench.cluster

chaos: .venv/.dev  ## break one thing after another while money moves; ONLY=disk,network chooses
	@$(BIN)/python -m bench.chaos

soak: .venv/.dev  ## two hours at half of what the machine can do (MINUTES=120): does anything grow?
	@$(BIN)/python -m bench.soak

scale: .venv/.dev  ## measure what a row takes, and what a hundred million of them come to
	@$(BIN)/python -W ignore -m bench.scale

bench-streams: .venv/.dev  ## measure open streams: their memory, and how fast a notice reaches all
	@$(BIN)/python -m bench.streams $(ARGS)

bench-sign-in: .venv/.dev  ## what a sign-in takes besides hashing the password, and what a token costs
	@$(BIN)/python -W ignore -m bench.sign_in $(ARGS)

bench-kill: .venv/.dev  ## kill the worker again and again while notices go out, and count what arrived
	@$(BIN)/python -m bench.kill_worker $(ARGS)

sbom: .venv/.dev  ## write down every package of a release, as CycloneDX, to artefacts/sbom.json
	@$(BIN)/python tools/sbom.py $(ARGS)

lock: .venv/.dev  ## resolve the dependencies anew and pin them by hash
	@$(BIN)/python tools/lock.py

clean:  ## remove the environment; the data stays
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis

.venv/.run: requirements.txt tools/install.py
	@$(PYTHON) tools/install.py run

.venv/.dev: requirements-dev.txt tools/install.py
	@$(PYTHON) tools/install.py dev
