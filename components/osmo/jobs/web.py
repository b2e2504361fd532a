"""Calls of HTTP APIs from a job inside the cluster: encrypted and verified, bounded in time, silent about what they carry."""

import email.utils
import http.client
import json
import re
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request

# Seconds that one request may take.
REQUEST_SECONDS = 20
# How often a request is tried before the run gives up.
ATTEMPTS = 4
# Longest answer that is read, in bytes; real ones have some thousand.
LONGEST_ANSWER = 1024 * 1024
# Longest of what a service says about its refusal that is shown, in characters.
LONGEST_MESSAGE = 200


class Failure(Exception):
    """What was to be done is not done. Another run may succeed."""

    exit_code = 1


class NeedsOperator(Failure):
    """Another run would fail the same way: the message says what somebody has to do first."""

    exit_code = 3


class NoAnswer(Failure):
    """The service could not be reached or did not answer; whether it has done what it was asked is unknown."""


class Answer:
    """What a service answered, whatever its status."""

    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    def json(self):
        """The body as JSON; None where it is something else."""
        try:
            return json.loads(self.body)
        except ValueError:
            return None

    def time(self):
        """The service's own time in seconds since 1970; this machine's where the answer has none."""
        try:
            return email.utils.parsedate_to_datetime(self.headers.get("Date")).timestamp()
        except (TypeError, ValueError):
            return time.time()


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """A redirect would carry the token somewhere else."""

    def redirect_request(self, *_):
        return None


class Web:
    """Sends requests, again where a service is busy, until the time of the run is over.

    ca_file: further authorities to trust, in PEM; without it those of the system alone.
    retry_seconds: wait before the second attempt; it doubles each time. A service's Retry-After goes first.
    """

    def __init__(self, run_seconds, retry_seconds, ca_file=None):
        context = ssl.create_default_context()
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        if ca_file:
            try:
                context.load_verify_locations(cafile=ca_file)
            except ssl.SSLError:
                raise NeedsOperator(f'CA_FILE "{ca_file}" holds no certificate in PEM.') from None
        self._opener = urllib.request.build_opener(
            urllib.request.ProxyHandler({}), urllib.request.HTTPSHandler(context=context), _NoRedirect()
        )
        self._end = time.monotonic() + run_seconds
        self._retry_seconds = retry_seconds

    def call(self, method, url, service, bearer=None, payload=None, form=None):
        """The answer of any status but 429 and 5xx, which raise NoAnswer once the attempts are used up.

        url: gives the address, anew for each attempt.
        """
        headers = {"Accept": "application/json"}
        data = None
        if bearer is not None:
            headers["Authorization"] = f"Bearer {bearer}"
        if payload is not None:
            data = json.dumps(payload).encode()
            headers["Content-Type"] = "application/json"
        if form is not None:
            data = urllib.parse.urlencode(form).encode()
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        for attempt in range(ATTEMPTS):
            request = urllib.request.Request(url(), data, headers, method=method)
            answer, problem = self._once(request, service)
            if answer is not None and answer.status != 429 and answer.status < 500:
                return answer
            if attempt + 1 < ATTEMPTS:
                self._pause(answer, attempt, service)
        problem = problem or f"answers {answer.status}"
        raise NoAnswer(f"{service} at {_place(request.full_url)} {problem}, {ATTEMPTS} times. Is it up?")

    def _once(self, request, service):
        seconds = min(REQUEST_SECONDS, self._seconds_left(service))
        try:
            with self._opener.open(request, timeout=seconds) as response:
                return Answer(response.status, response.headers, response.read(LONGEST_ANSWER)), None
        except urllib.error.HTTPError as error:
            with error:
                return Answer(error.code, error.headers, _body_of(error)), None
        except (OSError, http.client.HTTPException) as error:
            reason = getattr(error, "reason", error)
            if isinstance(reason, ssl.SSLCertVerificationError):
                raise NeedsOperator(
                    f"{service} at {_place(request.full_url)} shows a certificate that is not trusted:"
                    f" {reason.verify_message}. Give its authority in CA_FILE, or the service a certificate of its name."
                ) from None
            return None, f"does not answer ({type(reason).__name__})"

    def _pause(self, answer, attempt, service):
        seconds = self._retry_seconds * 2**attempt
        asked = _retry_after(answer) if answer is not None else None
        if asked is not None:
            seconds = asked
        if seconds >= self._seconds_left(service):
            raise NoAnswer(f"{service} asks to wait {round(seconds)} s, longer than this run has. The next run tries again.")
        time.sleep(seconds)

    def _seconds_left(self, service):
        left = self._end - time.monotonic()
        if left <= 0:
            raise NoAnswer(f"The time of this run is over while {service} is asked. The next run goes on.")
        return left


def _body_of(error):
    try:
        return error.read(LONGEST_ANSWER)
    except (OSError, http.client.HTTPException):
        return b""


def _retry_after(answer):
    value = answer.headers.get("Retry-After")
    if value is None:
        return None
    if re.fullmatch(r"\d{1,6}", value.strip()):
        return int(value)
    try:
        return max(0, email.utils.parsedate_to_datetime(value).timestamp() - answer.time())
    except (TypeError, ValueError):
        return None


def _place(url):
    parts = urllib.parse.urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def plain(message):
    """A service's message as it may be shown: one short line in which nothing is long enough to be a token."""
    line = (str(message or "").strip().splitlines() or [""])[0]
    return re.sub(r"[A-Za-z0-9_.~+/=-]{40,}", "[left out]", line)[:LONGEST_MESSAGE]
