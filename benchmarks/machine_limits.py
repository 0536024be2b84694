"""What this machine can do at most, measured in the same run as what is compared with it.

The model of the limit is the simplest one: a kernel must read each input once and write each result once, and
must carry out each operator of the tree once per household or person. Memory is as fast as a triad
(``a = b + c`` over columns far larger than the cache) on one core; arithmetic as fast as a loop of
independent additions and comparisons on eight 64-bit numbers at a time that touches no memory.
"""

from __future__ import annotations

import ctypes
import time

import numpy as np

from nabij_rights.engine.arrays import Population
from nabij_rights.engine.expression import Entity, Op
from nabij_rights.engine.machine.compiling import Compiled
from nabij_rights.engine.program import Program

_NUMBERS = 1 << 25
_CHAINS = 12
_TURNS = 20_000_000


def bytes_per_second() -> float:
    """Bytes that one core reads and writes in a second: two columns read, one written."""
    first, second, third = (np.ones(_NUMBERS) for _ in range(3))
    return 3 * first.nbytes / _least(lambda: np.add(first, second, out=third))


def operators_per_second() -> float:
    """Operators on one 64-bit number that one core carries out in a second, eight at a time."""
    lines = ["define void @limit(i64 %n) {", "entry:", "  br label %loop", "loop:"]
    lines.append("  %i = phi i64 [ 0, %entry ], [ %next, %loop ]")
    for chain in range(_CHAINS):
        lines.append(f"  %x{chain} = phi <8 x i64> [ splat (i64 {chain}), %entry ], [ %z{chain}, %loop ]")
    for chain in range(_CHAINS):
        other = (chain + 1) % _CHAINS
        lines.append(f"  %y{chain} = add <8 x i64> %x{chain}, %x{other}")
        lines.append(f"  %z{chain} = xor <8 x i64> %y{chain}, %x{chain}")
    lines += ["  %next = add i64 %i, 1", "  %more = icmp slt i64 %next, %n"]
    lines.append("  br i1 %more, label %loop, label %done")
    lines.append("done:")
    lines += [f"  store volatile <8 x i64> %z{chain}, ptr @kept" for chain in range(_CHAINS)]
    lines += ["  ret void", "}", "@kept = global <8 x i64> zeroinitializer", ""]
    compiled = Compiled(["\n".join(lines)])
    function = ctypes.CFUNCTYPE(None, ctypes.c_int64)(compiled.address("limit"))
    return 8 * 2 * _CHAINS * _TURNS / _least(lambda: function(_TURNS))


def _least(run: object) -> float:
    """CPU seconds of the best of five."""
    found = []
    for _ in range(5):
        begin = time.process_time()
        run()  # type: ignore[operator]
        found.append(time.process_time() - begin)
    return min(found)


def bytes_of(program: Program, population: Population) -> int:
    """Bytes that must be read and written at least once."""
    read = {
        id(end): end.nbytes
        for columns in (population.household, population.persons)
        for ends in columns.values()
        for end in ends
    }
    return (
        sum(read.values())
        + population.offsets.nbytes
        + 8 * len(program.roots) * population.number_of_households
    )


def operators_of(program: Program, population: Population) -> int:
    """Operators that must be carried out: once per household, or once per person."""
    persons = int(population.offsets[-1])
    leaves = (Op.CONST, Op.AMOUNT, Op.DAY)
    counts = {Entity.HOUSEHOLD: population.number_of_households, Entity.PERSON: persons, None: 0}
    reductions = (Op.TOTAL, Op.ANY, Op.LARGEST)
    return sum(
        persons if node.op in reductions else counts[node.entity]
        for node in program.nodes
        if node.op not in leaves
    )
