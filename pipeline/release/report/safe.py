"""How data and scripts go into the page so that data cannot become script."""

import base64
import hashlib
import json
from typing import Any

# In a <script> element only "<" could end it early or open a comment; the others are harmless there today, and would
# not be if the text ever stood elsewhere.
ESCAPES = str.maketrans({c: f"\\u{ord(c):04x}" for c in "<>&\u2028\u2029"})


def json_block(value: Any) -> str:
    """JSON that may stand in a <script type="application/json"> element, whatever its strings say."""
    return json.dumps(value, ensure_ascii=False, allow_nan=False, separators=(",", ":")).translate(ESCAPES)


def digest(text: str) -> str:
    """The hash by which a Content-Security-Policy names an inline script or style."""
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
