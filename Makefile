# Guichet: two commands. `make run` shows it, `make test` proves it. Needs Python 3.11 or newer, and make.
PYTHON ?= python3
BIN := .venv/bin
# Test settings are chosen in pyproject.toml; what the shell happens to hold must not lead elsewhere.
unexport DJANGO_SETTINGS_MODULE

.PHONY: run test bench lint format setup setup-dev programs messages clean

run: setup ## the site, the desk and the worker, in the foreground; Ctrl-C stops all
	@exec $(BIN)/python -m desk.serve

test: setup-dev programs lint ## everything: lint, types, arrows, unit, integration, browser
	$(BIN)/python -m pytest

bench: setup-dev ## figures as ratios, measured side by side in one run; kept in var/bench
	@exec $(BIN)/python -m bench

lint: setup-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/python -W error manage.py check
	$(BIN)/python manage.py makemigrations --check --dry-run

format: setup-dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

messages: setup-dev ## adds what is not yet translated to locale/*/LC_MESSAGES/django.po and compiles it
	DJANGO_SETTINGS_MODULE=tests.settings $(BIN)/python -m tests.house.catalogue

# --- Installing: only what changed since the last time ------------------------------------------------------------
setup: $(BIN)/python
	@$(call install,requirements.txt,requirements.txt)

setup-dev: $(BIN)/python
	@$(call install,requirements-dev.txt,requirements.txt requirements-dev.txt)

# $(1): the file to install; $(2): all that it reads. The stamp holds the sum of both.
define install
set -e; stamp=.venv/$(1).sum; sum=$$(cat $(2) | sha256sum); \
if [ "$$(cat $$stamp 2>/dev/null)" != "$$sum" ]; then \
  echo "Installing $(1) …"; \
  if command -v uv >/dev/null; then uv pip install --quiet --python $(BIN)/python -r $(1); \
  else $(BIN)/python -m pip install --quiet --disable-pip-version-check -r $(1); fi; \
  echo "$$sum" > $$stamp; \
fi
endef

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
	  { echo "Guichet needs Python 3.11 or newer: make PYTHON=/path/to/python3.11"; exit 1; }
	@if command -v uv >/dev/null; then uv venv --quiet --python $(PYTHON) .venv; \
	else $(PYTHON) -m venv .venv || { rm -rf .venv; echo "Python's venv module is missing: apt install python3-venv"; exit 1; }; fi

programs: # a browser, a mailbox and a scanner, which the tests drive for real, and what draws receipts
	@missing=""; python3 -c 'import ctypes; ctypes.CDLL("libpangoft2-1.0.so.0"); ctypes.CDLL("libharfbuzz-subset.so.0")' 2>/dev/null || \
	  missing="libpangoft2-1.0-0 libharfbuzz-subset0"; \
	command -v chromium >/dev/null || missing="$$missing chromium fonts-noto-core"; \
	PATH="$$PATH:/usr/sbin" command -v dovecot >/dev/null || missing="$$missing dovecot-imapd"; \
	PATH="$$PATH:/usr/sbin" command -v clamd >/dev/null || missing="$$missing clamav-daemon"; \
	if [ -n "$$missing" ]; then \
	  if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then \
	    apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -qq -y $$missing >/dev/null; \
	  else echo "The tests need programs that are not here: apt install $$missing"; exit 1; fi; \
	fi

clean: ## forgets what was installed and cached; your data in var/ stays
	rm -rf .venv .ruff_cache var/cache .hypothesis
	find . -name __pycache__ -prune -exec rm -rf {} +
