"""Which sheet, row and column of a workbook holds which field: one layout per kind of file.

A layout says how a file is laid out for people: a table with one row per node, one row per input, and so on. A table
belongs either to the file as a whole or to its subjects (the nodes of a criteria set, the units of answer sheets),
named in its first column. What has no column stands in the sheets of single values, by its way; so a layout decides
what is convenient, never what is kept.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

OTHER_SHEET = "Khác"
GENERAL_SHEET = "Thông tin chung"

INDEX = "#"
"""In the way of a table: the number in a list, which the order of the rows gives."""


class Content(StrEnum):
    """What the cells of a column hold."""

    TEXT = "text"
    CODE = "code"  # a name that ties things together: 1.10 must not become 1.1
    NUMBER = "number"
    TRUTH = "truth"
    DATE = "date"
    CODES = "codes"  # a list of names: 1.1; 1.2
    LINES = "lines"  # a list of texts, one a line
    PAIRS = "pairs"  # a mapping: on_time = 203; late = 11
    PAIRS_BY_GROUP = "pairs_by_group"  # a mapping of mappings: leaders.yes = 3; leaders.no = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        code: What row 2 of the sheet shows; by it a moved column is found.
        title: What row 1 shows.
        path: Way from the row's thing to the value; ``None`` for a column that names the row.
        content: What its cells hold.
        width: In characters.
        choices: The closed list of its values, if it has one.
    """

    code: str
    title: str
    path: tuple[str, ...] | None
    content: Content = Content.TEXT
    width: int = 14
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A sheet with one row per thing of one sort.

    Attributes:
        sheet: Its name.
        way: Way from the subject (or the file) to a row's thing: field names, ``INDEX``, and columns that hold a key.
        columns: All columns with a meaning of their own, those of keys included; the subject's column goes before.
        is_of_subject: Whether each row belongs to a subject.
        is_spread: Whether further columns follow, one per key of a mapping of numbers (a group, an option).
    """

    sheet: str
    way: tuple[str | Column, ...]
    columns: tuple[Column, ...]
    is_of_subject: bool = True
    is_spread: bool = False

    @property
    def keys(self) -> tuple[Column, ...]:
        """The columns that name the row."""
        return tuple(step for step in self.way if isinstance(step, Column))

    @property
    def has_index(self) -> bool:
        """Whether the order of the rows gives a number in a list."""
        return INDEX in self.way


@dataclass(frozen=True, slots=True)
class Single:
    """A value of the file as a whole that people look for, with its words."""

    path: str
    title: str
    content: Content = Content.TEXT


@dataclass(frozen=True, slots=True)
class Layout:
    """How one kind of file is laid out.

    Attributes:
        kind: The file's ``kind``.
        subjects: The table with one row per subject, if the kind has subjects.
        subject_column: The column that names a subject in all tables of subjects.
        tables: The other tables, in their order.
        singles: What the general sheet always shows.
    """

    kind: str
    singles: tuple[Single, ...]
    tables: tuple[Table, ...] = ()
    subjects: Table | None = None
    subject_column: Column | None = None

    @property
    def all_tables(self) -> tuple[Table, ...]:
        """Every table, that of the subjects first."""
        return ((self.subjects,) if self.subjects else ()) + self.tables


def _words(code: str, title: str, path: tuple[str, ...], width: int = 40) -> tuple[Column, Column]:
    """Two columns for a text that may be given in both languages."""
    return (
        Column(code, title, path, width=width),
        Column(f"{code}.en", f"{title} (tiếng Anh)", (*path, "en"), width=width),
    )


_CODE = Column("code", "Mã", None, Content.CODE, 10)
_NODE = Column("code", "Mã", ("code",), Content.CODE, 10)
_SOURCES = ("appraisal", "external", "survey", "satisfaction")
_TRUTH = ("true", "false")
_ZERO = ("full", "zero", "not_applicable", "missing")
_RULES = (
    "given", "pass_fail", "levels", "bands", "ratio", "weighted_ratio", "mean_of_ratios", "deduction", "count",
    "targets", "survey", "satisfaction", "formula",
)  # fmt: skip

_NODE_COLUMNS = (
    _NODE,
    *_words("title", "Tên", ("title",), 60),
    Column("maximum", "Điểm tối đa", ("maximum",), Content.NUMBER, 10),
    Column("source", "Nguồn điểm", ("source",), Content.CODE, choices=_SOURCES),
    Column("agency", "Cơ quan chịu trách nhiệm", ("agency",), width=28),
    Column("appraiser", "Cơ quan thẩm định", ("appraiser",), width=28),
    Column(
        "missing", "Khi không có số liệu", ("missing",), Content.CODE, choices=("zero", "not_applicable", "unknown")
    ),
    Column("not_applicable", "Không áp dụng", ("not_applicable",), Content.CODE, choices=("allowed", "forbidden")),
    Column("justify", "Luôn phải giải trình", ("justify",), Content.TRUTH, choices=_TRUTH),
    Column("remainder", "Phần còn lại chưa công khai", ("remainder",), Content.TRUTH, choices=_TRUTH),
    *_words("evidence", "Tài liệu kiểm chứng", ("evidence",)),
)

_RULE_TABLE = Table(
    "Cách tính điểm",
    ("rule",),
    (
        Column("rule.kind", "Cách tính", ("kind",), Content.CODE, choices=_RULES),
        Column("rule.input", "Số liệu dùng", ("input",), Content.CODE),
        Column("rule.percent", "Số liệu là tỷ lệ %", ("percent",), Content.CODE),
        Column("rule.numerator", "Tử số", ("numerator",), Content.CODE),
        Column("rule.denominator", "Mẫu số", ("denominator",), Content.CODE),
        Column("rule.condition", "Điều kiện", ("condition",), width=30),
        Column("rule.step", "Bước điểm", ("step",), Content.NUMBER, 10),
        Column("rule.cap", "Trần", ("cap",), Content.NUMBER, 10),
        Column("rule.floor", "Sàn", ("floor",), Content.NUMBER, 10),
        Column("rule.floor.below", "Sàn: khi dưới", ("floor", "below"), Content.NUMBER, 10),
        Column("rule.floor.points", "Sàn: điểm", ("floor", "points"), Content.NUMBER, 10),
        Column("rule.domain.from", "Miền giá trị: từ", ("domain", "from"), Content.NUMBER, 10),
        Column("rule.domain.to", "Miền giá trị: đến", ("domain", "to"), Content.NUMBER, 10),
        Column("rule.inputs", "Số liệu của chỉ tiêu", ("inputs",), Content.PAIRS, 36),
        Column("rule.shares", "Tỷ trọng của chỉ tiêu", ("shares",), Content.PAIRS, 36),
        Column("rule.scale", "Thang trả lời", ("scale",), Content.CODE),
        Column("rule.empty_group", "Nhóm không có phiếu", ("empty_group",), Content.CODE,
               choices=("renormalise", "zero", "missing")),
        Column("rule.zero_level", "Cấp có mẫu số bằng 0", ("zero_level",), Content.CODE,
               choices=("skip", "full", "zero")),
        Column("rule.zero_denominator", "Mẫu số bằng 0", ("zero_denominator",), Content.CODE, choices=_ZERO),
        Column("rule.part_of_whole", "Tử số không vượt mẫu số", ("part_of_whole",), Content.TRUTH, choices=_TRUTH),
    ),
)  # fmt: skip

_RULE_LIST = Column(
    "rule.list", "Thành phần", None, Content.CODE, choices=("levels", "bands", "terms", "faults", "items", "formulas")
)
_RULE_PARTS = Table(
    "Mức, khoảng, nội dung tính điểm",
    ("rule", _RULE_LIST, INDEX),
    (
        Column("part.id", "Mã mức", ("id",), Content.CODE),
        *_words("part.title", "Tên", ("title",), 32),
        Column("part.from", "Từ", ("from",), Content.NUMBER, 10),
        Column("part.from_included", "Kể cả đầu dưới", ("from_included",), Content.TRUTH, choices=_TRUTH),
        Column("part.to", "Đến", ("to",), Content.NUMBER, 10),
        Column("part.to_included", "Kể cả đầu trên", ("to_included",), Content.TRUTH, choices=_TRUTH),
        Column("part.points", "Điểm", ("points",), Content.NUMBER, 10),
        Column("part.input", "Số liệu", ("input",), Content.CODE),
        Column("part.numerator", "Tử số", ("numerator",), Content.CODE),
        Column("part.denominator", "Mẫu số", ("denominator",), Content.CODE),
        Column("part.percent", "Số liệu là tỷ lệ %", ("percent",), Content.CODE),
        Column("part.weight", "Trọng số", ("weight",), Content.NUMBER, 10),
        Column("part.each", "Điểm mỗi đơn vị", ("each",), Content.NUMBER, 10),
        Column("part.cap", "Tối đa", ("cap",), Content.NUMBER, 10),
        Column("part.expression", "Công thức", ("expression",), width=40),
    ),
)

_INPUT_NAME = Column("input.name", "Mã số liệu", None, Content.CODE, 16)
_INPUTS = Table(
    "Số liệu đầu vào",
    ("inputs", _INPUT_NAME),
    (
        *_words("input.label", "Tên số liệu", ("label",)),
        *_words("input.measure", "Đơn vị tính", ("measure",), 16),
        Column("input.type", "Loại", ("type",), Content.CODE, choices=("count", "number", "boolean")),
        Column("input.least", "Nhỏ nhất", ("least",), Content.NUMBER, 10),
        Column("input.most", "Lớn nhất", ("most",), Content.NUMBER, 10),
    ),
)
_EXAMPLES = Table(
    "Ví dụ",
    ("examples", INDEX),
    (
        Column("example.inputs", "Số liệu", ("entry", "inputs"), Content.PAIRS, 40),
        Column("example.level", "Mức", ("entry", "level"), Content.CODE),
        Column("example.formula", "Công thức", ("entry", "formula"), Content.CODE),
        Column("example.counts", "Số phiếu theo nhóm và câu trả lời", ("entry", "counts"), Content.PAIRS_BY_GROUP, 40),
        Column("example.given", "Điểm cho trước", ("entry", "points"), Content.NUMBER, 12),
        Column("example.points", "Điểm phải ra", ("points",), Content.NUMBER, 12),
        *_words("example.says", "Diễn giải", ("says",), 50),
    ),
)
_REFERENCES = Table(
    "Căn cứ",
    ("references", INDEX),
    (
        Column("reference.document", "Văn bản", ("document",), width=50),
        Column("reference.date", "Ngày", ("date",), Content.DATE),
        Column("reference.article", "Điều", ("article",), width=20),
        Column("reference.clause", "Khoản, điểm", ("clause",), width=40),
        Column("reference.url", "Địa chỉ", ("url",), width=40),
    ),
)
_OF_NODES = (_RULE_TABLE, _RULE_PARTS, _INPUTS, _EXAMPLES, _REFERENCES)

_GROUP = Column("group", "Mã nhóm", None, Content.CODE)
_GROUPS = Table(
    "Nhóm được hỏi", ("survey", "groups", _GROUP), _words("group.label", "Tên nhóm", ()), is_of_subject=False
)
_SCALE = Column("scale", "Thang", None, Content.CODE)
_OPTION = Column("option", "Mã câu trả lời", None, Content.CODE, 20)
_SCALES = Table(
    "Thang trả lời",
    ("survey", "scales", _SCALE, "options", _OPTION),
    (Column("option.weight", "Trọng số (0 đến 1)", (), Content.NUMBER),),
    is_of_subject=False,
)
_NO_INFORMATION = Table(
    "Trả lời không tính",
    ("survey", "scales", _SCALE),
    (Column("scale.no_information", "Câu trả lời không có thông tin", ("no_information",), Content.CODES, 50),),
    is_of_subject=False,
)


def _group_weights(*way: str) -> Table:
    leaf = Column("leaf", "Mã tiêu chí", None, Content.CODE)
    return Table("Trọng số nhóm", (*way, "group_weights", leaf), (), is_of_subject=False, is_spread=True)


_BLOCK = Column("block", "Khối (* là mọi khối)", None, Content.CODE)
_GRADES = Table(
    "Xếp loại",
    ("grades", _BLOCK, INDEX),
    (
        Column("grade.id", "Mã", ("id",), Content.CODE),
        *_words("grade.title", "Xếp loại", ("title",), 24),
        Column("grade.from", "Từ (%)", ("from",), Content.NUMBER),
        Column("grade.from_included", "Kể cả ngưỡng", ("from_included",), Content.TRUTH, choices=_TRUTH),
        Column("grade.no_component_below", "Không lĩnh vực nào dưới (%)", ("no_component_below",), Content.NUMBER, 18),
    ),
    is_of_subject=False,
)
_TIES = Table(
    "Khi bằng nhau",
    ("ranking", "ties", INDEX),
    (
        Column("tie.key", "So tiếp theo khóa", ("key",), Content.CODE, 24),
        Column("tie.prefer", "Ưu tiên", ("prefer",), Content.CODE, choices=("higher", "lower")),
    ),
    is_of_subject=False,
)
_ADJUSTMENTS = Table(
    "Điểm cộng, điểm trừ",
    ("adjustments", INDEX),
    (
        Column("adjustment.code", "Mã", ("code",), Content.CODE),
        *_words("adjustment.title", "Tên", ("title",)),
        Column("adjustment.kind", "Loại", ("kind",), Content.CODE, choices=("bonus", "penalty")),
        Column("adjustment.each", "Điểm mỗi đơn vị", ("each",), Content.NUMBER),
        Column("adjustment.cap", "Tối đa", ("cap",), Content.NUMBER),
    ),
    is_of_subject=False,
)

CRITERIA_SET = Layout(
    kind="criteria_set",
    singles=(
        Single("kind", "Loại tệp", Content.CODE),
        Single("id", "Mã bộ tiêu chí", Content.CODE),
        Single("revision", "Lần sửa đổi", Content.CODE),
        Single("title", "Tên"),
        Single("title/vi", "Tên (tiếng Việt)"),
        Single("title/en", "Tên (tiếng Anh)"),
        Single("edition", "Phiên bản", Content.CODE),
        Single("decision/number", "Quyết định ban hành: số", Content.CODE),
        Single("decision/date", "Quyết định ban hành: ngày", Content.DATE),
        Single("decision/issuer", "Quyết định ban hành: cơ quan"),
        Single("maximum", "Tổng điểm tối đa", Content.NUMBER),
        Single("display/decimals", "Số chữ số thập phân của điểm", Content.NUMBER),
        Single("display/percent_decimals", "Số chữ số thập phân của %", Content.NUMBER),
        Single("display/rounding", "Cách làm tròn", Content.CODE),
        Single("ranking/by", "Xếp thứ theo", Content.CODE),
        Single("ranking/ties", "Khi bằng nhau", Content.CODE),
        Single("survey/optional", "Điều tra là tùy chọn", Content.TRUTH),
        Single("survey/when_not_run", "Khi không điều tra", Content.CODE),
        Single("adjustment_ceilings/bonus", "Trần điểm cộng", Content.NUMBER),
        Single("adjustment_ceilings/penalty", "Trần điểm trừ", Content.NUMBER),
        Single("index_bounds/lower", "Chỉ số: giới hạn dưới", Content.NUMBER),
        Single("index_bounds/upper", "Chỉ số: giới hạn trên", Content.NUMBER),
        Single("extension/add_under", "Được thêm tiêu chí dưới", Content.CODES),
        Single("extension/added_maximum", "Tổng điểm được thêm", Content.NUMBER),
        Single("extension/split", "Được tách tiêu chí", Content.CODES),
        Single("demonstration", "Dữ liệu thử", Content.TRUTH),
        Single("sources", "Nguồn"),
    ),
    subjects=Table("Bộ tiêu chí", (), _NODE_COLUMNS),
    subject_column=_CODE,
    tables=(*_OF_NODES, _GROUPS, _SCALES, _NO_INFORMATION, _group_weights("survey"), _GRADES, _TIES, _ADJUSTMENTS),
)

PARENT = Column("parent", "Thêm dưới", None, Content.CODE)
SPLIT = Column("split", "Tách từ", None, Content.CODE)

EXTENSION = Layout(
    kind="extension",
    singles=(
        Single("kind", "Loại tệp", Content.CODE),
        Single("extends", "Mở rộng bộ tiêu chí", Content.CODE),
        Single("id", "Mã", Content.CODE),
        Single("title", "Tên"),
        Single("title/vi", "Tên (tiếng Việt)"),
        Single("title/en", "Tên (tiếng Anh)"),
    ),
    subjects=Table("Tiêu chí thêm và tách", (), (PARENT, SPLIT, *_NODE_COLUMNS)),
    subject_column=_CODE,
    tables=(*_OF_NODES, _group_weights()),
)

_LEAF = Column("code", "Mã tiêu chí", None, Content.CODE)
_ROUND = Column("round", "Vòng", None, Content.CODE, choices=("self", "round1", "round2", "council", "survey"))
_ENTRY_END = (
    Column("entry.reason", "Lý do", ("reason",), width=50),
    Column("entry.evidence", "Tài liệu kiểm chứng", ("evidence",), Content.LINES, 40),
    Column("entry.sources", "Nguồn", ("sources",), Content.LINES, 50),
)
_ANSWERS = Table(
    "Trả lời",
    ("answers", _LEAF, _ROUND),
    (
        Column("entry.level", "Mức", ("level",), Content.CODE),
        Column("entry.formula", "Công thức", ("formula",), Content.CODE),
        Column("entry.points", "Điểm", ("points",), Content.NUMBER),
        *_ENTRY_END,
    ),
)
_FIGURES = Table(
    "Số liệu",
    ("answers", _LEAF, _ROUND, "inputs", Column("input.name", "Mã số liệu", None, Content.CODE, 24)),
    (Column("input.value", "Giá trị", (), Content.NUMBER, 18),),
)
_BALLOTS = Table(
    "Số phiếu",
    ("answers", _LEAF, _ROUND, "counts", Column("group", "Nhóm", None, Content.CODE, 18)),
    (),
    is_spread=True,
)
_GRANTS = Table(
    "Không áp dụng",
    ("not_applicable", _LEAF),
    (
        Column("grant.granted_by", "Người cho phép", ("granted_by",), width=32),
        Column("grant.reason", "Lý do", ("reason",), width=60),
    ),
)
_COUNTED = Table(
    "Điểm cộng, điểm trừ",
    ("adjustments", Column("code", "Mã", None, Content.CODE), _ROUND),
    (
        Column("entry.count", "Số lượng", ("count",), Content.NUMBER),
        Column("entry.points", "Điểm", ("points",), Content.NUMBER),
        *_ENTRY_END,
    ),
)
_EXPECT = Table(
    "Kết quả phải ra",
    ("expect", Column("key", "Khóa", None, Content.CODE, 20)),
    (Column("expect.shown", "Giá trị hiển thị", (), width=20),),
)
_UNITS = Table(
    "Đơn vị",
    (),
    (
        Column("unit", "Mã đơn vị", ("unit", "id"), Content.CODE, 18),
        Column("unit.name", "Tên đơn vị", ("unit", "name"), width=40),
        Column("unit.block", "Khối", ("unit", "block"), Content.CODE, 18),
        Column("set", "Bộ tiêu chí", ("set",), Content.CODE, 24),
        Column("survey_run", "Có điều tra", ("survey_run",), Content.TRUTH, choices=_TRUTH),
        Column("ranked", "Được xếp thứ", ("ranked",), Content.TRUTH, choices=_TRUTH),
        Column("unranked_reason", "Lý do không xếp thứ", ("unranked_reason",), width=40),
        Column("kind", "Loại tệp", ("kind",), Content.CODE),
    ),
)

ANSWER_SHEET = Layout(
    kind="answer_sheet",
    singles=(
        Single("kind", "Loại tệp", Content.CODE),
        Single("set", "Bộ tiêu chí của mọi đơn vị", Content.CODE),
        Single("sheets", "Gồm nhiều đơn vị"),
    ),
    subjects=_UNITS,
    subject_column=Column("unit", "Mã đơn vị", None, Content.CODE, 18),
    tables=(_ANSWERS, _FIGURES, _BALLOTS, _GRANTS, _COUNTED, _EXPECT),
)

_LINKS = Table(
    "Liên kết",
    ("links", INDEX),
    (
        Column("link.relation", "Quan hệ", ("relation",), Content.CODE, 18,
               ("same", "rescaled", "split", "merged", "new", "dropped", "not_comparable")),
        Column("link.from", "Từ các mã", ("from",), Content.CODES, 36),
        Column("link.to", "Sang các mã", ("to",), Content.CODES, 36),
    ),
    is_of_subject=False,
)  # fmt: skip
_NODE_LINKS = Table(
    "Liên kết mục cha",
    ("nodes", INDEX),
    (
        Column("node.from", "Từ mã", ("from",), Content.CODE),
        Column("node.to", "Sang mã", ("to",), Content.CODE),
    ),
    is_of_subject=False,
)

CROSSWALK = Layout(
    kind="crosswalk",
    singles=(
        Single("kind", "Loại tệp", Content.CODE),
        Single("from", "Từ bộ tiêu chí", Content.CODE),
        Single("to", "Sang bộ tiêu chí", Content.CODE),
    ),
    tables=(_LINKS, _NODE_LINKS),
)

LAYOUTS = {layout.kind: layout for layout in (CRITERIA_SET, EXTENSION, ANSWER_SHEET, CROSSWALK)}
