"""Words that stay together in headings: Vietnamese writes one word in several syllables."""

from __future__ import annotations

import re

NO_BREAK_SPACE = "\N{NO-BREAK SPACE}"

# Words whose syllables may not stand on two lines of a heading.
COMPOUNDS = (
    "bộ tiêu chí",
    "bình quân",
    "cả nước",
    "cải cách hành chính",
    "cách tính",
    "chỉ số",
    "Chính phủ",
    "chính quyền số",
    "công bố",
    "công vụ",
    "cơ quan",
    "đánh giá",
    "địa phương",
    "điều hành",
    "điều tra",
    "đơn vị",
    "đồng hạng",
    "hài lòng",
    "hành chính",
    "kết quả",
    "khắc phục",
    "lĩnh vực",
    "quận huyện",
    "sở, ban, ngành",
    "so sánh",
    "tài chính",
    "tỉnh, thành phố",
    "thành phố",
    "thẩm định",
    "thể chế",
    "thủ tục",
    "Thủ tướng",
    "thứ hạng",
    "tiêu chí",
    "tổ chức",
    "xã hội học",
    "xếp hạng",
    "Hà Nội",
    "Hà Tĩnh",
    "Hòa Bình",
    "Phú Thọ",
)
_COMPOUND = re.compile(
    r"(?<!\w)(?:" + "|".join(sorted(map(re.escape, COMPOUNDS), key=len, reverse=True)) + r")(?!\w)", re.IGNORECASE
)
_NUMBER_AND_SIGN = re.compile(r"(\d) (%|điểm\b|đơn vị\b)")
_YEAR = re.compile(r"\b(năm|hạng) (\d)")


def kept_together(text: str) -> str:
    r"""The text with no-break spaces inside compounds, and between a number and what it counts.

    Example:
        >>> kept_together("Chỉ số cải cách hành chính năm 2023").split(" ")
        ['Chỉ\xa0số', 'cải\xa0cách\xa0hành\xa0chính', 'năm\xa02023']
    """
    text = _COMPOUND.sub(lambda found: found[0].replace(" ", NO_BREAK_SPACE), text)
    text = _NUMBER_AND_SIGN.sub(rf"\1{NO_BREAK_SPACE}\2", text)
    return _YEAR.sub(rf"\1{NO_BREAK_SPACE}\2", text)
