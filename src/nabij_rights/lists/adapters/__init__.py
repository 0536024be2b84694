"""The same screening where the data already are: a pool of processes, Spark, Dask or Ray.

Each adapter is a few lines around :class:`~nabij_rights.lists.adapters.job.Job`. A row is a whole household,
with its members as lists, so however rows are divided a household is never split.
"""
