from __future__ import annotations

import ast
import re
from collections.abc import Iterator

import pytest

import catalogues
from house.tree import PACKAGE, ROOT

# The words of officers. Left: what is never said (a regular expression). Right: what is said instead.
INSTEAD_OF = {
    r"khung điểm": "bộ tiêu chí",
    r"hạng mục": "tiêu chí thành phần",
    r"(?<!pháp )\bluật (chấm|tính)": "cách tính điểm",
    r"phiếu tự (đánh giá|chấm)": "hồ sơ tự đánh giá",
    r"người chấm": "cán bộ tự chấm điểm",
    r"minh chứng|chứng cứ": "tài liệu kiểm chứng",
    r"duyệt điểm": "thẩm định",
    r"tranh luận": "giải trình",
    r"tranh chấp": "chưa thống nhất",
    r"(?<!giảm )mất điểm": "bị trừ điểm",
    r"thu hồi điểm|điểm (có thể )?thu hồi": "điểm có thể cải thiện",
    r"đóng băng": "đã chốt",
    r"phát hành": "công bố",
    r"hạng có thể": "khoảng thứ hạng",
    r"xếp nhóm": "xếp loại",
    r"điểm (thưởng|phạt)": "điểm cộng, điểm trừ",
    r"\bKAD\b": "không áp dụng",
    r"khảo sát": "điều tra xã hội học",
    r"bỏ vào phong bì|lễ mở phiếu": "niêm phong; mở niêm phong, kiểm phiếu",
    r"thư hỏng": "thư không gửi được",
    r"nhắc nhở": "đôn đốc",
    r"bàn điều phối": "Trang theo dõi, điều hành",
    r"máy tính ra": "Cách tính",
    r"\blog\b": "nhật ký",
    r"(?:điểm|hạng) \w+ (tăng|giảm) [\d,]+ ?%(?! \()": "điểm; điểm phần trăm; % (tăng tương đối)",
}
VIETNAMESE = re.compile(r"[ăâđêôơưĂÂĐÊÔƠƯàáảãạèéẻẽẹìíỉĩịòóỏõọùúủũụỳýỷỹỵ\u1ea0-\u1ef9]")
TAG = re.compile(r"<[^>]*>|\{#.*?#\}", re.DOTALL)


def texts() -> Iterator[tuple[str, str]]:
    """Every Vietnamese text that people read, with the place where it stands; texts of criteria sets are the law's."""
    for domain in catalogues.domains():
        name = domain.file("vi").relative_to(ROOT).as_posix()
        for message in catalogues.read(domain, "vi"):
            yield from ((name, text) for text in catalogues.strings(message.string))
    for template in sorted(PACKAGE.rglob("templates/**/*.html")):
        yield template.relative_to(ROOT).as_posix(), TAG.sub(" ", template.read_text(encoding="utf-8"))
    for program in sorted(PACKAGE.rglob("*.py")):
        yield from (
            (program.relative_to(ROOT).as_posix(), text) for text in vietnamese_strings(program.read_text("utf-8"))
        )


def vietnamese_strings(program: str) -> Iterator[str]:
    """Texts in Vietnamese inside a program."""
    for node in ast.walk(ast.parse(program)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and VIETNAMESE.search(node.value):
            yield node.value


@pytest.mark.parametrize("never", INSTEAD_OF)
def test_one_word_for_one_notion(never: str) -> None:
    """Pages, messages and documents say what officers say, and always the same word for the same notion."""
    pattern = re.compile(never, re.IGNORECASE)

    found = [f"{place}: {text.strip()[:100]!r}" for place, text in texts() if pattern.search(text)]

    assert [] == found, f"say: {INSTEAD_OF[never]}"


@pytest.mark.parametrize(
    ("never", "text", "expected"),
    [
        (r"minh chứng|chứng cứ", "Nộp minh chứng trước ngày 5", True),
        (r"minh chứng|chứng cứ", "Nộp tài liệu kiểm chứng trước ngày 5", False),
        (r"\blog\b", "Xem log của hệ thống", True),
        (r"\blog\b", "Danh mục (catalogue)", False),
        (r"(?<!pháp )\bluật (chấm|tính)", "luật chấm điểm", True),
        (r"(?<!pháp )\bluật (chấm|tính)", "văn bản quy phạm pháp luật", False),
    ],
)
def test_a_word_is_found_where_it_stands_alone(never: str, text: str, *, expected: bool) -> None:
    """The search finds the word that is never said, and leaves words that only look alike."""
    assert never in INSTEAD_OF
    assert expected == bool(re.search(never, text, re.IGNORECASE))
