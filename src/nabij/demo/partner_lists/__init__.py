"""Made-up lists of partners that overlap, with the truth beside them, for tests, benchmarks and the
demonstration.

Two kinds. `family_lists` is the promised case: 1,400 rows of families, of which 450 overlap, for exactly 950
doors and 2,159 children. `child_lists` is harder: about 3,400 rows of children with half-known birth
dates, other
spellings and parents who live apart. The same seed gives the same lists. `write_files` writes them as
partners send them.
"""

from nabij.demo.partner_lists.files import write_files
from nabij.demo.partner_lists.making import PartnerLists, child_lists, family_lists

__all__ = ["PartnerLists", "child_lists", "family_lists", "write_files"]
