"""Sentences for faults of files: text and workbooks."""

from __future__ import annotations

from parindex.wording.catalogue import N_

MESSAGES = {
    "file_not_found": N_("There is no such file or folder."),
    "file_unreadable": N_("The file cannot be opened: {detail}."),
    "file_unreadable.": N_("The file cannot be opened."),
    "file_unreadable.Is a directory": N_("This is a folder, a file is expected."),
    "file_unreadable.Permission denied": N_("The file cannot be opened: you have no right to read it."),
    "no_files": N_("The folder holds no file that is read here (.yaml, .json or .xlsx)."),
    "unknown_file_form": N_("Files ending with {suffix:quoted} are not read here. Known: {known}."),
    "too_large": N_("The file has {size:count} bytes, more than the {limit:count} allowed."),
    "bom": N_("The file begins with an invisible mark (BOM). Save it as UTF-8 without BOM."),
    "not_nfc": N_(
        "“{value}” holds letters and accents apart (not Unicode NFC), so it does not equal the same word "
        "typed elsewhere. Save the text in NFC."
    ),
    "anchor": N_("YAML anchors are not allowed (“{name}”): write the value out."),
    "anchor.alias": N_("YAML aliases are not allowed (“{name}”): write the value out."),
    "anchor.merge": N_("YAML merge keys are not allowed (<<): write the fields out."),
    "duplicate_key": N_("“{key}” stands twice in one place, first on line {first_line}; only one can hold."),
    "ambiguous_scalar": N_("“{found}” can be read in several ways; put it in quotes."),
    "ambiguous_scalar.boolean_word": N_(
        "Some programs read “{found}” as yes or no. Put text in quotes; write yes and no as true and false."
    ),
    "ambiguous_scalar.octal": N_(
        "Some programs read “{found}” as an octal number. Put text in quotes; write a number without a leading zero."
    ),
    "ambiguous_scalar.date": N_("Some programs read “{found}” as a date. Put it in quotes."),
    "ambiguous_scalar.sexagesimal": N_("Some programs read “{found}” as hours and minutes. Put it in quotes."),
    "ambiguous_scalar.number": N_(
        "The cell holds the number {found}; a code such as 1.10 loses its last zero that way. Format the "
        "cell as text and type the code again."
    ),
    "yaml_syntax": N_("The file cannot be read from here on; the form of YAML is broken."),
    "yaml_syntax.empty": N_("The file is empty."),
    "yaml_syntax.not_utf8": N_("The file is not UTF-8 text. Save it as UTF-8."),
    "yaml_syntax.control_character": N_("An invisible control character stands here ({character}); delete it."),
    "yaml_syntax.tab": N_("The line is indented with a tab; use spaces."),
    "yaml_syntax.several_documents": N_("The file holds several YAML documents (---); only one is read."),
    "yaml_syntax.tag": N_("YAML tags are not allowed ({tag})."),
    "yaml_syntax.too_deep": N_("Values stand too deep inside each other."),
    "yaml_syntax.key_not_text": N_("The name of a field must be a text, not a list or mapping."),
    "yaml_syntax.stray_colon": N_("A colon stands inside a text; put the text in quotes."),
    "yaml_syntax.colon_missing": N_("A colon is missing after the name of a field."),
    "yaml_syntax.stray_character": N_("A text begins with a character that needs quotes around the text."),
    "yaml_syntax.quote_not_closed": N_("The quote that begins here is not closed."),
    "yaml_syntax.bracket_not_closed": N_("The list [ that begins here is not closed, or a comma is missing."),
    "yaml_syntax.brace_not_closed": N_("The mapping {{ that begins here is not closed, or a comma is missing."),
    "yaml_syntax.bad_escape": N_(
        "A backslash inside double quotes is followed by what is no escape; use single quotes."
    ),
    "yaml_syntax.bad_indentation": N_("The line is indented differently from its neighbours."),
    "xlsx_syntax": N_("The file is not a workbook that can be read."),
    "xlsx_syntax.damaged": N_("The workbook is damaged. Open it in Excel and save it anew."),
    "xlsx_syntax.not_a_workbook": N_("The file ends with .xlsx but is no workbook."),
    "xlsx_syntax.old_or_encrypted": N_(
        "The workbook is locked with a password or in the old form (.xls). Save it as .xlsx without a password."
    ),
    "xlsx_syntax.document_type": N_("The workbook holds a document type declaration, which is not allowed."),
    "xlsx_too_large": N_("The workbook is too large ({what}, at most {limit:count})."),
    "xlsx_too_large.file": N_("The workbook is larger than {limit:count} bytes."),
    "xlsx_too_large.rows": N_(
        "A sheet has more than {limit:count} rows. Delete what is not needed, empty formatted rows too."
    ),
    "xlsx_too_large.columns": N_("A sheet has more than {limit:count} columns. Delete what is not needed."),
    "xlsx_too_large.cells": N_("The workbook has more than {limit:count} cells. Delete what is not needed."),
    "xlsx_too_large.characters": N_("The workbook has more than {limit:count} characters of text."),
    "xlsx_formula": N_("The cell holds a formula. Paste its value instead."),
    "xlsx_error_cell": N_("The cell shows the error {found}. Type the value."),
    "xlsx_control_character": N_("The cell holds an invisible control character ({character}). Type the text again."),
    "xlsx_moved_column": N_(
        "The column {expected:quoted} ({code}) is expected here, {found:quoted} was found. Do not move, "
        "rename or insert columns."
    ),
    "xlsx_moved_column.": N_("A column {found:quoted} is not expected here. Do not insert columns."),
    "xlsx_missing_sheet": N_("The sheet “{sheet}” is missing."),
    "xlsx_unknown_sheet": N_("The sheet “{sheet}” does not belong to this workbook."),
    "xlsx_unknown_kind": N_("The row “kind” says {found:quoted}. Known: {expected}."),
    "xlsx_unknown_row": N_("“{found}” does not stand in the sheet “{sheet}”; it must be there first."),
    "xlsx_missing_key": N_("The column “{column}” is empty in this row, so the row belongs to nothing."),
    "xlsx_duplicate": N_("“{key}” is given twice, first in {first}."),
    "xlsx_bad_path": N_("“{found}” is not the way to a field."),
    "xlsx_bad_form": N_("“{found}” is not a form of value. Known: {expected}."),
    "xlsx_bad_pairs": N_("“{found}” is not a list of the form name=value; name=value."),
}
