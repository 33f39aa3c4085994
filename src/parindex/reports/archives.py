"""Zip files that are equal for equal contents: fixed times, one order, one compression."""

from __future__ import annotations

import io
import zipfile

_TIME = (1980, 1, 1, 0, 0, 0)
_CREATED_ON_UNIX = 3
_PLAIN_FILE = 0o100644 << 16


def with_fixed_times(content: bytes) -> bytes:
    """The same archive, member by member in its order, without the times at which it was made."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            member = zipfile.ZipInfo(name, _TIME)
            member.create_system = _CREATED_ON_UNIX
            member.external_attr = _PLAIN_FILE
            member.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(member, old.read(name))
    return made.getvalue()
