# `make run` and `make test` are all you need to start; `make help` tells the rest.
PORT ?= 8000
PYTHON := .venv/bin/python
.DEFAULT_GOAL := help
.PHONY: help run codes dev test nightly check bench format lock messages vendor python env env-test

help:  ## say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 12

python:
	@command -v python3 >/dev/null || { echo "nabij: Python is not here. On Debian and Ubuntu: apt install python3 python3-venv. Then start again." >&2; exit 1; }

env: python
	@python3 tools/bootstrap.py run

env-test: python
	@python3 tools/bootstrap.py test

run: env  ## set up, load the fictional town and serve it on http://127.0.0.1:8000 (PORT=… for another)
	@PORT=$(PORT) $(PYTHON) tools/run.py

codes:  ## show the log-in codes of the demonstration that runs in another terminal
	@$(PYTHON) -m nabij demo_codes

dev: env-test  ## the same with pages reloaded as you change them, and errors shown in full
	@NABIJ_DEBUG=1 PORT=$(PORT) $(PYTHON) tools/run.py

test: env-test  ## every test, on SQLite and on PostgreSQL; says what it skips
	@$(PYTHON) tools/run_tests.py

nightly: env-test  ## what the tests ask in full at night: every cell of routes and roles, ten thousand probes (over an hour on two cores)
	@$(PYTHON) tools/run_tests.py --nightly

check: env-test  ## style, types, templates, direction of dependencies, migrations, translations
	@$(PYTHON) tools/check.py

bench: env-test  ## measure speed, weight and questions; COMPARE=1 also installs and measures OpenFisca-Core and PolicyEngine-Core
	@$(PYTHON) tools/bench.py $(if $(COMPARE),--compare)

format: env-test  ## bring Python and templates in shape
	@.venv/bin/ruff check --quiet --fix . ; .venv/bin/ruff format --quiet . && .venv/bin/djlint src --reformat --quiet

lock: env-test  ## renew the locked versions of what we use
	@$(PYTHON) tools/lock.py

messages: env-test  ## gather the texts to translate (needs gettext)
	@$(PYTHON) tools/messages.py gather

vendor: env-test  ## fetch the shipped copies of other people's files again (needs npm)
	@$(PYTHON) tools/vendor/vendor.py copy
