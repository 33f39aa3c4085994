"""Sentences for faults of criteria sets, local additions and crosswalks."""

from __future__ import annotations

from parindex.wording.catalogue import N_

MESSAGES = {
    "missing_field": N_("“{field}” is missing: a value must stand there."),
    "missing_field.key": N_("A value stands under an empty name; write the name before the colon."),
    "unknown_field": N_("A field “{field}” is not known here."),
    "wrong_shape": N_("{expected:shape} is expected here, {found:shape} was found."),
    "wrong_kind": N_("The file says kind: {found:quoted}; here a file of kind {expected:quoted} is expected."),
    "fields_exclude_each_other": N_("Only one of these may be given: {fields}."),
    "too_deep": N_("The tree has more than {most:number} levels; criteria sets have at most that many."),
    "bad_code": N_(
        "“{found}” cannot be a code: codes are letters, digits and hyphens, joined by dots, without spaces, "
        "and not a name that figures already have."
    ),
    "bad_address": N_("“{found}” is no address of a page; it begins with https:// or http:// and has no spaces."),
    "duplicate_code": N_("The code “{found}” stands twice; each code may stand once."),
    "code_not_under_parent": N_("“{found}” stands under “{parent}”, so its code must begin with “{parent}.”."),
    "no_children": N_("“{node}” has neither children nor a rule; give it children, or a source and a rule."),
    "no_children.": N_("The criteria set has no domains."),
    "rule_on_parent": N_(
        "“{node}” has children, so its points are their sum; these fields belong to the children: {fields}."
    ),
    "unknown_rule_kind": N_("There is no kind of rule {found:quoted}. Known: {expected}."),
    "unknown_source": N_("There is no source {found:quoted}. Known: {expected}."),
    "unknown_policy": N_("{found:quoted} is not one of the choices here: {expected}."),
    "unknown_type": N_("There is no type of input {found:quoted}. Known: {expected}."),
    "bad_number": N_(
        "“{found}” is not a number in this form. Write digits with a decimal point and without thousands "
        "marks: 9.5, 203, 1/3."
    ),
    "too_precise": N_(
        "The numbers up to here have so many digits after the point, or such long divisors, that their exact sums "
        "could not be printed. Write them shorter."
    ),
    "not_positive": N_("{found:number} stands here; the number must be above 0."),
    "negative": N_("{found:number} stands here; the number must not be below 0."),
    "negative_points": N_("{found:number} points stand here; points must not be below 0."),
    "not_whole": N_("{found:number} stands here; this is a count, so it must be a whole number."),
    "out_of_bounds": N_("{found:number} stands here; the value lies outside of what is allowed."),
    "out_of_bounds.least_most": N_(
        "{found:number} stands here; the value must lie from {least:number} to {most:number}."
    ),
    "out_of_bounds.least": N_("{found:number} stands here; the value must be {least:number} or more."),
    "out_of_bounds.most": N_("{found:number} stands here; the value must be {most:number} or less."),
    "points_above_maximum": N_("{found:number} points are more than the maximum of {maximum:number}."),
    "points_off_step": N_("{found:number} points are not a multiple of the step {step:number}."),
    "step_does_not_divide": N_(
        "The step {found:number} does not divide the maximum {maximum:number}, so the maximum could never be given."
    ),
    "sum_mismatch": N_(
        "The children of “{node}” add up to {found:number}, its maximum says {expected:number}: a "
        "difference of {difference:number}."
    ),
    "sum_mismatch.": N_(
        "The domains add up to {found:number}, the maximum of the set says {expected:number}: a difference "
        "of {difference:number}."
    ),
    "band_gap": N_(
        "Between {start:number} and {end:number} there is a gap: band {number} begins later than the one before ends."
    ),
    "band_gap.point": N_(
        "The value {start:number} itself belongs to no band; band {number} or the one before must include it."
    ),
    "band_overlap": N_("Values from {start:bound} to {end:bound} belong to two bands, one of them is band {number}."),
    "band_overlap.point": N_(
        "The value {start:number} belongs to two bands; band {number} or the one before must leave it out."
    ),
    "band_empty": N_(
        "Band {number}, from {start:bound} to {end:bound}, holds no value; its beginning must lie below its end."
    ),
    "bands_miss_domain": N_(
        "The bands do not fit the domain at band {number}: look at the values from {start:bound} to {end:bound}."
    ),
    "duplicate_level": N_("The level {found:quoted} stands twice; each level needs an id of its own."),
    "duplicate_formula": N_("The formula {found:quoted} stands twice; each formula needs an id of its own."),
    "bad_weight": N_("The weight {found:number} is not allowed here; it must be {least:number} or more."),
    "bad_weight.least_most": N_(
        "The weight {found:number} is not allowed here; it must lie from {least:number} to {most:number}."
    ),
    "no_weight": N_("The weights add up to 0, so nothing can be weighed; at least one must be above 0."),
    "shares_not_rising": N_("The shares {found} must not fall from missed over met to exceeded."),
    "unknown_input": N_("There is no input {found:quoted}. Known: {expected:list}."),
    "unused_input": N_("The input “{input}” is asked for, but no rule uses it."),
    "wrong_input_type": N_("The input “{input}” is {found:type}, but the rule needs {expected:type} here."),
    "formula_syntax": N_("The formula “{formula}” cannot be read from character {position} on."),
    "formula_syntax.value": N_("The formula “{formula}” needs a number, a name or a bracket at character {position}."),
    "formula_syntax.operator": N_("The formula “{formula}” needs a sign such as + or * at character {position}."),
    "formula_syntax.)": N_("The formula “{formula}” needs a closing bracket at character {position}."),
    "formula_syntax.(": N_("The formula “{formula}” needs an opening bracket at character {position}."),
    "formula_syntax.number": N_(
        "The formula “{formula}” has a number in another form at character {position}; write 0.5 or 12."
    ),
    "formula_syntax.shorter": N_("The formula is too long; split it into several inputs."),
    "formula_syntax.shallower": N_(
        "The formula “{formula}” has too many brackets inside each other at character {position}."
    ),
    "example_missing": N_("The criterion has no example; give at least one answer and the points that it must get."),
    "example_fails": N_(
        "An example of “{code}” must give {expected:outcome}, the rule gives {found:outcome}. One of the two is wrong."
    ),
    "unknown_scale": N_("There is no answer scale {found:quoted}. Known: {expected:list}."),
    "no_group_weights": N_("“{node}” is surveyed, but survey.group_weights gives no weight to any group for it."),
    "unknown_group": N_("There is no group of respondents {found:quoted}. Known: {expected:list}."),
    "option_twice": N_(
        "The answer option “{found}” is both weighed and named as no information; it can be only one of them."
    ),
    "unknown_option": N_("There is no answer option {found:quoted}. Known: {expected:list}."),
    "nothing_to_rescale": N_(
        "The survey may be left out and the rest rescaled, but the set has no appraised criteria to rescale."
    ),
    "grades_not_falling": N_(
        "Grades stand best first: the threshold {found:bound} must be lower than the one before, {before:bound}."
    ),
    "duplicate_grade": N_("The grade {found:quoted} stands twice in one table."),
    "unknown_key": N_("The set has no figure with the key {found:quoted}."),
    "unknown_adjustment_kind": N_("{found:quoted} is neither a bonus nor a penalty. Known: {expected}."),
    "extension_not_allowed": N_(
        "“{found}” may not be extended: the frame set does not allow it. Allowed: {allowed:list}."
    ),
    "extension_not_allowed.no_frame": N_("The set “{found}” is not a frame set: it allows no local additions."),
    "extension_not_allowed.id_of_frame": N_(
        "The extension has the id of the frame set, “{found}”; it needs one of its own."
    ),
    "extension_not_allowed.add_under": N_(
        "The frame set allows no additions under “{found}”. Allowed under: {allowed:list}."
    ),
    "extension_not_allowed.split": N_("The frame set does not allow “{found}” to be split. Allowed: {allowed:list}."),
    "extension_not_allowed.group_weights": N_(
        "The group weights of “{found}” are those of the frame set. Own ones are allowed for: {allowed:list}."
    ),
    "extension_too_large": N_(
        "The additions have {found:number} points together, the frame set allows {limit:number}."
    ),
    "linked_twice": N_("“{found}” of the set “{set}” is linked twice; each criterion may stand in one link."),
    "linked_twice.first": N_(
        "“{found}” of the set “{set}” is linked twice, first on line {first}; each criterion may stand in one link."
    ),
    "not_linked": N_("“{found}” of the set “{set}” stands in no link; say what became of it."),
    "relation_does_not_fit": N_(
        "The relation “{found}” does not fit {from_count:number} old and {to_count:number} new criteria."
    ),
    "relation_does_not_fit.maxima": N_(
        "The relation “{found}” does not fit the maxima: {from_maximum:number} before, {to_maximum:number} now."
    ),
    "unknown_relation": N_("There is no relation {found:quoted}. Known: {expected}."),
}
