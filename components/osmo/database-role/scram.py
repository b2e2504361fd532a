"""What PostgreSQL keeps of a password: RFC 5802 and 7677, in the text form that it takes instead of one."""

import base64
import hashlib
import hmac
import os

# RFC 7677 asks for 4096 at least, which is PostgreSQL's own default. Passwords of 43 random characters need no more.
ITERATIONS = 4096
SALT_BYTES = 16


def verifier(password, salt=None, iterations=ITERATIONS):
    """The SCRAM-SHA-256 verifier of `password`, which is of printable ASCII: other characters RFC 4013 would change first."""
    salt = os.urandom(SALT_BYTES) if salt is None else salt
    salted = hashlib.pbkdf2_hmac("sha256", password.encode("ascii"), salt, iterations)
    client_key = hmac.digest(salted, b"Client Key", "sha256")
    stored_key = hashlib.sha256(client_key).digest()
    server_key = hmac.digest(salted, b"Server Key", "sha256")
    return f"SCRAM-SHA-256${iterations}:{_base64(salt)}${_base64(stored_key)}:{_base64(server_key)}"


def _base64(data):
    return base64.b64encode(data).decode("ascii")
