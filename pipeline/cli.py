"""What `make dataset` runs: the assets of `definitions` in one process, a progress bar, a summary.

A user's mistake gives one line and exit code 2, a broken contract exit code 1; never a traceback.
"""

import argparse
import logging
import os
import sys
import time
import tomllib
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import dagster as dg

    from pipeline.definitions import Settings

MAX_REJECTED_SHARE = 0.5


class UserError(Exception):
    """Something the user can mend; the message is one line for them."""


def main(arguments: list[str] | None = None) -> int:
    """Build the dataset; returns the exit code."""
    started = time.perf_counter()
    try:
        options = _options(arguments)
        target = options.output
        if options.profile == "textfree":
            options.output = f"{target.rstrip('/')}.full"
        _check(options)
        settings = _build(options)
        if options.profile == "textfree":
            _without_text(settings.output, target)
        return _summary(settings, options.max_rejected, time.perf_counter() - started)
    except UserError as error:
        print(f"winnow: {error}", file=sys.stderr)
        return 2
    except ContractError as error:
        print(f"winnow: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("winnow: stopped", file=sys.stderr)
        return 130


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="make dataset", description="Raw news text in, a dataset out.")
    parser.add_argument("--settings", metavar="FILE", help="a TOML file with any of these; a flag outweighs it")
    parser.add_argument(
        "--input", default="seeds", help="folder, glob or file: .txt .jsonl .csv .parquet, also .gz .zst"
    )
    parser.add_argument("--output", default="outputs", help="folder for the tables")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes (%(default)s)")
    parser.add_argument("--engine", default="local", choices=["local", "ray"], help="where the workers are")
    parser.add_argument("--part-size", type=int, default=2000, metavar="N", help="documents in a part (%(default)s)")
    parser.add_argument("--model", help="an installed spaCy pipeline in place of the shipped one")
    parser.add_argument(
        "--profile",
        default="full",
        choices=["full", "textfree"],
        help="textfree: no text of articles in the output; that with text is beside it, in OUTPUT.full",
    )
    parser.add_argument("--max-rejected", type=float, default=MAX_REJECTED_SHARE, metavar="SHARE",
                        help="fail if more than this share of the inputs is rejected (%(default)s)")  # fmt: skip
    return parser


def _options(arguments: list[str] | None) -> argparse.Namespace:
    """Flags, else what the settings file says, else the defaults."""
    parser = _parser()
    file = parser.parse_args(arguments).settings
    if file:
        known = {action.dest: action for action in parser._actions if action.dest not in ("help", "settings")}
        try:
            told = tomllib.loads(Path(file).read_text(encoding="utf-8"))
        except (OSError, ValueError) as error:
            raise UserError(f"the settings '{file}' cannot be read: {error}") from error
        for name, value in told.items():
            action = known.get(name.replace("-", "_"))
            if action is None:
                raise UserError(f"the settings '{file}' have '{name}', which is none of {', '.join(known)}")
            parser.set_defaults(**{action.dest: _checked(file, name, value, action)})
    return parser.parse_args(arguments)


def _checked(file: str, name: str, value: object, action: argparse.Action) -> object:
    """A value of the settings file, under the conditions of its flag."""
    kind = action.type if isinstance(action.type, type) else str
    try:
        found = kind(value)
    except (TypeError, ValueError) as error:
        raise UserError(f"the settings '{file}' have {name} = {value!r}, which is no {kind.__name__}") from error
    if action.choices and found not in action.choices:
        raise UserError(f"the settings '{file}' have {name} = {value!r}, which is none of {', '.join(action.choices)}")
    return found


class ContractError(Exception):
    """A table broke its contract and was not written."""


def _check(options: argparse.Namespace) -> None:
    """Find the user's mistakes before anything heavy is imported or anything is written."""
    if "://" not in options.output:
        _check_folder(Path(options.output))
    from pipeline.sources import InputError, find_inputs
    from pipeline.store import Store

    try:
        find_inputs(options.input)
        Store(options.output)
    except (InputError, ImportError, ValueError) as error:
        raise UserError(str(error)) from error
    if "://" not in options.output:
        _make_folder(Path(options.output))


def _check_folder(output: Path) -> None:
    for folder in (output, *output.parents):
        if folder.exists() and not folder.is_dir():
            raise UserError(f"the output '{folder}' is a file, not a folder")


def _make_folder(output: Path) -> None:
    try:
        output.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(f"the output '{output}' cannot be made: {error.strerror}") from error
    if not os.access(output, os.W_OK):
        raise UserError(f"the output '{output}' cannot be written to")


def _instance() -> "dg.DagsterInstance":
    """The project's Dagster instance, so that the UI shows this run."""
    import dagster as dg

    home = Path(os.environ.setdefault("DAGSTER_HOME", str(Path.cwd() / ".dagster")))
    home.mkdir(parents=True, exist_ok=True)
    config = home / "dagster.yaml"
    if not config.exists():
        config.write_text("telemetry:\n  enabled: false\nnux:\n  enabled: false\n", encoding="utf-8")
    return dg.DagsterInstance.get()


def _build(options: argparse.Namespace) -> "Settings":
    print(f"winnow: {options.input} -> {options.output}", flush=True)
    from pipeline.definitions import ASSETS, JOB, Settings, definitions
    from pipeline.progress import Progress
    from pipeline.stages.nlp import ModelError, load

    if options.model:
        try:
            load(options.model)
        except ModelError as error:
            raise UserError(str(error)) from error
    settings = Settings(
        input=options.input, output=options.output, model=options.model, workers=options.workers,
        engine=options.engine, part_size=options.part_size,
    )  # fmt: skip
    logging.getLogger("dagster").setLevel(logging.CRITICAL)
    with Progress(len(ASSETS) + 1):
        job = definitions(settings).resolve_job_def(JOB.name)
        result = job.execute_in_process(
            instance=_instance(),
            raise_on_error=False,
            run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
        )
    if not result.success:
        raise ContractError(_reason(result))
    return settings


def _without_text(full: str, target: str) -> None:
    from pipeline.release import textfree
    from pipeline.store import Store

    textfree.write(Store(full), Store(target))
    print(f"\nwithout text: {target}; with it: {full}")


def _reason(result: "dg.ExecuteInProcessResult") -> str:
    for event in result.all_events:
        if event.is_step_failure:
            data = event.step_failure_data
            if data.user_failure_data and data.user_failure_data.description:
                return data.user_failure_data.description
            cause = data.error.cause if data.error and data.error.cause else data.error
            return f"{event.step_key} failed: {cause.message.strip() if cause else 'unknown error'}"
    return "the run failed; `make ui` shows where"


def _summary(settings: "Settings", max_rejected: float, seconds: float) -> int:
    from pipeline.summary import Summary

    told = Summary.of(settings.store)
    print("\nrows")
    for name, n_rows in told.rows.items():
        print(f"  {name:<16}{n_rows:>9,}")
    print(f"\ncharacters removed, of {told.n_chars:,}")
    for category, n_chars in told.removed.items():
        print(f"  {category:<16}{n_chars:>9,}")
    print(f"\nrejects: {told.rows['rejects']:,}")
    for name, n_rows, example in told.rejects:
        print(f"  {name:<16}{n_rows:>9,}  e.g. {example}")
    print(f"\n{seconds:.1f} s. Tables: {settings.output}/<table>/*.parquet; checksums: {settings.output}/SHA256SUMS; "
          "`make ui` shows the run.")  # fmt: skip
    n_rejects, n_inputs = told.rows["rejects"], told.rows["raw_documents"] + told.rows["rejects"]
    if n_inputs and n_rejects / n_inputs > max_rejected:
        print(f"winnow: {n_rejects} of {n_inputs} inputs were rejected, more than the share allowed "
              f"({max_rejected:g}, --max-rejected)", file=sys.stderr)  # fmt: skip
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
