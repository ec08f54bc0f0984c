"""What sources say of the same thing: the groups of numbers that the page shows."""

from itertools import groupby
from typing import Any

import duckdb

MOST_GROUPS, MOST_ROWS = 100, 30
SHARED = ("measure", "first_day", "last_day", "n_clusters", "n_rows", "names")
FIELDS = ("doc_id", "source", "publisher", "text", "value", "low", "high", "modifier", "days_from", "sentence",
          "from", "raw_start", "is_shown")  # fmt: skip


def groups(db: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """The groups with the most documents; ``from``: where the number stands in its sentence; needs ``shown``."""
    found = db.execute(f"""
        WITH ranked AS (
            SELECT group_id, n_clusters, count(*) AS n_rows,
                row_number() OVER (ORDER BY n_clusters DESC, count(*) DESC, group_id) AS place
            FROM comparisons GROUP BY group_id, n_clusters
        ),
        told AS (
            SELECT group_id, list(DISTINCT name ORDER BY name) AS names
            FROM (SELECT group_id, unnest(name_ids) AS name_id FROM comparisons) JOIN names USING (name_id)
            GROUP BY group_id
        ),
        members AS (
            SELECT c.*, n_rows, place, numbers."start" - sentences."start" AS "from", numbers.raw_start,
                row_number() OVER (PARTITION BY group_id ORDER BY c.source, numbers."start") AS nth
            FROM comparisons AS c JOIN ranked USING (group_id) JOIN numbers USING (number_id)
            JOIN sentences ON sentences.sentence_id = c.sentence_id WHERE place <= {MOST_GROUPS}
        )
        SELECT place, measure, first_day, last_day, members.n_clusters, n_rows, names,
            doc_id, source, publisher, text, value, low, high, modifier, days_from, sentence, "from", raw_start,
            doc_id IN (SELECT doc_id FROM shown) AS is_shown
        FROM members JOIN told USING (group_id) WHERE nth <= {MOST_ROWS} ORDER BY place, nth
    """).fetchall()
    width = len(SHARED)
    listed = []
    for _, rows in groupby(found, key=lambda row: row[0]):
        members = list(rows)
        listed.append(
            {**dict(zip(SHARED, members[0][1:], strict=False)), "rows": [row[1 + width :] for row in members]}
        )
    [(n,)] = db.execute("SELECT count(DISTINCT group_id) FROM comparisons").fetchall()
    return {"n": n, "fields": FIELDS, "groups": listed}
