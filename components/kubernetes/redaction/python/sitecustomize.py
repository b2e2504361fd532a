"""Python runs this before any program of a training pod: its folder is the first of PYTHONPATH.

Turns on the redaction of credentials (R-1, I-5), makes new files the owner's alone (I-4), then runs the sitecustomize
that the image has of its own. The pod has no switch for it: code that leaks by mistake would not know to turn it on, and
code that leaks on purpose would turn it off. Python 3.8 or later; an older one says so and runs without.
"""
import os
import sys


def _restrict_new_files():
    """077, or what PHYSICAL_AI_UMASK says, as long as that keeps others out."""
    mask = os.environ.get("PHYSICAL_AI_UMASK", "")
    digits = mask[1:] if len(mask) == 4 and mask[0] == "0" else mask
    allowed = len(digits) == 3 and digits[2] == "7" and all(digit in "01234567" for digit in digits)
    os.umask(int(digits, 8) if allowed else 0o077)


def _redact():
    try:
        import _redaction_streams

        _redaction_streams.install()
    except Exception:  # Training goes on whatever happens here; the line tells the operator.
        try:
            sys.stderr.write("credential redaction is off: %s\n" % sys.exc_info()[0].__name__)
        except Exception:
            pass


def _run_next():
    """Runs the sitecustomize that Python would have found without this one; its errors are Python's to report, as ever."""
    here = os.path.dirname(os.path.abspath(__file__))
    ours = [(index, entry) for index, entry in enumerate(sys.path) if os.path.abspath(entry or ".") == here]
    this = sys.modules.pop("sitecustomize", None)
    for _, entry in ours:
        sys.path.remove(entry)
    try:
        import sitecustomize  # noqa: F401
    except ImportError:
        if getattr(sys.exc_info()[1], "name", None) != "sitecustomize":
            raise
    finally:
        for index, entry in ours:
            sys.path.insert(index, entry)
        if this is not None:
            sys.modules.setdefault("sitecustomize", this)


_restrict_new_files()
_redact()
_run_next()
