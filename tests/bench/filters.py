"""datatrove's local executor with its C4 filter, which splits sentences: what it has of strip and segment."""

import logging
import sys
from pathlib import Path
from tempfile import TemporaryDirectory


def main(source: Path, target: Path) -> None:
    """JSON lines in, the documents that pass, as JSON lines, out."""
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.filters import C4QualityFilter
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers import JsonlWriter

    logging.disable()
    with TemporaryDirectory() as logs:
        steps = [
            JsonlReader(str(source.parent), glob_pattern=source.name),
            C4QualityFilter(),
            JsonlWriter(str(target), compression=None),
        ]
        LocalPipelineExecutor(pipeline=steps, tasks=1, workers=1, logging_dir=logs, skip_completed=False).run()


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
