"""Writes what psql needs to give OSMO a database role of its own (S-2): how to sign in, and the statements.

Both are in the pod's memory and gone with it. The role's password stays here: the server gets what SCRAM keeps of it, so
that no log of the server has more.
"""

import os
import re
import string

import program
from entra import FederatedIdentity
from scram import verifier
from settings import Settings
from web import Failure, Web

JOB = "database-role"
DATABASE_SCOPE = "https://ossrdbms-aad.database.windows.net/.default"
RUN_SECONDS = 120
# Names that need no quotes, which they get all the same. PostgreSQL keeps pg_ to itself, Azure azure.
NAME = r"(?!pg_|azure)[a-z_][a-z0-9_]{0,62}"
# Roles and databases of PostgreSQL and Azure, and words that mean somebody else.
RESERVED = frozenset(("postgres", "template0", "template1", "public", "none", "current_user", "session_user", "current_role"))
# What a password is made of, in characters from end to end.
PASSWORD = r"[!-~]{32,256}"
SQL_TEMPLATE = "role.sql"


class Wanted:
    """Parameters. Each says its unit."""

    def __init__(self, settings):
        self._settings = settings
        self.host = settings.text("PGHOST", r"[A-Za-z0-9.-]{1,253}", "the name of the server")
        self.port = settings.number("PGPORT", 1, 65535, 5432)
        # The role's database, to which the administrator connects as well.
        self.database = self._name("PGDATABASE", "osmo")
        # Name of this identity in the server.
        self.login = settings.text("PGUSER", r"[^\x00-\x1f\x7f]{1,63}", "the administrator's name in the server")
        self.role = self._name("ROLE", "osmo_app")
        # Connections of the role at once, all of OSMO's pods together.
        self.connections = settings.number("ROLE_CONNECTIONS", 1, 5000, 200)
        # Minutes that a transaction may wait for its client.
        self.idle_minutes = settings.number("IDLE_MINUTES", 1, 1440, 15)
        # Minutes that one statement may take; OSMO's own migrations take seconds.
        self.statement_minutes = settings.number("STATEMENT_MINUTES", 1, 1440, 30)
        self.password_file = settings.file("PASSWORD_FILE")
        # Folder for what is written, in memory.
        self.folder = settings.text("OUTPUT_FOLDER", r"/[A-Za-z0-9._/-]*", "the path of a folder", "/run/database-role")

    def _name(self, parameter, default):
        wanted = "a name of lower-case letters, digits and underscores, neither PostgreSQL's own nor Azure's"
        name = self._settings.text(parameter, NAME, wanted, default)
        if name in RESERVED:
            return self._settings.wrong(parameter, f'"{name}" is not {wanted}.')
        return name


def statements(wanted, template, password):
    """The statements of the template, with names and values quoted."""
    return string.Template(template).substitute(
        role=identifier(wanted.role),
        role_text=literal(wanted.role),
        database=identifier(wanted.database),
        verifier=literal(verifier(password)),
        connections=str(wanted.connections),
        idle=literal(f"{wanted.idle_minutes}min"),
        statement=literal(f"{wanted.statement_minutes}min"),
    )


def identifier(name):
    return '"' + name.replace('"', '""') + '"'


def literal(text):
    """Quoted so that it means itself whatever standard_conforming_strings is."""
    if "\\" in text or "\0" in text:
        raise ValueError
    return "'" + text.replace("'", "''") + "'"


def password_line(wanted, token):
    """A line of libpq's password file, in which colon and backslash are escaped."""
    fields = (wanted.host, str(wanted.port), wanted.database, wanted.login, token)
    return ":".join(re.sub(r"([:\\])", r"\\\1", field) for field in fields) + "\n"


def read_password(path):
    with open(path, encoding="utf-8", errors="replace", newline="") as file:
        password = file.read()
    if not re.fullmatch(PASSWORD, password):
        raise Failure(
            f"The password in {path} is not of 32 to 256 printable ASCII characters, without spaces or a line's end:"
            " the platform makes it so. Was it replaced by hand?"
        )
    return password


def write(folder, name, text):
    """Makes a file that only this user reads; one that is there already is replaced, not followed."""
    path = os.path.join(folder, name)
    partial = f"{path}.partial"
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_NOFOLLOW, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    os.replace(partial, path)


def main():
    settings = Settings(JOB)
    wanted = Wanted(settings)
    identity = FederatedIdentity(settings)
    retry_seconds = settings.number("RETRY_SECONDS", 0, 60, 2)
    settings.check()
    with open(os.path.join(os.path.dirname(__file__), SQL_TEMPLATE), encoding="utf-8") as file:
        template = file.read()
    sql = statements(wanted, template, read_password(wanted.password_file))
    token = identity.token(Web(RUN_SECONDS, retry_seconds), DATABASE_SCOPE)
    write(wanted.folder, "pgpass", password_line(wanted, token))
    write(wanted.folder, "role.sql", sql)
    print(f"{JOB}: the statements for the role {wanted.role} of the database {wanted.database} are ready")


if __name__ == "__main__":
    program.run(JOB, main, RUN_SECONDS)
