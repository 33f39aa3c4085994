from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from outline_samples import LETTERHEAD, small_result
from parindex.engine.index.unit import UnitResult
from parindex.engine.quantities import rounded
from parindex.engine.remediation import losses_by_agency
from parindex.reports.outline import (
    Heading,
    Inline,
    Listing,
    LossList,
    Number,
    Outline,
    Paragraph,
    RowKind,
    Share,
    Table,
    Text,
)
from parindex.reports.result_sheet import result_sheet
from parindex.wording.sentences import sentence


def told(outline: Outline) -> Iterator[str]:
    """An outline as lines that a person can compare; ``[1,47 → 1.7]`` leads to the derivation of 1.7."""
    header, signature, annex = outline.header, outline.signature, outline.annex
    yield f"{outline.language} · {outline.date} · {outline.mark or 'no mark'}"
    yield " / ".join([*header.superior, *header.authority, header.number])
    yield f"{header.country} / {header.motto} / {header.place_and_date}"
    yield f"# {outline.type_name}"
    yield from outline.subject
    for block in outline.blocks:
        match block:
            case Heading():
                yield f"{'#' * (block.level + 1)} {block.text}"
            case Paragraph():
                yield "".join(map(inline, block.parts))
            case Listing():
                yield from (f"- {''.join(map(inline, item))}" for item in block.items)
            case LossList():
                yield block.explanation
                yield from told_table(block.table)
            case Table():
                yield from told_table(block)
    yield " / ".join([*signature.title, signature.name])
    yield " / ".join([signature.recipients_title, *signature.recipients])
    yield f"# {annex.heading}: {annex.title} {annex.belongs_to}"
    yield " | ".join(annex.columns)
    yield " | ".join([annex.sheet, *annex.sheet_columns])
    for explanation in annex.explanations:
        yield f"* {explanation.title}"
        for one in explanation.derivations:
            inputs = f" ({annex.inputs_title} {', '.join(one.inputs)})" if one.inputs else ""
            yield f"{one.key} = {one.shown} = {one.exact}: {one.sentence}{inputs}"
        yield from explanation.reported
        yield f"{explanation.citation} = {explanation.citation_in_full}"
    yield annex.documents_title
    yield from annex.documents


def told_table(table: Table) -> Iterator[str]:
    """A table, one line for each row."""
    yield f"{table.caption} ({table.sheet})"
    yield " | ".join(column.title for column in table.columns)
    for row in table.rows:
        mark = {RowKind.PLAIN: "", RowKind.GROUP: "+ ", RowKind.TOTAL: "= "}[row.kind]
        yield f"{mark}{'  ' * row.level}" + " | ".join(
            linked(cell.shown, cell.points.key) if isinstance(cell, Share) else inline(cell) for cell in row.cells
        )


def inline(part: Inline) -> str:
    """Words or a number."""
    return linked(part.text if isinstance(part, Text) else part.shown, part.key)


def linked(shown: str, key: str | None) -> str:
    """What is shown, with the key it leads to."""
    return shown if key is None else f"[{shown} → {key}]"


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_result_sheet_says_what_is_stored(language: str, assert_stored: Callable[[str, str], None]) -> None:
    """Every word of the small sheet, in both languages."""
    outline = result_sheet(small_result(), language, LETTERHEAD, year=2023)

    assert_stored(f"result-sheet.{language}.txt", "\n".join(told(outline)) + "\n")


def test_what_a_letterhead_leaves_out_stays_open_on_paper() -> None:
    """Without a letterhead number, place, date, signer and recipients are blanks to be filled in by hand."""
    outline = result_sheet(small_result(), "vi")
    blank = "\N{HORIZONTAL ELLIPSIS}" * 8

    assert "Số: \N{NO-BREAK SPACE}" in outline.header.number
    assert outline.header.number.endswith("/…")
    assert f"{blank}, ngày … tháng … năm …" == outline.header.place_and_date
    assert blank == outline.signature.name


def test_the_summary_has_the_columns_in_which_ha_noi_prints_its_result(ha_noi: UnitResult) -> None:
    """Báo cáo phân tích Chỉ số CCHC năm 2023 của UBND thành phố Hà Nội, mục III.1, table by domain."""
    table = next(result_sheet(ha_noi, "vi").tables())
    titles = [column.title for column in table.columns]
    expected = ["Tt", "Lĩnh vực", "Điểm thẩm định/điểm tối đa", "Điểm ĐTXHH/điểm tối đa"]

    assert [*expected, "Tổng điểm/điểm tối đa", "Chỉ số đạt được (%)"] == titles
    assert 8 + 1 == len(table.rows)
    assert "CHỈ SỐ CCHC" == shown(table)[-1][1]
    assert ["3,45/4", "9,45/10"] == shown(table)[1][3:5]
    assert ["12,24/13", "–", "12,24/13", "94,16"] == shown(table)[2][2:]


def shown(table: Table) -> list[list[str]]:
    """The cells of a table as printed."""
    return [[cell.text if isinstance(cell, Text) else cell.shown for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_figure_explains_itself_with_the_one_sentence(ha_noi: UnitResult, language: str) -> None:
    """The annex holds every key once, with value and sentence as pages and the command line show them."""
    annex = result_sheet(ha_noi, language).annex
    told_here = {one.key: (one.exact, one.sentence) for one in annex.derivations()}
    expected = {
        figure.key: (str(figure.value), sentence(figure, ha_noi.criteria_set, language=language))
        for figure in ha_noi.figures()
    }

    assert expected == told_here
    assert len(ha_noi.keys()) == sum(1 for _ in annex.derivations())


def test_every_number_of_a_table_leads_to_a_figure_unless_it_is_a_sum_of_an_agency(department: UnitResult) -> None:
    """No number stands alone: from each a reader comes to its derivation."""
    outline = result_sheet(department)
    keys = set(department.keys())
    alone = []
    for table in outline.tables():
        for row in table.rows:
            for cell in row.cells:
                number = cell.points if isinstance(cell, Share) else cell
                if isinstance(number, Number) and number.key not in keys:
                    alone.append(row.kind)

    assert {RowKind.GROUP} == set(alone)
    assert 3 * len(losses_by_agency(department)) == len(alone)


def test_a_number_as_printed_is_the_exact_number_rounded(department: UnitResult) -> None:
    """Nothing is computed here: every printed number is its figure, rounded once."""
    for table in result_sheet(department).tables():
        for row in table.rows:
            for cell in row.cells:
                number = cell.points if isinstance(cell, Share) else cell
                if isinstance(number, Number) and number.value is not None and number.decimals is not None:
                    printed = number.shown.replace(".", "").replace(",", ".").replace("\N{MINUS SIGN}", "-")

                    assert rounded(number.value, number.decimals) == type(number.value)(printed)


def test_losses_stand_under_their_agency_with_the_sums_of_the_engine(ha_noi: UnitResult) -> None:
    """Agencies in the order of the engine, the greatest loss first; below each its leaves that lost points."""
    table = list(result_sheet(ha_noi).tables())[2]
    groups = [row.cells[1] for row in table.rows if row.kind is RowKind.GROUP]
    expected = [agency.agency for agency in losses_by_agency(ha_noi) if agency.lost.total]

    assert expected == [cell.text for cell in groups if isinstance(cell, Text)]
    assert ["", "Tất cả các cơ quan"] == shown(table)[-1][:2]


def test_real_results_carry_no_mark_and_demonstrations_do(ha_noi: UnitResult, department: UnitResult) -> None:
    """What is made up says so, in the mark of every page and in the title."""
    assert result_sheet(ha_noi).mark is None
    assert result_sheet(department).mark == "DỮ LIỆU THỬ – không phải kết quả chính thức"
    assert "dữ liệu thử" in result_sheet(department).title
    assert "DEMONSTRATION DATA" in (result_sheet(department, "en").mark or "")


def test_what_does_not_apply_is_told_with_its_reason(inspectorate: UnitResult) -> None:
    """Leaves with one reason are told together, each leading to its derivation."""
    notes = next(block for block in result_sheet(inspectorate).blocks if isinstance(block, Listing))
    codes = {part.key for item in notes.items for part in item if isinstance(part, Text) and part.key}
    expected = {figure.key for figure in inspectorate.figures() if figure.step.kind == "not_applicable"}

    assert expected
    assert expected <= codes
