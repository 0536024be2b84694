"""Parquet files with the same columns one after the other in one file, without reading what they hold.

Whoever works out a part also packs it, so that no single process packs a whole region. A Parquet file is
its data followed by a footer that says where everything stands; here the data are copied, and the places in
the footers moved. Footers are in the compact form of Thrift:
https://github.com/apache/thrift/blob/master/doc/specs/thrift-compact-protocol.md, and what they hold is in
https://github.com/apache/parquet-format/blob/master/src/main/thrift/parquet.thrift
"""

from __future__ import annotations

import struct
from collections.abc import Iterable
from pathlib import Path
from typing import Any, BinaryIO

_MAGIC = b"PAR1"
_BLOCK = 1 << 20
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
    """Writes one file with the row groups of all parts, in order; one part at least."""
    whole: Fields = {}
    groups: list[bytes] = []
    rows = 0
    with path.open("wb") as out:
        out.write(_MAGIC)
        for part in parts:
            with part.open("rb") as file:
                footer = _footer(file)
                moved = out.tell() - len(_MAGIC)
                _copy(file, out)
            whole = whole or footer
            rows += footer[_FILE_ROWS][1]
            for group in footer[_FILE_ROW_GROUPS][1][1]:
                _move(group, moved, len(groups))
                packed = bytearray()
                _put_struct(packed, group)
                groups.append(bytes(packed))
        whole[_FILE_ROWS] = (whole[_FILE_ROWS][0], rows)
        whole[_FILE_ROW_GROUPS] = (_LIST, (_STRUCT, groups))
        end = bytearray()
        _put_struct(end, whole)
        out.write(end + struct.pack("<i", len(end)) + _MAGIC)


def _copy(file: BinaryIO, out: BinaryIO) -> None:
    """The data between the first magic word and the footer."""
    size = _data_end(file)
    file.seek(len(_MAGIC))
    left = size - len(_MAGIC)
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


def _put_struct(out: bytearray, fields: Fields) -> None:
    last = 0
    for number, (kind, value) in fields.items():
        step = number - last
        if 0 < step < 16:
            out.append(step << 4 | kind)
        else:
            out.append(kind)
            _put_signed(out, number)
        last = number
        _put_value(out, kind, value)
    out.append(0)


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
    if len(values) < 15:
        out.append(len(values) << 4 | kind)
    else:
        out.append(15 << 4 | kind)
        _put_number(out, len(values))
    for value in values:
        if isinstance(value, bytes) and kind == _STRUCT:
            out += value  # packed before
        elif kind in (_YES, _NO):
            out.append(value)
        else:
            _put_value(out, kind, value)


def _put_number(out: bytearray, number: int) -> None:
    while number > 127:
        out.append(number & 127 | 128)
        number >>= 7
    out.append(number)


def _put_signed(out: bytearray, number: int) -> None:
    _put_number(out, (number << 1) ^ (number >> 63))
