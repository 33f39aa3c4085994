"""``report``: documents of a result, in the form that the name of the file asks for."""

from __future__ import annotations

import hashlib
from pathlib import Path

import click

from parindex.cli.results import result_of, set_option, sheet_option, unit_option
from parindex.cli.speech import FINE, language, print_json, say, system_words
from parindex.cli.spoken import FileName, OneOf, command, json_option, option
from parindex.files.reading import write_whole
from parindex.reports.documents import FORMS, KINDS, render
from parindex.wording.catalogue import N_


@command(N_("Writes a document of one unit: html, docx, xlsx or pdf, by the ending of the file's name."))
@set_option
@sheet_option
@unit_option
@option("--kind", type=OneOf(KINDS), default=KINDS[0], show_default=True, says=N_("Kind of document."))
@option("-o", "--output", type=FileName(), required=True, says=N_("File to write."))
@json_option
def report(set_name: str, sheet: Path, unit: str | None, kind: str, output: Path, *, as_json: bool) -> int:
    """Write a report."""
    form = output.suffix.lower().removeprefix(".")
    if form not in FORMS:
        told = say(N_("the name must end with one of {endings}")).format(endings=", ".join(f".{one}" for one in FORMS))
        raise click.BadParameter(told, param_hint="--output")
    content = render(result_of(set_name, sheet, unit), kind=kind, form=form, language=language())
    try:
        write_whole(output, content)
    except OSError as error:
        raise click.BadParameter(system_words(error), param_hint="--output") from error
    if as_json:
        print_json({"problems": [], "file": str(output), "sha256": hashlib.sha256(content).hexdigest()})
    else:
        click.echo(say(N_("Written: {file}")).format(file=output))
    return FINE
