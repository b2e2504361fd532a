"""One secret of a vault. Source: learn.microsoft.com/rest/api/keyvault/secrets, version 7.4."""

from web import Failure, NeedsOperator, plain

API_VERSION = "7.4"


class Kept:
    """A version of the secret."""

    def __init__(self, value, version, created, tags):
        self.value = value
        self.version = version
        # Seconds since 1970 (UTC) at which it was written.
        self.created = created
        self.tags = tags


class NotWritten(NeedsOperator):
    """The vault has refused: what was to be written is certainly not in it."""


class VaultSecret:
    """Reads and replaces the secret `name`."""

    def __init__(self, web, url, name, bearer):
        self._web = web
        self._url = f"{url}/secrets/{name}"
        self._name = name
        self._bearer = bearer
        # The vault's time at its last answer, in seconds since 1970.
        self.time = None

    def read(self, version=""):
        """The version, or the latest one; None where there is no such secret."""
        path = f"/{version}" if version else ""
        answer = self._call("GET", path)
        if answer.status == 404:
            return None
        if answer.status != 200:
            raise self._refused("read", answer, NeedsOperator)
        return self._kept(answer)

    def write(self, value, content_type, not_before, expires, tags):
        """Makes a new version, which holds from `not_before` to `expires` (seconds since 1970)."""
        answer = self._call(
            "PUT",
            "",
            payload={
                "value": value,
                "contentType": content_type,
                "attributes": {"enabled": True, "nbf": int(not_before), "exp": int(expires)},
                "tags": tags,
            },
        )
        if answer.status != 200:
            raise self._refused("written", answer, NotWritten)
        return self._kept(answer)

    def _call(self, method, path, **options):
        url = f"{self._url}{path}?api-version={API_VERSION}"
        answer = self._web.call(method, lambda: url, "The vault", bearer=self._bearer, **options)
        self.time = answer.time()
        return answer

    def _kept(self, answer):
        try:
            body = answer.json()
            version = body["id"].rstrip("/").rsplit("/", 1)[1]
            return Kept(body["value"], version, body["attributes"]["created"], body.get("tags") or {})
        except (KeyError, TypeError, AttributeError):
            raise Failure(f'The vault\'s answer about "{self._name}" is not that of Key Vault {API_VERSION}.') from None

    def _refused(self, done, answer, kind):
        body = answer.json()
        error = (body.get("error") or {}) if isinstance(body, dict) else {}
        inner = (error.get("innererror") or {}).get("code") or error.get("code") or ""
        said = f'The secret "{self._name}" cannot be {done}: {answer.status} {plain(inner)}.'
        if answer.status in (401, 403):
            said += " The identity needs Key Vault Secrets Officer on it and the way through the vault's private endpoint."
        return kind(said)
