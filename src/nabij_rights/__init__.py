"""Social rights as open rules: what somebody may have a right to, how much, why, and what is not known yet.

Plain Python on its own: no web framework, no database, no network and no clock.
"""
