"""Runs the steps of an asset: stages them, checks them, puts them in place; leaves out documents that break a step."""

from collections.abc import Callable
from dataclasses import dataclass, field

from pipeline import tables
from pipeline.code import model_hash
from pipeline.corpus import check
from pipeline.engine import intake, quarantine
from pipeline.engine.build import Build, BuildError, PoisonError, Pool, Report
from pipeline.engine.local import Lost
from pipeline.steps import FLOW
from pipeline.store import Store
from schemas import TABLES
from schemas.relations import Violation

Tell = Callable[[Report], None]


@dataclass
class Result:
    """What came of an asset: reports of its steps, and for each table of the dataset its checks."""

    reports: list[Report] = field(default_factory=list)
    checks: dict[str, dict[str, list[Violation]]] = field(default_factory=dict)

    @property
    def broken(self) -> dict[str, list[Violation]]:
        """Rows that broke a contract, by table."""
        found = {table: [row for rows in checks.values() for row in rows] for table, checks in self.checks.items()}
        return {table: rows for table, rows in found.items() if rows}


@dataclass(frozen=True)
class Run:
    """Where from, where to, with what."""

    location: str
    store: Store
    pool: Pool
    model: str | None
    part_size: int

    def asset(self, name: str, tell: Tell) -> Result:
        """Materialise an asset. Documents over which a step fails go to rejects, and the step runs without them."""
        while True:
            try:
                return self.intake(tell) if name == "intake" else self._steps(name, tell)
            except PoisonError as error:
                self._leave_out(error, name)

    def intake(self, tell: Tell) -> Result:
        """Materialise raw_documents and rejects."""
        ledger, report = intake.intake(self.store, self.pool, self.location, self.part_size, tell)
        result = Result([report], dict(report.violations))
        for table in ("raw_documents", "rejects"):
            result.checks.setdefault(table, {"contract": []})
        if not result.broken:
            intake.commit(self.store, ledger)
        return result

    def _steps(self, name: str, tell: Tell) -> Result:
        build, result = self.build(), Result()
        for step in FLOW[name]:
            report = build.run(step, tell)
            result.reports.append(report)
            _gather(result, report)
            if result.broken:
                return result
        for table in dict.fromkeys(table for step in FLOW[name] for table in step.writes if table in TABLES):
            self._check(build, result, table)
        if not result.broken:
            build.commit(FLOW[name])
        return result

    def build(self) -> Build:
        """The store's parts."""
        return Build(self.store, self.pool, model=self.model, model_hash=model_hash(self.model))

    def _check(self, build: Build, result: Result, table: str) -> None:
        """The contracts that need all parts; what the parts showed is known."""
        for relation in tables.relations_of(table, corpus=True):
            files = {need: build.paths(need) for need in relation.needs}
            job = check.Check(self.store.root, table, relation.name, files)
            [(_, found)] = self.pool.map(check.violations, [job], apart=len(build.parts) > 1)
            if isinstance(found, Lost):
                raise BuildError(f"{relation.name} of {table} cannot be checked: {found.reason}")
            result.checks[table][relation.name] = found

    def _leave_out(self, error: PoisonError, name: str) -> None:
        """Put the documents aside and bring everything before the asset to where it would be without them."""
        build, wanted = self.build(), {doc_id for doc_id, _ in error.documents}
        sources: dict[str, str] = {}
        for path in build.paths("raw_documents"):
            frame = self.store.read_frame("raw_documents", path)
            mine = frame[frame["doc_id"].isin(wanted)]
            sources.update(zip(mine["doc_id"], mine["source"], strict=True))
        quarantine.add(self.store, error.step, error.documents, sources)
        self.intake(lambda _: None)
        for before in FLOW:
            if before == name:
                return
            self._steps(before, lambda _: None)


def _gather(result: Result, report: Report) -> None:
    """Every check of every table, passed or not."""
    for table in report.step.writes:
        if table in TABLES or report.violations.get(table, {}).get("contract"):
            names = ["contract", *(relation.name for relation in tables.relations_of(table, corpus=False))]
            found = report.violations.get(table, {})
            result.checks[table] = {name: found.get(name, []) for name in names}
