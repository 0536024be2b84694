"""From LLVM's language to machine code of this processor."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any

LEVEL = 1
"""How hard LLVM tries. The tree has no double work left in it; more effort costs time and gains little."""


class NoCompiler(RuntimeError):
    """llvmlite is not installed; NumPy gives the same answers."""


@cache
def llvm() -> Any:
    """The library. Raises NoCompiler."""
    try:
        from llvmlite import binding  # type: ignore[import-untyped]
    except ImportError as error:
        raise NoCompiler(
            "The compiler for rules (llvmlite) is not installed, so nothing was compiled. "
            "Install it with: pip install nabij[scale]. Without it NumPy gives the same answers, more slowly."
        ) from error
    binding.initialize_native_target()
    binding.initialize_native_asmprinter()
    return binding


def is_there() -> bool:
    """Whether there is a compiler."""
    try:
        llvm()
    except NoCompiler:
        return False
    return True


def _machine(level: int) -> Any:
    binding = llvm()
    return binding.Target.from_default_triple().create_target_machine(
        opt=level, cpu=binding.get_host_cpu_name(), features=binding.get_host_cpu_features().flatten()
    )


class Compiled:
    """Functions in memory, by name. They live as long as this object."""

    def __init__(self, texts: Sequence[str], *, level: int = LEVEL) -> None:
        binding = llvm()
        self._engine = binding.create_mcjit_compiler(binding.parse_assembly(""), _machine(level))
        for text in texts:
            module = binding.parse_assembly(text)
            module.verify()
            self._engine.add_module(module)
        self._engine.finalize_object()

    def address(self, name: str) -> int:
        """Where a function stands."""
        return int(self._engine.get_function_address(name))
