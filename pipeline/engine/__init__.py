"""Runs steps over the parts of a dataset: in this process, in local processes, or on a Ray cluster.

A part is computed again only if its key changed: the hash of its input rows, of the step's code, rules and model. New
parts are staged until all parts of an asset's steps are there and keep their contracts, then they are put in place.
So a run may be killed at any moment: what is there is whole, and the next run goes on where this one stopped.
"""

from pipeline.engine.build import Build, BuildError, Report
from pipeline.engine.work import Done, Job

__all__ = ["Build", "BuildError", "Done", "Job", "Report"]
