"""Sentences for faults of answer sheets."""

from __future__ import annotations

from parindex.wording.catalogue import N_

MESSAGES = {
    "unknown_code": N_("The set has no code {found:quoted}."),
    "unknown_code.leaf": N_("The set has no criterion with answers of its own under the code {found:quoted}."),
    "unknown_code.parent": N_("The set has no domain or criterion with children under the code {found:quoted}."),
    "unknown_code.survey_leaf": N_("{found:quoted} is no surveyed criterion of the set."),
    "unknown_code.adjustment": N_("The set has no bonus or penalty with the code {found:quoted}."),
    "answer_on_parent": N_("“{found}” has children; answers belong to the children."),
    "unknown_round": N_("There is no round {found:quoted}. Known: {expected}."),
    "unknown_level": N_("There is no level {found:quoted}. Known: {expected:list}."),
    "unknown_formula": N_("There is no formula {found:quoted}. Known: {expected:list}."),
    "not_yes_no": N_("“{found}” stands here; write true or false, without quotes."),
    "part_above_whole": N_("The part ({parts}) is {found:number}, more than the whole ({whole}) of {expected:number}."),
    "not_applicable_forbidden": N_(
        "“{found}” cannot be declared not applicable; these criteria apply to every unit: {codes}."
    ),
    "missing_grantor": N_("It is not said who decided that this does not apply."),
    "missing_reason": N_("The reason is missing: say why in one sentence."),
    "missing_reason.found": N_("“{found}” always asks for an explanation, and no round gives one."),
    "answer_not_applicable": N_(
        "“{found}” has an answer ({round:round}), but “{granted_for}” is declared not applicable. Take away "
        "one of the two."
    ),
    "self_score_on_survey": N_("“{found}” is surveyed; the unit does not score it itself."),
    "wrong_part": N_(
        "“{found}” belongs to the {part:part}; an answer of this round ({round:round}) cannot stand there."
    ),
    "answer_not_run": N_("“{found}” has an answer, but the sheet says that the survey was not run."),
    "survey_not_optional": N_("The set “{set}” does not allow the survey to be left out."),
    "other_set": N_("The file is for the set “{found}”, here it is used with “{expected}”."),
    "unknown_set": N_("The criteria set “{found}” was not found, neither in the library nor beside the file."),
    "unknown_set.known": N_(
        "There is neither a criteria set “{found}” in the library nor such a file. The library has: {known}."
    ),
    "duplicate_unit": N_("The unit “{unit}” has an answer sheet already, in {file}; each unit may have one."),
    "duplicate_unit.line": N_(
        "The unit “{unit}” has an answer sheet already, in {file}, line {line}; each unit may have one."
    ),
    "unknown_unit": N_("The file has no unit “{found}”. It has: {known:list}."),
    "several_sheets": N_("The file holds answer sheets of {found:number} units; name the one that is meant."),
    "several_sheets.known": N_("The file holds answer sheets of {found:number} units; name one of: {known}."),
    "no_sheets": N_("The folder holds no answer sheet (.yaml, .json or .xlsx)."),
}
