"""Programs compiled to machine code with LLVM: the evaluator for whole towns and regions.

The same tree, the same operators, the same whole numbers as NumPy; only faster. LLVM is optional
(``nabij[scale]``). What is here knows nothing of rights: it turns the nodes of a program into one loop over
households. :func:`nabij_rights.engine.machine.running.with_kernel` is the way in.
"""
