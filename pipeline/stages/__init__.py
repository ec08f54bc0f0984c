"""The stages: pure functions from text or tables to tables.

Nothing here imports dagster, touches the disk, reads the clock or keeps global state: the same rows in give
the same rows out, whatever the order, the part size or the number of workers.
"""
