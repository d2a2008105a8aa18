# make run: sets everything up and opens the softphone on a Twilio of its own on this machine.
# make test: sets everything up and runs the tests. Both may be run again; only the first time is slow.

PYTHON ?= python3
VENV := .venv
READY := $(VENV)/.ready
SDK := resources/line/sdk/twilio.min.js

.PHONY: run test benchmarks release-check clean

run: $(READY) $(SDK)
	@packaging/prepare.sh system
	@$(VENV)/bin/softphone --sandbox

test: $(READY) $(SDK)
	@packaging/prepare.sh system
	@echo "Running the tests…"
	@QT_QPA_PLATFORM=offscreen $(VENV)/bin/python -m pytest -n auto --maxprocesses=4 --dist loadfile --no-loadscope-reorder

# What a release must pass besides the tests: every sentence in every language, and what stores validate.
release-check: $(READY)
	@$(VENV)/bin/python packaging/translations.py complete
	@packaging/prepare.sh validators
	@desktop-file-validate packaging/linux/softphone.desktop
	@appstreamcli validate --no-net packaging/linux/softphone.metainfo.xml

benchmarks: $(READY) $(SDK)
	@packaging/prepare.sh system
	@for script in tests/benchmarks/*.py; do QT_QPA_PLATFORM=offscreen $(VENV)/bin/python $$script || exit 1; done

$(READY): pyproject.toml packaging/prepare.sh
	@packaging/prepare.sh venv "$(PYTHON)" "$(VENV)"
	@touch $(READY)

# Without npm it is not made, and audio in the app is left out.
$(SDK): packaging/line/package-lock.json
	@packaging/prepare.sh line

clean:
	rm -rf $(VENV) build dist resources/line/sdk
