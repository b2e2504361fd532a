"""Keeps a young token of OSMO's backend in the vault (E-2).

A new token is made, tried, put into the vault and read back, and only then older ones are revoked: whatever breaks half-way,
the vault holds a token that works, and the next run finishes. Runs exclude each other by no lock, for they need none:
no run revokes what another one may be about to put into the vault, which is every token younger than a run can be.
Time is OSMO's: it decides when a token dies.
"""

import datetime
import re
import secrets

import program
from entra import FederatedIdentity
from key_vault import NotWritten, VaultSecret
from osmo_tokens import TOKEN_LENGTHS, OsmoTokens
from settings import Settings
from web import Failure, Web

JOB = "token-rotation"
DAY = 24 * 60 * 60
HOUR = 60 * 60
VAULT_SCOPE = "https://vault.azure.net/.default"
# Tokens that the rotation made say so, and when: rotation-20261125-092431-0a1b2c.
OURS = re.compile(r"rotation-(\d{8}-\d{6})-[0-9a-f]{6}")
NAME_TIME = "%Y%m%d-%H%M%S"
# The vault's tags that name the token in it and the one before.
CURRENT_TAG = "osmo-token"
PREVIOUS_TAG = "osmo-token-before"
CONTENT_TYPE = "OSMO access token"
# Seconds after which no run that made a token can still put it into the vault: far beyond a job's longest (rotation-job.ts).
LONGEST_RUN = HOUR
# Seconds that the clocks of OSMO and the vault may differ.
LARGEST_SKEW = 300
# Seconds that one run may take.
RUN_SECONDS = 300


class Plan:
    """Parameters of the rotation. Each says its unit."""

    def __init__(self, settings):
        self.osmo = settings.url("OSMO_URL")
        self.vault = settings.url("VAULT_URL")
        self.api = settings.guid("OSMO_API_CLIENT_ID")
        self.secret = settings.text("VAULT_SECRET_NAME", r"[0-9A-Za-z-]{1,127}", "a name of letters, digits and hyphens")
        name = r"[a-z][a-z0-9-]{0,62}"
        self.user = settings.text("OSMO_USER", name, "a name as in backend-operator", "backend-operator")
        self.role = settings.text("OSMO_ROLE", name, "a name as in osmo-backend", "osmo-backend")
        # Days that a token lives, at most; it dies at midnight.
        self.token_days = settings.number("TOKEN_DAYS", 2, 30, 30)
        # Days that a token has left when it is replaced.
        self.renew_days = settings.number("RENEW_DAYS", 1, 29, 15)
        # Hours that the token before still works.
        self.overlap_hours = settings.number("OVERLAP_HOURS", 1, 168, 24)
        # Seconds before the second attempt of a request.
        self.retry_seconds = settings.number("RETRY_SECONDS", 0, 60, 2)
        self.ca_file = settings.file("CA_FILE", optional=True)
        if self.token_days and self.renew_days and self.renew_days >= self.token_days:
            settings.wrong("RENEW_DAYS", f"{self.renew_days} is not below TOKEN_DAYS: every token would be too old at once.")


class Rotation:
    """One run."""

    def __init__(self, plan, osmo, vault):
        self._plan = plan
        self._osmo = osmo
        self._vault = vault

    def run(self):
        # In this order a token that another run puts into the vault meanwhile is not taken for one that OSMO does not know.
        kept = self._vault.read()
        tokens, now = self._osmo.list()
        self._compare_clocks(now)
        reason = self._reason_to_renew(kept, tokens, now)
        # First of all, so that runs which break after making a token do not pile them up.
        self._revoke_surplus(kept, tokens, now)
        if reason is None:
            _say(f"the vault's token {kept.tags[CURRENT_TAG]} is young enough, until {_date(tokens[kept.tags[CURRENT_TAG]])}")
        else:
            _say(f"a new token is due: {reason}")
            try:
                self._renew(kept, tokens, now)
            finally:
                self._forget_lost()
            kept = self._vault.read()
            tokens, now = self._osmo.list()
            self._revoke_surplus(kept, tokens, now)
        self._mention_others(tokens, now)

    def _compare_clocks(self, now):
        skew = abs(now - self._vault.time)
        if skew > LARGEST_SKEW:
            raise Failure(
                f"The clocks of OSMO and the vault differ by {round(skew / 60)} minutes: no token is made by such dates."
                " Set the time of OSMO's nodes."
            )

    def _reason_to_renew(self, kept, tokens, now):
        """Why the vault's token has to be replaced; None where it has not."""
        if kept is None or len(kept.value) not in TOKEN_LENGTHS:
            return "the vault has none"
        name = kept.tags.get(CURRENT_TAG)
        if not name:
            return "the vault does not say which one it has"
        token = tokens.get(name)
        if token is None:
            return f"OSMO does not know {name}; it was revoked"
        days_left = (token.expires - now) / DAY
        if days_left <= 0:
            return f"{name} has expired"
        if days_left > self._plan.token_days:
            return f"{name} would live longer than {self._plan.token_days} days"
        if days_left <= self._plan.renew_days:
            return f"{name} has {days_left:.1f} days left"
        if self._plan.role not in token.roles:
            return f"{name} has not the role {self._plan.role}"
        if not self._osmo.takes(kept.value):
            return f"OSMO does not take what the vault has as {name}"
        return None

    def _renew(self, kept, tokens, now):
        start = datetime.datetime.fromtimestamp(now, datetime.timezone.utc)
        expires_on = start.date() + datetime.timedelta(days=self._plan.token_days)
        expires = datetime.datetime.combine(expires_on, datetime.time(), datetime.timezone.utc)
        name, text = self._osmo.create(lambda: _name(start), expires_on, "Made by the token rotation")
        if not self._osmo.takes(text):
            self._osmo.revoke(name)
            raise Failure(f"OSMO does not take its own new token {name}. It is revoked; the vault is as it was.")
        latest = self._vault.read()
        if _version(latest) != _version(kept):
            self._osmo.revoke(name)
            _say(f"another run has replaced the token meanwhile; {name} is not needed and revoked")
            return
        before = kept.tags.get(CURRENT_TAG) if kept else None
        tags = {CURRENT_TAG: name, **({PREVIOUS_TAG: before} if before in tokens else {})}
        try:
            written = self._vault.write(text, CONTENT_TYPE, now, expires.timestamp(), tags)
        except NotWritten:
            self._osmo.revoke(name)
            raise
        back = self._vault.read(written.version)
        if back is None or back.value != text:
            raise Failure(f"The vault gives back something else than {name}. Nothing is revoked.")
        _say(f"the vault has {name}, which dies as {expires_on.isoformat()} begins (UTC)")

    def _revoke_surplus(self, kept, tokens, now):
        """Revokes what the rotation made and neither the vault has nor a run may be about to put there."""
        ours = {name: made for name in tokens if (made := _made(name)) is not None}
        current = kept.tags.get(CURRENT_TAG) if kept else None
        keep = {current}
        if kept and now < kept.created + self._plan.overlap_hours * HOUR:
            keep.add(kept.tags.get(PREVIOUS_TAG))
        if current not in tokens and ours:
            # The vault's own is gone. A backend may still use the youngest.
            keep.add(max(ours, key=ours.get))
        for name, made in ours.items():
            if name not in keep and now - made > LONGEST_RUN:
                self._osmo.revoke(name)
                _say(f"{name} is revoked")

    def _forget_lost(self):
        """Revokes tokens whose text got lost on its way, as well as it goes: they can be in no vault."""
        while self._osmo.lost:
            try:
                self._osmo.revoke(self._osmo.lost.pop())
            except Failure:
                # A later run will find it.
                pass

    def _mention_others(self, tokens, now):
        others = [name for name, token in tokens.items() if _made(name) is None and token.expires > now]
        if others:
            _say(
                f"{self._plan.user} has tokens that the rotation did not make: {', '.join(sorted(others))}."
                f" Revoke those that nobody needs: osmo token delete NAME --user {self._plan.user}"
            )


def _name(start):
    return f"rotation-{start.strftime(NAME_TIME)}-{secrets.token_hex(3)}"


def _made(name):
    """When the rotation made the token of this name, in seconds since 1970; None where it did not."""
    match = OURS.fullmatch(name)
    if not match:
        return None
    try:
        made = datetime.datetime.strptime(match[1], NAME_TIME)
    except ValueError:
        return None
    return made.replace(tzinfo=datetime.timezone.utc).timestamp()


def _version(kept):
    return kept.version if kept else None


def _date(token):
    return datetime.datetime.fromtimestamp(token.expires, datetime.timezone.utc).date().isoformat()


def _say(text):
    print(f"{JOB}: {text}", flush=True)


def main():
    settings = Settings(JOB)
    plan = Plan(settings)
    identity = FederatedIdentity(settings)
    settings.check()
    web = Web(RUN_SECONDS, plan.retry_seconds, plan.ca_file)
    osmo = OsmoTokens(web, plan.osmo, plan.user, plan.role, identity.token(web, f"api://{plan.api}/.default"))
    vault = VaultSecret(web, plan.vault, plan.secret, identity.token(web, VAULT_SCOPE))
    Rotation(plan, osmo, vault).run()


if __name__ == "__main__":
    program.run(JOB, main, RUN_SECONDS)
