"""Parameters of a job from its environment, all looked at before anything is done."""

import ipaddress
import os
import re
import urllib.parse

GUID = r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}"


class WrongParameters(Exception):
    """Lists every parameter that is wrong."""

    exit_code = 2


class Settings:
    """Reads parameters and remembers what is wrong with them. `check` tells it all at once."""

    def __init__(self, job, environment=None):
        self._job = job
        self._environment = os.environ if environment is None else environment
        self._problems = []

    def text(self, name, pattern, wanted, default=None):
        """The parameter `name`, which matches `pattern` from end to end; `wanted` says what that is."""
        value = self._environment.get(name) or default
        if value is None:
            return self.wrong(name, f"is missing. Give {wanted}.")
        if not re.fullmatch(pattern, value):
            return self.wrong(name, f'"{_shown(value)}" is not {wanted}.')
        return value

    def guid(self, name):
        return self.text(name, GUID, "a GUID, as in 11111111-2222-4333-8444-555555555555")

    def number(self, name, least, most, default):
        """A whole number from `least` to `most`; `default` where nothing is given."""
        wanted = f"a whole number from {least} to {most}"
        value = self.text(name, r"\d{1,9}", wanted, str(default))
        if value is not None and not least <= int(value) <= most:
            return self.wrong(name, f'"{value}" is not {wanted}.')
        return None if value is None else int(value)

    def url(self, name):
        """An address without a trailing slash. Without TLS only on this machine itself."""
        wanted = "an address of https://, as in https://osmo.physical-ai.internal"
        value = self._environment.get(name)
        if not value:
            return self.wrong(name, f"is missing. Give {wanted}.")
        parts = _split(value)
        if parts is None or parts.username or parts.query or parts.fragment or not parts.hostname:
            return self.wrong(name, f"is not {wanted}.")
        if parts.scheme != "https" and not (parts.scheme == "http" and _is_loopback(parts.hostname)):
            return self.wrong(name, f'"{_shown(value)}" would carry tokens without TLS. Give {wanted}.')
        return value.rstrip("/")

    def file(self, name, optional=False):
        """The path of a file that can be read."""
        value = self._environment.get(name)
        if not value:
            return None if optional else self.wrong(name, "is missing. Give the path of a file.")
        if not os.access(value, os.R_OK) or not os.path.isfile(value):
            return self.wrong(name, f'"{_shown(value)}" is no file that can be read.')
        return value

    def wrong(self, name, problem):
        """Remembers what is wrong with a parameter; gives None to go on with."""
        self._problems.append((name, problem))

    def check(self):
        """Raises WrongParameters where anything was wrong."""
        if not self._problems:
            return
        count = len(self._problems)
        width = max(len(name) for name, _ in self._problems)
        lines = [f"{self._job}: {count} problem{'s' if count > 1 else ''} with its environment"]
        lines += [f"  {name:<{width}}   {problem}" for name, problem in self._problems]
        raise WrongParameters("\n".join(lines))


def _split(value):
    try:
        parts = urllib.parse.urlsplit(value)
        _ = parts.port
        return parts
    except ValueError:
        return None


def _is_loopback(host):
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _shown(value):
    return value if len(value) <= 60 else f"{value[:20]}..."
