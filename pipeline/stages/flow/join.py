"""mentions and name_links -> entities."""

import pandas as pd

from pipeline.stages.flow.rows import Frames
from schemas import Entities


def entities(mentions: pd.DataFrame, local_names: pd.DataFrame, name_links: pd.DataFrame) -> Frames:
    """Give each mention the name that its document's name was joined to."""
    ids = dict(zip(zip(name_links["doc_id"], name_links["seq"], strict=True), name_links["name_id"], strict=True))
    found = {
        (doc_id, start): ids[doc_id, seq]
        for doc_id, seq, starts in zip(local_names["doc_id"], local_names["seq"], local_names["starts"], strict=True)
        for start in starts
    }
    keys = zip(mentions["doc_id"], mentions["start"], strict=True)
    frame = mentions.assign(name_id=pd.Series([found[key] for key in keys], index=mentions.index, dtype="str"))
    return {"entities": frame[list(Entities.columns())]}
