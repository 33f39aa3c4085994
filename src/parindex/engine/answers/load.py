"""Answer sheets out of trees: what is known of each unit, with every fault of the file.

A sheet is judged by the criteria set it answers: its codes, the rounds in which a leaf may be answered, what may be
granted as not applicable, and each entry by what its leaf asks.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace

from parindex.engine.answers.model import AnswerSheet, Grant, Round, UnitName
from parindex.engine.criteria.entries import EntryForm, load_adjustment_entry, load_entry
from parindex.engine.criteria.keys import local_keys
from parindex.engine.criteria.load import in_file_order
from parindex.engine.criteria.model import CriteriaSet, Entry, Leaf, Node, Part
from parindex.engine.criteria.reading import Member, Reader, Record, is_absent
from parindex.engine.trees import Fields, Text, Tree
from parindex.errors import Place, Problem, Severity

KIND = "answer_sheet"
GRADE = "grade"
_OPTIONAL = (
    "answers",
    "not_applicable",
    "survey_run",
    "adjustments",
    "ranked",
    "unranked_reason",
    "expect",
)
_SHARED = ("kind", "set")
_UNIT_ID = re.compile(r"[\w-]+(?:\.[\w-]+)*")


def load_answer_sheets(
    tree: Tree | None, criteria_set: CriteriaSet, *, file: str
) -> tuple[list[AnswerSheet], list[Problem]]:
    """The sheets of one file, with every fault in them.

    A file holds one sheet, or several under ``sheets``, where ``kind`` and ``set`` may stand once at the top. Paths are
    those within a sheet (``answers/1.7/council/inputs/late``); in a file of several each problem names the unit.

    Args:
        tree: Content of the file; ``None`` where its reader has refused it.
        criteria_set: The set that the sheets must answer.
        file: Name of the file, as the person gave it.

    Returns:
        The sheets and the problems. A sheet stands beside its problems as far as its unit could be read, so that
        :func:`check_unique_units` sees it; nothing may be scored while a problem is an error.
    """
    if tree is None:
        return [], []
    if not isinstance(tree, Fields) or tree.get("sheets") is None:
        sheet, problems = _Sheet(criteria_set, ()).load(tree, "", Place(file=file))
        return [] if sheet is None else [sheet], in_file_order(problems)
    return _load_many(tree, criteria_set)


def check_unique_units(sheets: Iterable[AnswerSheet]) -> list[Problem]:
    """A problem ``duplicate_unit`` for every sheet of a unit that an earlier sheet of the same set answers for already.

    Units are told by id; the sheets may come from several files.
    """
    first: dict[tuple[str, str], Place] = {}
    problems = []
    for sheet in sheets:
        key = (sheet.set_id, sheet.unit.id)
        earlier = first.get(key)
        if earlier is None:
            first[key] = sheet.place
        else:
            line = "" if earlier.line is None else str(earlier.line)
            parameters = {"unit": sheet.unit.id, "file": earlier.file or "", "line": line}
            problems.append(Problem("duplicate_unit", sheet.place.at("unit/id"), parameters=parameters))
    return problems


def _load_many(tree: Fields, criteria_set: CriteriaSet) -> tuple[list[AnswerSheet], list[Problem]]:
    """The sheets of a list, each judged by itself."""
    reader = Reader()
    record = reader.record(tree, "", required=("sheets",), optional=_SHARED)
    if record is None or not record.expect_kind(KIND):
        return [], reader.problems
    _check_set(record, criteria_set)
    shared = tuple(name for name in _SHARED if record.has(name))
    problems = reader.problems
    sheets = []
    for member in record.items("sheets", needs_one=True):
        sheet, found = _Sheet(criteria_set, shared).load(member.value, member.path, member.place)
        unit = member.path if sheet is None else sheet.unit.id
        problems += [replace(problem, parameters={**problem.parameters, "unit": unit}) for problem in found]
        if sheet is not None:
            sheets.append(sheet)
    return sheets, in_file_order(problems)


def _check_set(record: Record, criteria_set: CriteriaSet) -> None:
    found = record.text("set")
    if found is not None and found != criteria_set.id:
        record.report("other_set", "set", found=found, expected=criteria_set.id)


@dataclass(frozen=True, slots=True)
class _Circumstances:
    """What of a sheet decides whether an entry may stand: grants by leaf, and whether the survey was run.

    ``granted`` leads from a leaf's code to the code of the node that the grant names.
    """

    granted: dict[str, str]
    survey_run: bool


class _Sheet:
    """Reads one sheet."""

    def __init__(self, criteria_set: CriteriaSet, shared: tuple[str, ...]) -> None:
        self._reader = Reader()
        self._set = criteria_set
        self._nodes = {node.code: node for node in criteria_set.walk()}
        self._leaf_codes = [node.code for node in criteria_set.leaves()]
        self._shared = shared

    def load(self, tree: Tree, path: str, place: Place) -> tuple[AnswerSheet | None, list[Problem]]:
        """The sheet as far as it can be read, ``None`` without its unit, and every problem."""
        reader = self._reader
        if not isinstance(tree, Fields):
            reader.wrong_shape(tree, path, "mapping", place=place)
            return None, reader.problems
        if not Record(reader, tree, "").expect_kind(KIND):
            return None, reader.problems
        required = ("unit", *(name for name in _SHARED if name not in self._shared))
        record = reader.record(tree, "", required=required, optional=(*_OPTIONAL, *self._shared))
        if record is None:
            return None, reader.problems
        _check_set(record, self._set)
        unit = self._unit(record)
        survey_run = record.boolean("survey_run", default=True)
        if not survey_run and not self._set.survey.is_optional:
            record.report("survey_not_optional", "survey_run", set=self._set.id)
        grants = self._grants(record)
        circumstances = _Circumstances(self._granted_leaves(record), survey_run)
        answers = self._answers(record, circumstances)
        adjustments = self._adjustments(record)
        is_ranked, unranked_reason = self._ranked(record)
        expect = self._expect(record)
        if unit is None:
            return None, reader.problems
        sheet = AnswerSheet(
            set_id=self._set.id,
            unit=unit,
            answers=answers,
            not_applicable=grants,
            survey_run=survey_run,
            adjustments=adjustments,
            is_ranked=is_ranked,
            unranked_reason=unranked_reason,
            expect=expect,
            place=record.place_of("unit"),
        )
        return sheet, reader.problems

    def _unit(self, record: Record) -> UnitName | None:
        """The unit; its id has the form of a code, since keys, page addresses and file names are made with it."""
        unit = record.record("unit", required=("id", "name", "block"))
        if unit is None:
            return None
        id_, name, block = unit.text("id"), unit.text("name"), unit.text("block")
        if id_ is not None and not _UNIT_ID.fullmatch(id_):
            unit.report("bad_code", "id", found=id_)
        return None if id_ is None or name is None or block is None else UnitName(id_, name, block)

    def _ranked(self, record: Record) -> tuple[bool, str | None]:
        """Whether the unit is ranked; a unit that is not ranked needs a reason."""
        is_ranked = record.boolean("ranked", default=True)
        if is_ranked:
            return True, record.text("unranked_reason")
        return False, _said(record, "unranked_reason", "missing_reason", asked_by="ranked")

    def _expect(self, record: Record) -> dict[str, str | None]:
        """Figures that a case must give, as shown; a key that the set does not have is said, and harms nothing."""
        members = record.members("expect")
        known = frozenset((*local_keys(self._set), GRADE)) if members else frozenset()
        expected: dict[str, str | None] = {}
        for member in members:
            if member.name not in known:
                near = self._reader.nearest(member.name, known)
                self._reader.report(
                    "unknown_key", member.place, member.path, severity=Severity.WARNING, found=member.name, near=near
                )
            expected[member.name] = self._reader.text(member.value, member.path)
        return expected

    # What does not apply

    def _grants(self, record: Record) -> dict[str, Grant]:
        """Grants by node code; each needs who granted it and why, and the consent of every leaf below."""
        grants = {}
        for member in record.members("not_applicable"):
            node = self._nodes.get(member.name)
            if node is None:
                self._reader.unknown_code(member, self._nodes, "node")
            else:
                self._check_allowed(member, node)
            grant = self._grant(member)
            if node is not None and grant is not None:
                grants[node.code] = grant
        return grants

    def _check_allowed(self, member: Member, node: Node) -> None:
        forbidding = [leaf.code for leaf in node.walk() if leaf.leaf and not leaf.leaf.may_be_not_applicable]
        if forbidding:
            self._reader.report(
                "not_applicable_forbidden", member.place, member.path, found=member.name, codes=", ".join(forbidding)
            )

    def _grant(self, member: Member) -> Grant | None:
        tree = Fields((), member.value.place) if is_absent(member.value) else member.value
        record = self._reader.record(tree, member.path, optional=("granted_by", "reason"))
        if record is None:
            return None
        granted_by = _said(record, "granted_by", "missing_grantor")
        reason = _said(record, "reason", "missing_reason")
        return None if granted_by is None or reason is None else Grant(granted_by, reason, record.place)

    def _granted_leaves(self, record: Record) -> dict[str, str]:
        """Code of each leaf for which a grant is claimed, be the claim complete or not → code that the claim names."""
        claims = record.get("not_applicable")
        codes = [field.key.text for field in claims.fields] if isinstance(claims, Fields) else []
        nodes = [self._nodes[code] for code in codes if code in self._nodes]
        return {leaf.code: node.code for node in nodes for leaf in node.walk() if leaf.leaf is not None}

    # Answers

    def _answers(self, record: Record, circumstances: _Circumstances) -> dict[str, dict[Round, Entry]]:
        """Entries by leaf code and round; an empty round is absent."""
        answers = {}
        for member in record.members("answers"):
            node = self._nodes.get(member.name)
            if node is None:
                self._reader.unknown_code(member, self._leaf_codes, "leaf")
            elif node.leaf is None:
                self._reader.report("answer_on_parent", member.place, member.path, found=member.name)
            else:
                entries = self._leaf_entries(member, node, node.leaf, circumstances)
                if entries:
                    answers[member.name] = entries
        return answers

    def _leaf_entries(
        self, member: Member, node: Node, leaf: Leaf, circumstances: _Circumstances
    ) -> dict[Round, Entry]:
        form = EntryForm.of(node, self._set.survey)
        entries = {}
        for round_, answered in self._rounds(member):
            self._check_round(answered, round_, node.code, leaf, circumstances)
            entry = load_entry(self._reader, answered.value, form, answered.path)
            if entry is not None:
                entries[round_] = entry
        if leaf.must_justify and entries and not any(entry.reason for entry in entries.values()):
            last = entries[max(entries, key=list(Round).index)]
            path = f"{last.place.path}/reason"
            self._reader.report("missing_reason", last.place, path, severity=Severity.WARNING, found=node.code)
        return entries

    def _rounds(self, member: Member) -> list[tuple[Round, Member]]:
        """The rounds in which something stands; those that are not known are reported."""
        found = []
        for answered in self._reader.members(member.value, member.path):
            if answered.name not in list(Round):
                self._reader.not_among_names(answered, [round_.value for round_ in Round], "unknown_round")
            elif not is_absent(answered.value):
                found.append((Round(answered.name), answered))
        return found

    def _check_round(
        self, answered: Member, round_: Round, code: str, leaf: Leaf, circumstances: _Circumstances
    ) -> None:
        """Note an entry that may not stand in its round, or not at all."""

        def refuse(problem: str, **parameters: str) -> None:
            parameters = {"found": code, "round": round_.value, **parameters}
            self._reader.problems.append(Problem(problem, answered.place.at(answered.path), parameters=parameters))

        if leaf.part is Part.SURVEY and round_ is Round.SELF:
            refuse("self_score_on_survey")
        elif (leaf.part is Part.SURVEY) is not (round_ is Round.SURVEY):
            refuse("wrong_part", part=leaf.part.value)
        if leaf.part is Part.SURVEY and not circumstances.survey_run:
            refuse("answer_not_run")
        if code in circumstances.granted:
            refuse("answer_not_applicable", granted_for=circumstances.granted[code])

    def _adjustments(self, record: Record) -> dict[str, dict[Round, Entry]]:
        """Entries of bonuses and penalties by code and round."""
        known = [adjustment.code for adjustment in self._set.adjustments]
        found = {}
        for member in record.members("adjustments"):
            if member.name not in known:
                self._reader.unknown_code(member, known, "adjustment")
                continue
            entries = {}
            for round_, answered in self._rounds(member):
                if round_ is Round.SURVEY:
                    self._reader.report(
                        "wrong_part",
                        answered.place,
                        answered.path,
                        found=member.name,
                        round=round_.value,
                        part=Part.APPRAISAL.value,
                    )
                entry = load_adjustment_entry(self._reader, answered.value, answered.path)
                if entry is not None:
                    entries[round_] = entry
            if entries:
                found[member.name] = entries
        return found


def _said(record: Record, name: str, code: str, *, asked_by: str | None = None) -> str | None:
    """The text of a field that must say something; an absent or blank one is the problem ``code``.

    Where nothing was written at all, the problem stands at the field that asks for it, or at the mapping.
    """
    tree = record.get(name)
    if tree is not None and not is_absent(tree) and not (isinstance(tree, Text) and not tree.text.strip()):
        return record.text(name)
    place = record.place if asked_by is None else record.place_of(asked_by)
    record.reader.report(code, place if tree is None else tree.place, record.path_of(name))
    return None
