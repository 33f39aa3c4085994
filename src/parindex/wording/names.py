"""What things of a criteria set are called in a sentence: inputs, levels, groups, nodes, figures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

from parindex.engine.criteria.model import CriteriaSet, Input, InputType, Node
from parindex.engine.criteria.rules import Levels, Words
from parindex.wording.catalogue import VIETNAMESE, gettext_in
from parindex.wording.numbers import grouped, percent_number

PERCENT_SIGN = "%"
_CLOSING_NOTE = re.compile(r"\s*\([^()]*\)$")
_COUNT_OF = re.compile(r"^(?:tổng số|số(?! h[oó][aá]| liệu| hiệu)|(?:total )?number of) ", re.IGNORECASE)


def lower_first(text: str) -> str:
    """The text with a small first letter, unless its first word is an abbreviation.

    Example:
        >>> lower_first("Đúng hạn"), lower_first("UBND cấp xã")
        ('đúng hạn', 'UBND cấp xã')
    """
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]


def upper_first(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


@dataclass(frozen=True, slots=True)
class Names:
    """The names of one criteria set in one language."""

    criteria_set: CriteriaSet
    language: str = VIETNAMESE

    def words(self, words: Words) -> str:
        """Words of the set in this language."""
        return words.in_language(self.language)

    def node(self, code: str) -> Node | None:
        """The node of a code."""
        return self.criteria_set.node(code)

    def title(self, code: str) -> str:
        """Code and title of a node: ``1.7 Thực hiện các nhiệm vụ…``."""
        node = self.node(code)
        return code if node is None else f"{code} {self.words(node.title)}"

    def declared(self, code: str, name: str) -> Input | None:
        """What the set says of an input of a leaf."""
        node = self.node(code)
        return None if node is None or node.leaf is None else node.leaf.inputs.get(name)

    def label(self, code: str, name: str) -> str:
        """The label of an input as it stands in the set; its name where it has none."""
        declared = self.declared(code, name)
        return name if declared is None else self.words(declared.label)

    def short(self, code: str, name: str) -> str:
        """The label of an input inside a sentence: small first letter, without a note in brackets at its end.

        A count is named by what is counted: ``Số hồ sơ quá hạn`` is ``hồ sơ quá hạn``.
        """
        label = _CLOSING_NOTE.sub("", self.label(code, name))
        return lower_first(_COUNT_OF.sub("", label) if self._is_count(code, name) else label)

    def thing(self, code: str, name: str) -> str:
        """What one counted thing of an input is: ``nhiệm vụ đúng hạn``.

        The measure comes first, unless the label names the thing itself (``Số hồ sơ quá hạn``).
        """
        short = self.short(code, name)
        declared = self.declared(code, name)
        if self.language != VIETNAMESE or declared is None or declared.measure is None:
            return short
        measure = lower_first(self.words(declared.measure))
        is_named = not self._is_count(code, name) or _COUNT_OF.match(self.label(code, name)) is not None
        return short if is_named or measure.casefold() in short.casefold() else f"{measure} {short}"

    def _is_count(self, code: str, name: str) -> bool:
        declared = self.declared(code, name)
        return declared is not None and declared.type is InputType.COUNT

    def quantity(self, code: str, name: str) -> str:
        """A reported number itself: ``số nhiệm vụ được giao`` for a count, its label for anything else."""
        thing = self.thing(code, name)
        if not self._is_count(code, name):
            return thing
        _ = gettext_in(self.language)
        return _("the number of {things}").format(things=thing)

    def is_percent(self, code: str, name: str) -> bool:
        """Whether an input is measured in percent."""
        declared = self.declared(code, name)
        return declared is not None and declared.measure is not None and self.words(declared.measure) == PERCENT_SIGN

    def value(self, code: str, name: str, value: Fraction) -> str:
        """A reported value with its label, as it stands in a calculation.

        A count goes before what is counted (``203 đúng hạn``), any other number after its label
        (``vốn đã giải ngân 12.350 triệu đồng``).
        """
        measured, short = self.measured(code, name, value), self.short(code, name)
        declared = self.declared(code, name)
        if declared is None or declared.type is InputType.COUNT:
            return f"{measured} {short}"
        if declared.measure is None or self.is_percent(code, name):
            return f"{short} {measured}"
        return f"{short} {measured} {self.words(declared.measure)}"

    def whole_value(self, code: str, name: str, value: Fraction) -> str:
        """A reported value with its whole name: ``203 nhiệm vụ đúng hạn``."""
        if self._is_count(code, name):
            return f"{self.measured(code, name, value)} {self.thing(code, name)}"
        return self.value(code, name, value)

    def measured(self, code: str, name: str, value: Fraction) -> str:
        """A reported value, with a percent sign where it is measured in percent."""
        if self.is_percent(code, name):
            return percent_number(value, self.language)
        return grouped(value, self.language)

    def level(self, code: str, level_id: str) -> str:
        """The title of a named level."""
        node = self.node(code)
        if node is not None and node.leaf is not None and isinstance(node.leaf.rule, Levels):
            for level in node.leaf.rule.levels:
                if level.id == level_id:
                    return self.words(level.title)
        return level_id

    def group(self, group_id: str) -> str:
        """The name of a respondent group."""
        words = self.criteria_set.survey.groups.get(group_id)
        return group_id if words is None else self.words(words)

    def adjustment(self, code: str) -> str:
        """The title of a bonus or penalty."""
        return next((self.words(one.title) for one in self.criteria_set.adjustments if one.code == code), code)


def figure_title(key: str, criteria_set: CriteriaSet, *, language: str = VIETNAMESE) -> str:
    """What the figure of a local key is, for headings and tables.

    ``1.7`` gives its title; ``1.appraisal``, ``survey``, ``index.percent`` and the like say which part of what.
    """
    _ = gettext_in(language)
    names = Names(criteria_set, language)
    base = key.removesuffix(".percent")
    is_percent = base != key
    whole = {
        "index": _("PAR INDEX, percent of the maximum") if is_percent else _("PAR INDEX"),
        "tree": _("Points of all domains"),
        "bonus": _("Bonus points"),
        "penalty": _("Penalty points"),
        "appraisal": _("Appraised part, percent of the maximum") if is_percent else _("Appraised part"),
        "survey": _("Surveyed part, percent of the maximum") if is_percent else _("Surveyed part"),
    }
    if base in whole:
        return whole[base]
    code, _dot, part = base.rpartition(".")
    if part in {"appraisal", "survey"}:
        return _part_title(part, names.title(code), language, is_percent=is_percent)
    return _("{title}: percent of the maximum").format(title=names.title(base)) if is_percent else names.title(base)


def _part_title(part: str, title: str, language: str, *, is_percent: bool) -> str:
    _ = gettext_in(language)
    if part == "appraisal":
        said = _("{title}: appraised part, percent of the maximum") if is_percent else _("{title}: appraised part")
    else:
        said = _("{title}: surveyed part, percent of the maximum") if is_percent else _("{title}: surveyed part")
    return said.format(title=title)
