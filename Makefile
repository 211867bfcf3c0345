# Two commands do it all: `make lab` and `make test`. Another Python: make lab PYTHON=python3.13
PYTHON ?= python3
STUDENTS ?= 3
OTHERS ?= 100
RUN = @command -v $(PYTHON) >/dev/null || { echo "There is no $(PYTHON) here. Install Python 3.11 or newer from python.org, then try again."; exit 1; }; $(PYTHON) coursekit/bootstrap.py

help:           ## show this list
	@grep -E '^[a-z-]+:.*##' Makefile | sed 's/:.*##/ /'

lab:            ## open the course in JupyterLab (the first call installs it)
	$(RUN) lab

test:           ## install what tests need and run all tests
	$(RUN) test

lessons:        ## run the lessons again and keep their outputs
	$(RUN) run -m coursekit lessons

exercises:      ## build the student notebooks from exercises/source
	$(RUN) run -m coursekit build

ledger:         ## compute support.csv and check the ledger
	$(RUN) run -m coursekit data update

site:           ## build the pages to read without installing anything, in _site
	$(RUN) run site/build.py

tidy:           ## let ruff mend what it can
	$(RUN) run -m ruff check --fix -q .
	$(RUN) run -m ruff format -q coursekit deploy site tests

hub-test:       ## a real hub, three students (or STUDENTS=10): ten minutes, later four
	$(RUN) run deploy/jupyterhub/trial.py --students $(STUDENTS)

pack-test:      ## pack with packages, install and start it with the network cut: ten minutes
	$(RUN) run tests/pack_offline.py

bench:          ## coursekit grade beside otter run and nbgrader: twenty minutes, OTHERS=8: four
	$(RUN) run tests/bench.py --others $(OTHERS)

pins:           ## resolve requirements*.txt anew from requirements*.in
	$(RUN) run coursekit/pins.py

.PHONY: help lab test lessons exercises ledger site tidy hub-test pack-test bench pins
