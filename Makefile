# Everything that one does with the project. `make` alone lists it.
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help run manage test check audit bench manual fix requirements port-is-free database vnu screenshots

PORT ?= 8000
PY := .venv/bin/python
INSTALL := $(PY) -m pip install --quiet --quiet --disable-pip-version-check --require-hashes -r
STATIC_SOURCES := $(shell find static */static -type f 2>/dev/null)

# A virtual environment whose Python has gone is made anew.
$(shell $(PY) -c '' 2>/dev/null || rm -f .venv/*.stamp)

# The demonstration supplies what production has to set; a variable that is set already wins.
DEMONSTRATION = DEMO="$${DEMO:-on}" ALLOWED_HOSTS="$${ALLOWED_HOSTS:-127.0.0.1,localhost}" PORT="$(PORT)" \
	SITE_URL="$${SITE_URL:-http://127.0.0.1:$(PORT)}" SECRET_KEY="$${SECRET_KEY:-$$(cat var/secret_key)}"

# What production sets, for the checks; nothing is connected to.
PRODUCTION = env -u DEBUG -u DEMO -u HTTPS SECRET_KEY="$$($(PY) -c 'import secrets; print(secrets.token_urlsafe(64))')" \
	ALLOWED_HOSTS=bip.example.pl SITE_URL=https://bip.example.pl DATABASE_URL=sqlite://:memory:

help: ## Wypisz wszystkie polecenia
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "make %-13s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: port-is-free .venv/runtime.stamp var/static.stamp database ## Uruchom portal pokazowy pod adresem http://127.0.0.1:8000 (PORT=… go zmienia)
	@$(DEMONSTRATION) $(PY) manage.py load_demo --if-empty
	@echo "Portal:       http://127.0.0.1:$(PORT)/"
	@echo "Dla redakcji: http://127.0.0.1:$(PORT)/admin/"
	@echo "Zatrzymanie:  Ctrl+C"
	@exec env $(DEMONSTRATION) $(PY) -m gunicorn --config deploy/gunicorn.conf.py deptportal.wsgi

manage: database ## Wykonaj polecenie na bazie pokazowej, np. make manage DO="verify_editions"
	@$(DEMONSTRATION) $(PY) manage.py $(DO)

test: .venv/dev.stamp ## Uruchom wszystkie testy na SQLite i na PostgreSQL
	@$(PY) -m pytest --db=sqlite -n logical --maxprocesses 8; sqlite=$$?; \
	$(PY) -m pytest --db=postgres -n logical --maxprocesses 8; postgres=$$?; \
	[ $$sqlite -eq 0 ] || echo "Testy na SQLite nie przeszły." >&2; \
	[ $$postgres -eq 0 ] || echo "Testy na PostgreSQL nie przeszły." >&2; \
	[ $$sqlite -eq 0 ] && [ $$postgres -eq 0 ]

check: .venv/dev.stamp ## Sprawdź styl, typy, warstwy, zależności, migracje i ustawienia
	$(PY) -m ruff format --check .
	$(PY) -m ruff check .
	find templates -name '*.html' | xargs -r .venv/bin/djade --check --target-version 5.2
	@$(PRODUCTION) $(PY) -m mypy .
	.venv/bin/lint-imports
	.venv/bin/deptry .
	@$(PRODUCTION) $(PY) manage.py makemigrations --check --dry-run
	@$(PRODUCTION) $(PY) manage.py check --deploy --fail-level WARNING
	@$(PY) tools/sizes.py

audit: .venv/dev.stamp vnu ## Sprawdź cały portal w przeglądarce (dostępność, odnośniki, poprawność HTML)
	$(PY) -m pytest -m audit -n logical --maxprocesses 2

bench: .venv/dev.stamp ## Zmierz szybkość stron publicznych
	$(PY) -m bench

manual: .venv/dev.stamp ## Zrób od nowa obrazki podręcznika redakcji (docs/redaktor)
	$(PY) -m tools.manual

screenshots: .venv/dev.stamp ## Zrób od nowa obrazki portalu (docs/images)
	$(PY) -m tools.screenshots

fix: .venv/dev.stamp ## Popraw formatowanie i to, co program umie poprawić sam
	$(PY) -m ruff check --fix-only .
	$(PY) -m ruff format .
	find templates -name '*.html' | xargs -r .venv/bin/djade --target-version 5.2

requirements: ## Przypnij nowsze wersje bibliotek (potrzebny program uv)
	@command -v uv >/dev/null || { echo "Potrzebny jest program uv: python3 -m pip install uv" >&2; exit 1; }
	uv pip compile $(COMPILE) pyproject.toml -o requirements.txt
	uv pip compile $(COMPILE) --extra dev --constraint requirements.txt pyproject.toml -o requirements-dev.txt

COMPILE := --quiet --upgrade --universal --generate-hashes --no-header --no-emit-index-url --no-emit-find-links

vnu:
	@sh tools/get_vnu

port-is-free:
	@! command -v python3 >/dev/null || python3 tools/port_is_free.py "$(PORT)"

database: .venv/runtime.stamp var/secret_key
	@$(DEMONSTRATION) $(PY) manage.py migrate --verbosity 0

.venv/runtime.stamp: requirements.txt
	@sh tools/make_venv
	@echo "Instaluję biblioteki (tylko przy pierwszym uruchomieniu i po ich zmianie)…"
	@$(INSTALL) requirements.txt
	@touch $@

.venv/dev.stamp: requirements.txt requirements-dev.txt
	@sh tools/make_venv
	@echo "Instaluję biblioteki i narzędzia (tylko za pierwszym razem i po ich zmianie)…"
	@$(INSTALL) requirements-dev.txt
	@touch $@ .venv/runtime.stamp

var/secret_key: | .venv/runtime.stamp
	@mkdir -p var
	@umask 077 && $(PY) -c 'import secrets; print(secrets.token_urlsafe(64))' > $@

var/static.stamp: .venv/runtime.stamp var/secret_key $(STATIC_SOURCES)
	@$(DEMONSTRATION) $(PY) manage.py collectstatic --no-input --clear --verbosity 0
	@touch $@
