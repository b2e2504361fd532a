"""Where text leaves a program of Python, and how secrets are kept from leaving with it.

Covered: what is written through sys.stdout and sys.stderr (print, tracebacks, warnings, progress bars, their `buffer`, and
text layers that are put on it later), os.write and os.fdopen on descriptors 1 and 2, and every record of logging on its
way to a handler. Not covered: processes of other programs, libraries in C that write to the descriptors themselves,
files that the program opens, `open(1, "w")` and `open("/dev/stdout")`. The transformation of container logs in Azure
Monitor is the second line, for what comes by those.

A fault in here never reaches the program. Text that could not be judged is withheld with a line that says so: a line of
log less costs a look, a credential in a log costs its rotation.
"""
import atexit
import io
import os
import sys
from _thread import RLock

import _redaction_secrets as secrets

WITHHELD = b"[withheld: redaction failed]"
_CONTEXT = 4096  # bytes of an unfinished line that are remembered after they were shown
_LIMIT = 16384  # bytes that are held back at most: no secret is that long


def _render(text, start, stop, ranges, masked=False):
    """`text` between two places, with a mark for each range; `masked` if one was put just before, which may go on."""
    shown = []
    for begin, end in ranges:
        if end <= start:
            continue
        if start >= stop or begin >= stop:
            break
        if begin > start:
            shown.append(text[start:begin])
            masked = False
        if not masked:
            shown.append(secrets.MARK)
        masked = True
        start = min(end, stop)
    if start < stop:
        shown.append(text[start:stop])
        masked = False
    return b"".join(shown), masked


def redact_bytes(data):
    """The data with a mark for each secret."""
    try:
        return data if secrets.is_clean(data) else _render(data, 0, len(data), secrets.find(data))[0]
    except Exception:
        return WITHHELD + (b"\n" if data.endswith(b"\n") else b"")


def redact_text(text):
    data = text.encode("utf-8", "surrogatepass")
    redacted = redact_bytes(data)
    return text if redacted is data else redacted.decode("utf-8", "surrogatepass")


class Redactor:
    """Redacts what comes in parts. Of an unfinished line, only what may be the beginning of a secret is held back."""

    def __init__(self):
        self.forget()

    def forget(self):
        self._line = b""  # unfinished, as it came in
        self._sent = 0  # how much of it is out
        self._masked = False  # whether a mark was the last thing out

    def holds(self):
        return self._sent < len(self._line)

    def take(self, data, flushing=False, last=False):
        """Takes in `data` and returns what can go out now; with `last`, all there is."""
        line = self._line
        if data == b"\n" and self._sent == len(line) and b"PRIVATE KEY" not in line:
            self.forget()  # What is out already does not become a secret by ending.
            return data
        text = line + data
        clean = secrets.is_clean(text)
        if clean and not line and text.endswith((b"\n", b"\r")):
            return text
        ranges = [] if clean else secrets.find(text)
        cut = max(text.rfind(b"\n"), text.rfind(b"\r")) + 1
        if ranges:
            key = secrets.open_private_key(text)
            cut = cut if key < 0 else min(cut, key)
        stop = len(text)
        if not last and cut < stop:
            tail = text[max(cut, stop - _LIMIT) :]
            stop += secrets.safe_length(tail, clean, flushing) - len(tail)
        stop = max(stop, self._sent)
        shown, masked = _render(text, self._sent, stop, ranges, self._masked)
        keep = max(min(cut, stop), stop - _CONTEXT)
        self._line, self._sent, self._masked = text[keep:], stop - keep, masked
        return shown


class RedactingBuffer(io.BufferedIOBase):
    """A binary stream in front of another, for sys.stdout.buffer and sys.stderr.buffer."""

    def __init__(self, inner):
        self._inner = inner
        self._unbuffered = isinstance(inner, io.RawIOBase)
        self._redactor = Redactor()
        self._lock = RLock()
        self._busy = False
        _buffers.append(self)

    def write(self, data):
        if type(data) is not bytes:
            data = memoryview(data).tobytes()
        with self._lock:
            self._put(self._judged(data))
        return len(data)

    def flush(self):
        with self._lock:
            if self._redactor.holds() and not self._busy:
                self._put(self._judged(b"", flushing=True))
            self._inner.flush()

    def finish(self):
        """Shows what is held back: nothing more comes that could make it a secret."""
        with self._lock:
            if self._redactor.holds() and not self._inner.closed:
                self._put(self._judged(b"", last=True))
                self._inner.flush()

    def _judged(self, data, flushing=False, last=False):
        if self._busy:  # A signal handler writes while the same thread is in here.
            return redact_bytes(data)
        self._busy = True
        try:
            return self._redactor.take(data, flushing, last or _ended)
        except Exception:
            self._redactor.forget()
            return WITHHELD + (b"\n" if data.endswith(b"\n") else b"")
        finally:
            self._busy = False

    def _put(self, data):
        if not self._unbuffered:
            self._inner.write(data)
            return
        while data:  # Without a buffer, as with PYTHONUNBUFFERED, a write may take a part.
            written = self._inner.write(data)
            if written is None:
                raise BlockingIOError("write could not complete without blocking")
            data = data[written:]

    def after_fork(self):
        self._lock = RLock()
        self._busy = False
        self._redactor.forget()  # The parent shows it.

    def close(self):
        if not self._inner.closed:
            try:
                self.finish()
            finally:
                self._inner.close()

    def detach(self):
        return self

    @property
    def raw(self):
        return self

    @property
    def closed(self):
        return self._inner.closed

    @property
    def name(self):
        return self._inner.name

    @property
    def mode(self):
        return self._inner.mode

    def fileno(self):
        return self._inner.fileno()

    def isatty(self):
        return self._inner.isatty()

    def writable(self):
        return self._inner.writable()

    def seekable(self):
        return self._inner.seekable()

    def tell(self):
        return self._inner.tell()

    def seek(self, *place):
        self.finish()
        return self._inner.seek(*place)

    def truncate(self, *size):
        self.finish()
        return self._inner.truncate(*size)


_buffers = []
_ended = False


def _finish():
    global _ended
    _ended = True
    for buffer in _buffers:
        try:
            buffer.finish()
        except Exception:
            pass


def _redacting(stream):
    """The text stream once more, with redaction below; the given one is used up."""
    settings = {
        "encoding": stream.encoding,
        "errors": stream.errors,
        "newline": "\n" if os.linesep == "\n" else None,
        "line_buffering": stream.line_buffering,
        "write_through": stream.write_through,
    }
    mode = getattr(stream, "mode", "w")
    text = io.TextIOWrapper(RedactingBuffer(stream.detach()), **settings)
    text.mode = mode
    return text


def _wrap_standard_streams():
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if type(stream) is io.TextIOWrapper and not isinstance(stream.buffer, RedactingBuffer):
            text = _redacting(stream)
            setattr(sys, name, text)
            setattr(sys, "__%s__" % name, text)


def _wrap_descriptors():
    write, fdopen = os.write, os.fdopen

    def redacting_write(fd, data):
        if fd != 1 and fd != 2:
            return write(fd, data)
        given = memoryview(data).tobytes()
        redacted = redact_bytes(given)
        if redacted is given:
            return write(fd, data)
        while redacted:
            redacted = redacted[write(fd, redacted) :]
        return len(given)

    def redacting_fdopen(fd, mode="r", *args, **kwargs):
        stream = fdopen(fd, mode, *args, **kwargs)
        if fd not in (1, 2) or "r" in mode:
            return stream
        return _redacting(stream) if type(stream) is io.TextIOWrapper else RedactingBuffer(stream)

    os.write, os.fdopen = redacting_write, redacting_fdopen


def _watch_environment():
    for name, value in os.environ.items():
        _learn(name, value)
    kind = type(os.environ)
    set_item = kind.__setitem__

    def learning_set_item(self, name, value):
        set_item(self, name, value)
        _learn(name, value)

    kind.__setitem__ = learning_set_item


def _learn(name, value):
    try:
        if isinstance(name, bytes):
            name, value = os.fsdecode(name), os.fsdecode(value)
        secrets.learn(name, value)
    except Exception:
        pass


def install():
    _watch_environment()
    _wrap_standard_streams()
    _wrap_descriptors()
    atexit.register(_finish)
    os.register_at_fork(after_in_child=lambda: [buffer.after_fork() for buffer in _buffers])
    import _redaction_logging

    _redaction_logging.install()
