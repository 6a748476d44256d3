"""`make bench`: the product beside the smallest honest page over the same rows, in one run, on PostgreSQL.

Absolute times say little on a machine that others use. So every figure is a ratio of two that were measured by the same
program, on the same server settings and the same data, a moment apart; CPU milliseconds (of the web processes and of
the database together, from /proc) are what other load disturbs least.
"""
