"""Contracts of comparisons: the evidence in its rows is what the other tables say."""

from schemas.relations.base import Relation
from schemas.relations.corpus import corpus_relation, rows_exist

ROW = "group_id || ':' || number_id"


def _agrees(other: str, key: str, columns: tuple[str, ...]) -> Relation:
    here, there = (", ".join(f"{alias}.{column}" for column in columns) for alias in ("c", "o"))
    query = f"""
        SELECT {ROW.replace("number_id", "c.number_id")}, '{key}', c.{key}, 'is not as in {other}'
        FROM comparisons AS c LEFT JOIN {other} AS o ON o.{key} = c.{key}
        WHERE ({here}) IS DISTINCT FROM ({there}) ORDER BY ALL
    """
    description = f"{', '.join(columns)} are as in {other}."
    return corpus_relation(f"{other}_agree", "comparisons", ("comparisons", other), description, query)


COMPARISON_RELATIONS: tuple[Relation, ...] = (
    rows_exist("comparisons", ROW, "number_id", "numbers", "number_id"),
    _agrees("numbers", "number_id", ("doc_id", "sentence_id", "text", "value", "low", "high", "modifier")),
    _agrees("articles", "doc_id", ("publisher", "source")),
    corpus_relation(
        "sentences_agree", "comparisons", ("comparisons", "sentences"), "sentence is the text of the sentence.",
        f"""
        SELECT {ROW}, 'sentence', sentence, 'is not the text of its sentence' FROM comparisons
        LEFT JOIN (SELECT sentence_id, text AS told FROM sentences) USING (sentence_id)
        WHERE sentence IS DISTINCT FROM told ORDER BY ALL
        """,
    ),
    corpus_relation(
        "name_ids_in_names", "comparisons", ("comparisons", "names"), "Every name of name_ids is a row of names.",
        f"""
        SELECT {ROW}, 'name_ids', name_id, 'is not in names.name_id'
        FROM (SELECT *, unnest(name_ids) AS name_id FROM comparisons)
        WHERE name_id NOT IN (SELECT name_id FROM names) ORDER BY ALL
        """,
    ),
    corpus_relation(
        "clusters_counted", "comparisons", ("comparisons", "articles"),
        "n_clusters counts the clusters of near-copies that the group's documents belong to.",
        f"""
        SELECT {ROW}, 'n_clusters', n_clusters, 'is not the number of its clusters' FROM comparisons
        LEFT JOIN (
            SELECT group_id, count(DISTINCT cluster_id) AS n FROM comparisons JOIN articles USING (doc_id) GROUP BY ALL
        ) USING (group_id) WHERE n_clusters IS DISTINCT FROM n ORDER BY ALL
        """,
    ),
)  # fmt: skip
