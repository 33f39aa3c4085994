"""Local keys name every figure of a set, in the order of the document."""

from __future__ import annotations

import samples
from parindex.engine.criteria.keys import WHOLE_KEYS, local_keys
from parindex.engine.criteria.model import Source


def test_keys_follow_the_document_and_parts_appear_where_there_are_leaves_of_them() -> None:
    """A node with children has the parts that it has leaves of, a leaf has none, the whole has both always."""
    criteria_set = samples.criteria(
        samples.branch(
            "1",
            samples.leaf("1.1"),
            samples.branch("1.2", samples.leaf("1.2.1", source=Source.SATISFACTION)),
        ),
        samples.leaf("2", source=Source.EXTERNAL),
    )

    assert (
        *("1", "1.percent", "1.appraisal", "1.appraisal.percent", "1.survey", "1.survey.percent"),
        *("1.1", "1.1.percent"),
        *("1.2", "1.2.percent", "1.2.survey", "1.2.survey.percent"),
        *("1.2.1", "1.2.1.percent"),
        *("2", "2.percent"),
        *("appraisal", "appraisal.percent", "survey", "survey.percent"),
        *("tree", "bonus", "penalty", "index", "index.percent"),
    ) == local_keys(criteria_set)


def test_the_whole_has_no_percent_of_tree_bonus_or_penalty() -> None:
    """Only the parts and the index have percents."""
    assert {"appraisal.percent", "survey.percent", "index.percent"} == {key for key in WHOLE_KEYS if "." in key}
