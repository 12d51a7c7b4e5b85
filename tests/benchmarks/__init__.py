"""How fast `adr` is, always beside something else in the same run; never a timed test.

`python -m tests.benchmarks.speed` makes logs of 10, 1,000 and 10,000 records in a temporary
folder and prints the table of docs/explanation/speed.md as Markdown. `--short` takes less than
a minute (CI), `--peers` measures other tools on the same folders: Debian's adr-tools where it
is installed, and adr-log, which npm installs into the temporary folder. `nox -s speed` runs it.

The commands of a round run one after the other, and the rounds repeat, so that what else the
machine does hits all of them. Of all rounds the fastest counts: noise only ever adds time.
"""
