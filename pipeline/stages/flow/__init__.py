"""The stages on tables: each module is the work of one step, from frames that keep their contracts to such frames.

In flow order: `repair`, `sketch` (for the corpus-level `pipeline.corpus.copies` and `lines`), `strip`, `segment`,
`tag` (for `pipeline.corpus.names`), `join`, `dates`, `numbers`. They give the same rows for a document whatever other
documents the frames hold. Text goes to the stage modules; here rows get their ids and their offsets in the raw text.
"""
