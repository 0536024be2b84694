"""Rules as one SQL text: for a warehouse where data may not leave, or where nobody may install anything.

The text is written from the same expression tree as every other evaluator. SQL treats NULL in its own way:
``SUM`` and ``bool_or`` skip it, ``CASE WHEN`` takes the other branch, and so an unknown turns into a "no".
That is why no expression in the text ever works on a NULL that counts: either every fact is needed and a row
that lacks one gets no answer, or a NULL is replaced by the lowest or the highest value it may stand for.
"""
