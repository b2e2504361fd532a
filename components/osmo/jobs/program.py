"""How a job starts and ends: its exit codes, and errors that hold no secret.

0 done; 1 not done, another run may succeed; 2 wrong parameters; 3 somebody has to do something first.
"""

import os
import signal
import sys
import traceback

from settings import WrongParameters
from web import Failure


def run(job, main, run_seconds):
    """Runs `main` and ends the process by what comes of it, at the latest after `run_seconds` and a little."""
    os.umask(0o077)
    signal.signal(signal.SIGALRM, _out_of_time)
    signal.alarm(run_seconds + 10)
    try:
        main()
        code = 0
    except WrongParameters as error:
        print(error, file=sys.stderr)
        code = error.exit_code
    except Failure as error:
        print(f"{job}: {error}", file=sys.stderr)
        code = error.exit_code
    except Exception as error:  # Its text might hold what it was handed: only where it happened is shown.
        last = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{os.path.basename(last.filename)}:{last.lineno}"
        print(f"{job}: a defect, {type(error).__name__} at {place}. Report it with these words.", file=sys.stderr)
        code = 1
    sys.stdout.flush()
    sys.exit(code)


def _out_of_time(*_):
    raise Failure("The time of this run is over. The next run goes on.")
