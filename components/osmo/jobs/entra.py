"""Who a pod is to Azure: its service account's token, exchanged for one of Entra ID."""

from web import Failure, NeedsOperator, plain

# RFC 7523: the service account's token proves who asks.
ASSERTION_TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"


class FederatedIdentity:
    """The identity that the service account of this pod is federated with, as the cluster's webhook tells it."""

    def __init__(self, settings):
        self._host = settings.url("AZURE_AUTHORITY_HOST")
        self._tenant = settings.guid("AZURE_TENANT_ID")
        self._client = settings.guid("AZURE_CLIENT_ID")
        self._file = settings.file("AZURE_FEDERATED_TOKEN_FILE")

    def token(self, web, scope):
        """An access token for `scope`, as in `https://vault.azure.net/.default`."""
        # The kubelet replaces the file before it ends, so it is read each time.
        with open(self._file, encoding="ascii") as file:
            assertion = file.read().strip()
        answer = web.call(
            "POST",
            lambda: f"{self._host}/{self._tenant}/oauth2/v2.0/token",
            "Entra ID",
            form={
                "client_id": self._client,
                "scope": scope,
                "grant_type": "client_credentials",
                "client_assertion_type": ASSERTION_TYPE,
                "client_assertion": assertion,
            },
        )
        body = answer.json()
        if answer.status == 200 and isinstance(body, dict) and isinstance(body.get("access_token"), str):
            return body["access_token"]
        if answer.status in (400, 401, 403) and isinstance(body, dict):
            raise NeedsOperator(
                f"Entra ID gives no token for {scope} to the client {self._client}: {plain(body.get('error_description'))}"
                " The identity needs a federation for exactly this service account, and an assignment to that application."
            )
        raise Failure(f"Entra ID answers {answer.status} without a token for {scope}.")
