"""Redaction of log records on their way to any handler: files, queues, exporters of telemetry.

A handler that writes to a redacting stream is left to the stream. A record is changed only where it has a secret, so
what handlers make of templates, arguments and exceptions stays theirs.
"""
import sys

from _redaction_streams import WITHHELD, RedactingBuffer, redact_text
from _redaction_secrets import MARK, is_secret_name


def _redact_fields(record, standard):
    for name, value in list(record.__dict__.items()):
        if name in standard:
            continue
        if is_secret_name(name) and value:
            setattr(record, name, MARK.decode())
            continue
        text = value if isinstance(value, str) else repr(value)
        redacted = redact_text(text)
        if redacted != text:
            setattr(record, name, redacted)


def _redact_record(logging, record, standard):
    try:
        message = record.getMessage()
    except Exception:
        message = None  # The handler will fail as well, and say so on stderr.
    if message is not None:
        redacted = redact_text(message)
        if redacted != message:
            record.msg, record.args = redacted, None
    if record.exc_info:
        text = record.exc_text or logging.Formatter().formatException(record.exc_info)
        redacted = redact_text(text)
        if redacted != text:
            # The exception has the secret in it: handlers get its text alone.
            record.exc_text, record.exc_info = redacted, None
    elif record.exc_text:
        record.exc_text = redact_text(record.exc_text)
    if record.stack_info:
        record.stack_info = redact_text(record.stack_info)
    if len(record.__dict__) > len(standard):
        _redact_fields(record, standard)


def _withhold(record):
    record.msg, record.args = WITHHELD.decode(), None
    record.exc_info = record.exc_text = record.stack_info = None


def _wrap(logging):
    handle = logging.Handler.handle
    standard = frozenset(logging.makeLogRecord({}).__dict__)

    def redacting_handle(self, record):
        stream = getattr(self, "stream", None)
        if type(getattr(stream, "buffer", None)) is not RedactingBuffer:
            try:
                _redact_record(logging, record, standard)
            except Exception:
                _withhold(record)
        return handle(self, record)

    logging.Handler.handle = redacting_handle


class _Watch:
    """Finds nothing itself; has logging wrapped once it is first imported, for many programs never do."""

    @classmethod
    def find_spec(cls, name, path=None, target=None):
        if name != "logging":
            return None
        sys.meta_path.remove(cls)
        specs = (finder.find_spec(name, path, target) for finder in sys.meta_path if hasattr(finder, "find_spec"))
        spec = next((spec for spec in specs if spec is not None), None)
        load = getattr(getattr(spec, "loader", None), "exec_module", None)
        if load is not None:

            def load_and_wrap(module):
                load(module)
                if hasattr(module, "Handler") and hasattr(module, "makeLogRecord"):
                    _wrap(module)

            spec.loader.exec_module = load_and_wrap
        return spec


def install():
    if "logging" in sys.modules:
        _wrap(sys.modules["logging"])
    else:
        sys.meta_path.insert(0, _Watch)
