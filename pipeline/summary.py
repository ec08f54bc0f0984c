"""What a build gave, in a few figures."""

import tempfile
from dataclasses import dataclass

from pipeline.corpus import database, rows, view
from pipeline.store import Store
from schemas import TABLES


@dataclass(frozen=True)
class Summary:
    """Rows a table, characters removed by category, rejects by reason with an example."""

    rows: dict[str, int]
    n_chars: int
    removed: dict[str, int]
    rejects: list[tuple[str, int, str]]

    @classmethod
    def of(cls, store: Store) -> "Summary":
        """Read from the dataset, out of core."""
        with tempfile.TemporaryDirectory() as folder, database() as db:
            for table in TABLES:
                paths = [store.path(table, name) for name in store.names(store.table(table))]
                view(db, table, store.local(paths, f"{folder}/{table}"))
            counts = {table: int(next(rows(db, f"SELECT count(*) FROM {table}"))[0]) for table in TABLES}
            total = next(rows(db, "SELECT coalesce(sum(n_chars + n_removed_chars), 0) FROM articles"))[0]
            removed = rows(db, """
                SELECT category, sum(length(text)) AS n FROM removed_spans GROUP BY category ORDER BY n DESC, category
            """)  # fmt: skip
            rejects = rows(db, """
                SELECT "check", count(*), min(source || ': ' || message) FROM rejects GROUP BY ALL ORDER BY ALL
            """)  # fmt: skip
            return cls(
                counts, int(total), {k: int(n) for k, n in removed}, [(c, int(n), str(e)) for c, n, e in rejects]
            )
