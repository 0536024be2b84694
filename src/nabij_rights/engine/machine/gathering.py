"""From the bits that a kernel left in rows to lists: of each household and right what is still open.

A row has, for each fact, one number of 64 bits per household side by side: the rights that wait for it. Here
they are counted, and then written one after the other, right by right, as the number of the fact and the
member. These functions know no program, and are compiled once.
"""

from __future__ import annotations

import ctypes
from functools import cache
from typing import Any

from nabij_rights.engine.machine.compiling import Compiled

MEMBERS = 64
"""Numbers that one fact has: of the home, of the first member, and so on."""

_HEAD = (
    "ptr %slots, i64 %many, ptr %home, ptr %persons, i64 %home_size, i64 %person_size, ptr %starts, "
    "ptr %order, ptr %laid, i64 %laid_size, i64 %lanes, i64 %households, i64 %first, i64 %rights, "
    "ptr %places, ptr %found"
)
"""What each slot is, four numbers; how many there are; rows and their sizes; at which row the persons of each
tile begin; which household each lane is; rows that begin with the sizes of households; lanes of a tile;
households; the number of the first of them; rights; what is counted or where to write, and where to."""

_TEXT = """
declare i64 @llvm.cttz.i64(i64, i1)

define void @{name}({head}) {{
entry:
  br label %household
household:
  %i = phi i64 [ 0, %entry ], [ %next_i, %household_done ]
  %t = udiv i64 %i, %lanes
  %lane = urem i64 %i, %lanes
  %order_at = getelementptr i64, ptr %order, i64 %i
  %h = load i64, ptr %order_at, align 8
  %local = sub i64 %h, %first
  %own_at = mul i64 %local, %rights
  %own = getelementptr i32, ptr %places, i64 %own_at
  %laid_at = mul i64 %t, %laid_size
  %laid_row = getelementptr i8, ptr %laid, i64 %laid_at
  %size_at = getelementptr i32, ptr %laid_row, i64 %lane
  %size32 = load i32, ptr %size_at, align 4
  %size = sext i32 %size32 to i64
  %start_at = getelementptr i64, ptr %starts, i64 %t
  %start = load i64, ptr %start_at, align 8
  %lane_at = shl i64 %lane, 3
  %person_at = mul i64 %start, %person_size
  %person_row = getelementptr i8, ptr %persons, i64 %person_at
  %person_own = getelementptr i8, ptr %person_row, i64 %lane_at
  %home_at = mul i64 %t, %home_size
  %home_row = getelementptr i8, ptr %home, i64 %home_at
  %home_own = getelementptr i8, ptr %home_row, i64 %lane_at
  br label %slot
slot:
  %s = phi i64 [ 0, %household ], [ %next_s, %slot_done ]
  %s4 = shl i64 %s, 2
  %slot_at = getelementptr i64, ptr %slots, i64 %s4
  %place = load i64, ptr %slot_at, align 8
  %kind_at = getelementptr i64, ptr %slot_at, i64 1
  %kind = load i64, ptr %kind_at, align 8
  %code_at = getelementptr i64, ptr %slot_at, i64 2
  %code = load i64, ptr %code_at, align 8
  %right_at = getelementptr i64, ptr %slot_at, i64 3
  %right = load i64, ptr %right_at, align 8
  %is_personal = icmp ne i64 %kind, 0
  %base = select i1 %is_personal, ptr %person_own, ptr %home_own
  %from = getelementptr i8, ptr %base, i64 %place
  %number = select i1 %is_personal, i64 %size, i64 1
  br label %member
member:
  %m = phi i64 [ 0, %slot ], [ %next_m, %member_done ]
  %member_at = mul i64 %m, %person_size
  %word_at = getelementptr i8, ptr %from, i64 %member_at
  %word = load i64, ptr %word_at, align 8
  %is_empty = icmp eq i64 %word, 0
  br i1 %is_empty, label %member_done, label %bit
bit:
  %left = phi i64 [ %word, %member ], [ %rest, %bit ]
  %b = call i64 @llvm.cttz.i64(i64 %left, i1 true)
  %r = add i64 %right, %b
  %here = getelementptr i32, ptr %own, i64 %r
  %known = load i32, ptr %here, align 4
{write}
  %more = add i32 %known, 1
  store i32 %more, ptr %here, align 4
  %less = sub i64 %left, 1
  %rest = and i64 %left, %less
  %is_last = icmp eq i64 %rest, 0
  br i1 %is_last, label %member_done, label %bit
member_done:
  %next_m = add i64 %m, 1
  %has_member = icmp slt i64 %next_m, %number
  br i1 %has_member, label %member, label %slot_done
slot_done:
  %next_s = add i64 %s, 1
  %has_slot = icmp slt i64 %next_s, %many
  br i1 %has_slot, label %slot, label %household_done
household_done:
  %next_i = add i64 %i, 1
  %has_household = icmp slt i64 %next_i, %households
  br i1 %has_household, label %household, label %done
done:
  ret void
}}
"""

_WRITE = """
  %full = add i64 %code, %m
  %short = trunc i64 %full to i32
  %far = zext i32 %known to i64
  %to = getelementptr i32, ptr %found, i64 %far
  store i32 %short, ptr %to, align 4
"""


@cache
def gatherer() -> Gatherer:
    """The functions. Raises NoCompiler."""
    return Gatherer()


class Gatherer:
    """The compiled functions that count and that write."""

    def __init__(self) -> None:
        texts = [
            _TEXT.format(name=name, head=_HEAD, write=write)
            for name, write in (("count", ""), ("write", _WRITE))
        ]
        self._compiled = Compiled(texts)
        pointer, number = ctypes.c_void_p, ctypes.c_int64
        kinds = [pointer, number, pointer, pointer, number, number, *[pointer] * 3, *[number] * 5]
        prototype = ctypes.CFUNCTYPE(None, *kinds, pointer, pointer)
        self.count: Any = prototype(self._compiled.address("count"))
        """Adds to the count of each household and right."""
        self.write: Any = prototype(self._compiled.address("write"))
        """Writes each fact at the next place of its household and right."""
