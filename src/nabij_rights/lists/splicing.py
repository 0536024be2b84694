"""Parquet files with the same columns one after the other in one file, without reading what they hold.

Whoever works out a part also packs it, so that no single process packs a whole region. A Parquet file is
its data followed by a footer that says where everything stands; here the data are copied, and the places in
the footers moved. Footers are in the compact form of Thrift:
https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md, and what they hold is in
https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
"""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterable
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

_MAGIC = b"PAR1"
_BLOCK = 1 << 16
_TAIL = 8
"""The length of the footer and the magic word."""

_YES, _NO, _BYTE, _DOUBLE, _BINARY, _LIST, _SET, _STRUCT = 1, 2, 3, 7, 8, 9, 10, 12
_WHOLE = (4, 5, 6)
"""Numbers of 16, 32 and 64 bits, which are written alike."""

# numbers of fields in parquet.thrift
_FILE_ROWS, _FILE_ROW_GROUPS = 3, 4
_GROUP_COLUMNS, _GROUP_OFFSET, _GROUP_ORDINAL = 1, 5, 7
_CHUNK_META = 3
_CHUNK_OFFSETS = frozenset({2, 4, 6})
_META_OFFSETS = frozenset({9, 10, 11, 14})

Fields = dict[int, tuple[int, Any]]
"""A struct: of each field its type and value, by number."""


def spliced(parts: Iterable[Path], path: Path) -> None:
    """Writes one file with the row groups of all parts, in order; one part at least.

    What the footer tells of the row groups waits in a file beside it: it grows with the number of parts,
    and memory may not.
    """
    whole: Fields = {}
    groups = rows = 0
    with path.open("wb") as out, TemporaryFile(dir=path.parent) as told:
        out.write(_MAGIC)
        for part in parts:
            with part.open("rb") as file:
                footer = _footer(file)
                moved = out.tell() - len(_MAGIC)
                _copy(file, out, _data_end(file))
            whole = whole or footer
            rows += footer[_FILE_ROWS][1]
            for group in footer[_FILE_ROW_GROUPS][1][1]:
                _move(group, moved, groups)
                told.write(_packed(group))
                groups += 1
        whole[_FILE_ROWS] = (whole[_FILE_ROWS][0], rows)
        _put_footer(out, whole, told, groups)


def _put_footer(out: BinaryIO, whole: Fields, told: BinaryIO, groups: int) -> None:
    """Ends the file: the footer, in which the row groups come from a file, its length and the magic word."""
    start = out.tell()
    before = bytearray()
    last = _put_fields(before, {number: whole[number] for number in whole if number < _FILE_ROW_GROUPS})
    _put_head(before, _FILE_ROW_GROUPS, last, _LIST)
    _put_list_head(before, _STRUCT, groups)
    out.write(before)
    told.seek(0)
    shutil.copyfileobj(told, out, _BLOCK)
    after = bytearray()
    later = {number: whole[number] for number in whole if number > _FILE_ROW_GROUPS}
    _put_fields(after, later, _FILE_ROW_GROUPS)
    after.append(0)
    out.write(after)
    out.write(struct.pack("<i", out.tell() - start) + _MAGIC)


def _copy(file: BinaryIO, out: BinaryIO, end: int) -> None:
    """The data between the first magic word and the footer."""
    file.seek(len(_MAGIC))
    left = end - len(_MAGIC)
    while left:
        block = file.read(min(left, _BLOCK))
        out.write(block)
        left -= len(block)


def _data_end(file: BinaryIO) -> int:
    end = file.seek(-_TAIL, 2)
    return end - int(struct.unpack("<i", file.read(4))[0])


def _footer(file: BinaryIO) -> Fields:
    file.seek(_data_end(file))
    found, _ = _struct(file.read(), 0)
    return found


def _move(group: Fields, by: int, number: int) -> None:
    """A row group further on in a file."""
    _shift(group, frozenset({_GROUP_OFFSET}), by)
    if _GROUP_ORDINAL in group:
        group[_GROUP_ORDINAL] = (group[_GROUP_ORDINAL][0], number)
    for chunk in group[_GROUP_COLUMNS][1][1]:
        _shift(chunk, _CHUNK_OFFSETS, by)
        _shift(chunk[_CHUNK_META][1], _META_OFFSETS, by)


def _shift(fields: Fields, which: frozenset[int], by: int) -> None:
    for number in which & fields.keys():
        kind, place = fields[number]
        if place:  # nothing stands at 0 but the magic word: it says that there is none
            fields[number] = (kind, place + by)


# ------------------------------------------------------------------------------------------ reading


def _struct(data: bytes, at: int) -> tuple[Fields, int]:
    found: Fields = {}
    number = 0
    while (head := data[at]) != 0:
        at += 1
        kind, step = head & 15, head >> 4
        if step:
            number += step
        else:
            number, at = _signed(data, at)
        value, at = _value(data, at, kind)
        found[number] = (kind, value)
    return found, at + 1


def _value(data: bytes, at: int, kind: int) -> tuple[Any, int]:
    if kind in _WHOLE:
        return _signed(data, at)
    if kind == _BINARY:
        size, at = _number(data, at)
        return data[at : at + size], at + size
    if kind == _STRUCT:
        return _struct(data, at)
    if kind in (_LIST, _SET):
        return _list(data, at)
    if kind in (_YES, _NO):
        return None, at
    size = {_BYTE: 1, _DOUBLE: 8}[kind]
    return data[at : at + size], at + size


def _list(data: bytes, at: int) -> tuple[tuple[int, list[Any]], int]:
    size, kind = data[at] >> 4, data[at] & 15
    at += 1
    if size == 15:
        size, at = _number(data, at)
    found = []
    for _ in range(size):
        value, at = _value(data, at, kind) if kind not in (_YES, _NO) else (data[at], at + 1)
        found.append(value)
    return (kind, found), at


def _number(data: bytes, at: int) -> tuple[int, int]:
    found = shift = 0
    while (byte := data[at]) & 128:
        found |= (byte & 127) << shift
        shift += 7
        at += 1
    return found | byte << shift, at + 1


def _signed(data: bytes, at: int) -> tuple[int, int]:
    number, at = _number(data, at)
    return (number >> 1) ^ -(number & 1), at


# ------------------------------------------------------------------------------------------ writing


def _packed(fields: Fields) -> bytes:
    out = bytearray()
    _put_struct(out, fields)
    return bytes(out)


def _put_struct(out: bytearray, fields: Fields) -> None:
    _put_fields(out, fields)
    out.append(0)


def _put_fields(out: bytearray, fields: Fields, last: int = 0) -> int:
    """Fields of a struct after field `last`; returns the number of the last one written."""
    for number, (kind, value) in fields.items():
        _put_head(out, number, last, kind)
        _put_value(out, kind, value)
        last = number
    return last


def _put_head(out: bytearray, number: int, last: int, kind: int) -> None:
    step = number - last
    if 0 < step < 16:
        out.append(step << 4 | kind)
    else:
        out.append(kind)
        _put_signed(out, number)


def _put_value(out: bytearray, kind: int, value: Any) -> None:
    if kind in _WHOLE:
        _put_signed(out, value)
    elif kind == _BINARY:
        _put_number(out, len(value))
        out += value
    elif kind == _STRUCT:
        _put_struct(out, value)
    elif kind in (_LIST, _SET):
        _put_list(out, *value)
    elif kind not in (_YES, _NO):
        out += value


def _put_list(out: bytearray, kind: int, values: list[Any]) -> None:
    _put_list_head(out, kind, len(values))
    for value in values:
        if kind in (_YES, _NO):
            out.append(value)
        else:
            _put_value(out, kind, value)


def _put_list_head(out: bytearray, kind: int, size: int) -> None:
    if size < 15:
        out.append(size << 4 | kind)
    else:
        out.append(15 << 4 | kind)
        _put_number(out, size)


def _put_number(out: bytearray, number: int) -> None:
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)


def _put_signed(out: bytearray, number: int) -> None:
    _put_number(out, (number << 1) ^ (number >> 63))
