"""Structured logs to stderr: event names and ids. Personal data has no way in because only known keys come out."""

import logging
import sys
from collections.abc import MutableMapping
from typing import Any, Literal

import structlog

# Everything a log line may say. A new key is a decision: would it still be harmless in a shared log store?
_KEYS = """
    event level timestamp account address attempts case cases code count error_type failed fetched folder gone item job
    kind listed message_class moved outbox permission port reasons receipt reference retryable sent stale state uid
    uidvalidity version where
"""
ALLOWED_KEYS = frozenset(_KEYS.split())


def set_up_logging(log_format: Literal["json", "console"]) -> None:
    """Route structlog and the standard library's loggers to stderr. Standard loggers are heard from WARNING on."""
    renderer: Any = structlog.processors.JSONRenderer() if log_format == "json" else structlog.dev.ConsoleRenderer()
    shared: list[Any] = [
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        keep_allowed_keys,
    ]
    structlog.configure(
        processors=[*shared, renderer],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(file=sys.stderr),
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[_name_only, structlog.stdlib.ProcessorFormatter.remove_processors_meta, renderer],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)


def keep_allowed_keys(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Drop every key that is not on the list, so that a careless call cannot leak."""
    dropped = [key for key in event if key not in ALLOWED_KEYS and not key.startswith("_")]
    for key in dropped:
        del event[key]
    return event


def _name_only(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """A library's message may quote what it was reading: keep who spoke and how loud, not what was said."""
    record: logging.LogRecord | None = event.get("_record")
    event["event"] = "library_warning"
    if record is not None:
        event["where"] = f"{record.name}:{record.funcName}:{record.lineno}"
        if record.exc_info and record.exc_info[0]:
            event["error_type"] = record.exc_info[0].__name__
    event.pop("exc_info", None)
    return event
