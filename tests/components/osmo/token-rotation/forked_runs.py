"""Runs rotate.py again and again, each time in a fork that has it loaded: starting Python takes longer than a run.

Reads one environment a line as JSON, and answers with the process id, then with code, output and errors.
"""

import json
import os
import sys
import tempfile

sys.path.insert(0, sys.argv[1])

import program  # noqa: E402
import rotate  # noqa: E402


def fork(environment, out, err):
    pid = os.fork()
    if pid:
        return pid
    code = 1
    try:
        os.dup2(out.fileno(), 1)
        os.dup2(err.fileno(), 2)
        os.environ.clear()
        os.environ.update(environment)
        program.run(rotate.JOB, rotate.main, rotate.RUN_SECONDS)
    except SystemExit as end:
        code = end.code
    finally:
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)


for line in sys.stdin:
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        pid = fork(json.loads(line), out, err)
        print(json.dumps({"pid": pid}), flush=True)
        _, status = os.waitpid(pid, 0)
        code = os.WEXITSTATUS(status) if os.WIFEXITED(status) else None
        texts = {}
        for name, file in (("stdout", out), ("stderr", err)):
            file.seek(0)
            texts[name] = file.read().decode()
        print(json.dumps({"code": code, **texts}), flush=True)
