"""Access tokens of one user of OSMO, through its gateway. Source of paths and rules: OSMO 6.3, src/service/core/auth."""

import datetime
import json
import re
import urllib.parse

from web import Failure, NeedsOperator, plain

# Lengths of a token, in characters.
TOKEN_LENGTHS = (43, 64)
# What OSMO says of a token that it does not take. Every other refusal, such as that of its database, has the same status.
NOT_TAKEN = r"Access Token (is invalid|has expired)|Access token has invalid length"


class Token:
    """What OSMO tells about a token: never its text."""

    def __init__(self, name, expires, roles):
        self.name = name
        # Seconds since 1970 at which OSMO stops taking it: midnight (UTC) at the start of its last date.
        self.expires = expires
        self.roles = roles


class OsmoTokens:
    """Makes, lists and revokes the tokens of `user`, as the bearer whose role reaches that user alone."""

    def __init__(self, web, url, user, role, bearer):
        self._web = web
        self._url = url
        self._user = user
        self._role = role
        self._bearer = bearer
        # Names of tokens whose text nobody ever learnt.
        self.lost = []

    def list(self):
        """The user's tokens by name, and OSMO's time in seconds since 1970."""
        answer = self._call("GET", lambda: "")
        body = answer.json()
        if answer.status != 200 or not isinstance(body, list):
            raise self._refused("list the tokens", answer)
        return {token.name: token for token in map(_token_of, body)}, answer.time()

    def create(self, name_of, expires_on, description):
        """Makes a token that dies as the date `expires_on` begins (UTC). Gives its name and text.

        name_of: gives a new name each time.
        """
        query = urllib.parse.urlencode(
            {"expires_at": expires_on.isoformat(), "roles": self._role, "description": description}
        )

        def path():
            # Where an answer got lost a token may have been made, and its text is gone: another attempt, another name.
            self.lost.append(name_of())
            return f"/{self.lost[-1]}?{query}"

        answer = self._call("POST", path)
        name = self.lost.pop()
        text = answer.json()
        if answer.status == 200 and isinstance(text, str) and len(text) in TOKEN_LENGTHS:
            return name, text
        raise self._refused(f"make a token until {expires_on.isoformat()}", answer)

    def takes(self, text):
        """Whether OSMO takes the token: what a backend does with it at each connect."""
        url = f"{self._url}/api/auth/jwt/access_token"
        answer = self._web.call("POST", lambda: url, "OSMO", payload={"token": text})
        if answer.status == 200:
            return isinstance(answer.json(), dict) and bool(answer.json().get("token"))
        if answer.status == 400 and re.search(NOT_TAKEN, _message_of(answer), re.IGNORECASE):
            return False
        raise self._refused("try a token", answer)

    def revoke(self, name):
        """Ends a token. One that is gone already is no error."""
        answer = self._call("DELETE", lambda: f"/{name}")
        if answer.status < 300 or re.search(r"Access token \S+ does not exist", _message_of(answer), re.IGNORECASE):
            return
        raise self._refused(f"revoke {name}", answer)

    def _call(self, method, path):
        url = f"{self._url}/api/auth/user/{self._user}/access_token"
        return self._web.call(method, lambda: url + path(), "OSMO", bearer=self._bearer)

    def _refused(self, what, answer):
        message = _message_of(answer)
        said = f"OSMO does not {what}: {answer.status} {plain(message)}".rstrip()
        if re.search(r"User \S+ not found", message, re.IGNORECASE):
            return NeedsOperator(
                f'OSMO has no user "{self._user}". An OSMO administrator makes it once:'
                f" osmo user create {self._user} --roles {self._role}"
            )
        if "does not have all the requested roles" in message:
            return NeedsOperator(
                f'OSMO\'s user "{self._user}" has not the role "{self._role}". An OSMO administrator gives it once:'
                f" osmo user update {self._user} --add-roles {self._role}"
            )
        if answer.status == 401 or 300 <= answer.status < 400:
            return NeedsOperator(
                f"{said}. The gateway does not know this identity: look at issuer and audience of its JWT providers,"
                " and at OSMO_API_CLIENT_ID."
            )
        if answer.status == 403:
            return NeedsOperator(
                f'{said}. The identity needs the application role of OSMO that allows auth:Token on user/{self._user}.'
            )
        return Failure(f"{said}.")


def _token_of(entry):
    try:
        # In whatever zone OSMO's database says it, the date is what counts.
        date = datetime.date.fromisoformat(str(entry["expires_at"])[:10])
        midnight = datetime.datetime.combine(date, datetime.time(), datetime.timezone.utc)
        return Token(str(entry["token_name"]), midnight.timestamp(), tuple(entry.get("roles") or ()))
    except (KeyError, TypeError, ValueError):
        raise Failure("OSMO's list of tokens has an entry without name or date. Is its version 6.3?") from None


def _message_of(answer):
    body = answer.json()
    if isinstance(body, dict):
        message = body.get("message") or body.get("detail") or ""
        return message if isinstance(message, str) else json.dumps(message)
    return ""
