"""Answers requests of the property tests: writes the given parts to a redacting stream and tells what came out.

A request is a line of JSON on stdin, {"parts": [...], "flush": [...]}; the answer one on descriptor 3, where nothing is
redacted. Text is Latin-1 for bytes.
"""
import io
import json
import sys

import _redaction_streams

answers = open(3, "w", encoding="ascii", newline="\n")
for line in sys.stdin:
    request = json.loads(line)
    out = io.BytesIO()
    stream = _redaction_streams.RedactingBuffer(out)
    for part, flush in zip(request["parts"], request["flush"]):
        stream.write(part.encode("latin-1"))
        if flush:
            stream.flush()
    stream.finish()
    _redaction_streams._buffers.remove(stream)
    answers.write(json.dumps(out.getvalue().decode("latin-1")) + "\n")
    answers.flush()
