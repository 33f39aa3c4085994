"""The command line: one verb, a file in, a file out; text for people, ``--json`` for programs."""

from parindex.cli.main import main as main
