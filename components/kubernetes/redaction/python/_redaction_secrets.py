"""What counts as a secret: values that the environment holds, and text of a known form.

All of it works on bytes, for that is what leaves the process. A form costs time only where one of its words occurs.
"""
import binascii
import os
import re

MARK = b"[redacted]"

# ---- Forms

_COLOUR = rb"(?:\x1b\[[0-9;]*m)*"
_LETTER = rb"[bBrRuU]{0,2}"
# From a name to its value: NAME=value, NAME: value, 'NAME': 'value', ("NAME", "value"), environ["NAME"] = "value".
_QUOTED_NAME = rb"\\*[\"']" + _COLOUR + rb"\]?[ \t]*(?:=>|->|[:=,])[ \t]*"
_GIVEN = _COLOUR + rb"(?:" + _QUOTED_NAME + rb"|[ \t]*(?:=>|->|[:=])[ \t]*)" + _COLOUR
# The same, but after a colon prose may follow ("password: required"): there a quotation mark or a digit has to show.
_ASSIGNED = (
    _COLOUR + rb"(?:" + _QUOTED_NAME + rb"|[ \t]*(?:=>|->|=)[ \t]*|[ \t]*:[ \t]*(?=[\"'\\]|[^\s]{0,64}[0-9]))" + _COLOUR
)
_QUOTED = (
    _LETTER + rb"(?:\\+[\"']([^\"'\\\r\n]+)|\"((?:\\[^\r\n]|[^\"\\\r\n])+)|'((?:\\[^\r\n]|[^'\\\r\n])+))"
)
_NOT_YET = rb"(?!\[redacted\])"
_BARE = _NOT_YET + rb"([^\s\"'\\,;&()\[\]{}<>\x1b]{4,})"
# A whole value of the environment: connection strings have semicolons, addresses have ampersands.
_BARE_WHOLE = _NOT_YET + rb"([^\s\"',)\]}\x1b]+)"
# What stands after a name in code and says nothing: None, os.environ[...], get_password(), args.password.
_NO_VALUE = (
    rb"(?!(?i:none|null|true|false|str|bytes|optional)\b|(?i:self|args|cfg|config|os|password|secret)\b|[A-Za-z_][\w.]*[(\[])"
)

_STRONG_NAMES = (
    rb"(?i:passw(?:or)?d|passphrase|secret|conn(?:ection)?[_-]?str(?:ing)?|identity_header"
    rb"|(?:api|access|account|storage|secret|private|shared|subscription|master|encryption|signing)[_-]?key"
    rb"|(?:access|refresh|(?<![a-z])id|auth|bearer|sas|session|tracking|api|run|hf)[_-]?token)"
)
# Names that training uses for other things as well (pad_token, IMAGE_KEY): the value has to look random.
_WEAK_NAMES = rb"(?:(?i:token|credentials?)|_KEY)"
_RANDOM = (
    rb"(?=[bBrRuU]{0,2}\\*[\"']?(?=[\w~+/=%-]{0,64}[0-9])(?=[\w~+/=%-]{0,64}[A-Z])(?=[\w~+/=%-]{0,64}[a-z])"
    rb"[\w~+/=%-]{16,})"
)

# Tokens that tell by their beginning what they are: the beginning, what follows, and how much of that at least.
_MARKED_TOKENS = (
    (rb"hf_", rb"[A-Za-z0-9]", 20),
    (rb"nvapi-", rb"[\w-]", 20),
    (rb"ghp_", rb"[A-Za-z0-9]", 20),
    (rb"gho_", rb"[A-Za-z0-9]", 20),
    (rb"ghu_", rb"[A-Za-z0-9]", 20),
    (rb"ghs_", rb"[A-Za-z0-9]", 20),
    (rb"ghr_", rb"[A-Za-z0-9]", 20),
    (rb"github_pat_", rb"\w", 20),
    (rb"glpat-", rb"[\w-]", 16),
    (rb"xoxb-", rb"[\w-]", 10),
    (rb"xoxa-", rb"[\w-]", 10),
    (rb"xoxp-", rb"[\w-]", 10),
    (rb"xoxr-", rb"[\w-]", 10),
    (rb"xoxs-", rb"[\w-]", 10),
)
_WEB_TOKEN = rb"eyJ[\w-]{8,}(?:\.[\w-]*){1,4}"  # RFC 7519, and RFC 7516 with its five parts
_PRIVATE_KEY = (
    rb"-----BEGIN [A-Z0-9 ]*PRIVATE KEY-----((?:[\r\n \t]|\\[nrt]|(?:Proc-Type|DEK-Info): [^\r\n]*"
    rb"|[A-Za-z0-9+/=]{40,}|[A-Za-z0-9+/=]+(?=[\r\n\\\"']|[ ]?-----|\Z))+)"
)


class _Form:
    """A regular expression, compiled when one of its words first occurs; its last group that matched is the secret."""

    def __init__(self, words, expression):
        self.words = words
        self._expression = expression
        self._compiled = None

    def matches(self, text):
        if self._compiled is None:
            self._compiled = re.compile(self._expression)
        return self._compiled.finditer(text)


_PRIVATE_KEYS = _Form((b"private key-----",), _PRIVATE_KEY)
_FORMS = (
    _PRIVATE_KEYS,
    _Form((b"azure_",), rb"AZURE_[A-Z0-9_]+" + _GIVEN + rb"(?:" + _QUOTED + rb"|" + _BARE_WHOLE + rb")"),
    _Form(
        (b"passw", b"passphrase", b"secret", b"key", b"token", b"conn", b"identity_header"),
        _STRONG_NAMES + _ASSIGNED + _NO_VALUE + rb"(?:" + _QUOTED + rb"|" + _BARE + rb")",
    ),
    _Form((b"token", b"credential", b"_key"), _WEAK_NAMES + _GIVEN + _RANDOM + rb"(?:" + _QUOTED + rb"|" + _BARE + rb")"),
    _Form(
        (b"passw", b"secret", b"key", b"token"),
        rb"(?<![\w-])--[\w-]{0,32}(?i:passw(?:or)?d|secret|(?:api|access|account)[_-]key|token)[ \t]+(?!-)"
        + _NO_VALUE + _BARE,
    ),
    _Form(
        (b"authorization",),
        rb"(?i:authorization)" + _GIVEN + _LETTER + rb"\\*[\"']?" + _NOT_YET
        + rb"(?:(?i:bearer|basic|digest|token|sharedkey|sharedkeylite)[ \t]+([^\s\"'\\,]+)|(?=[^\s]{0,64}[0-9])([^\s\"'\\,]{8,}))",
    ),
    _Form(
        (b"bearer",),
        rb"(?i:bearer)[ \t:=]+\\*[\"']?((?=[A-Za-z_.~+/=%-]*[0-9])[\w.~+/=%-]{8,}|[\w.~+/=%-]{20,})",
    ),
    _Form((b"eyj",), rb"(?<![A-Za-z0-9])(" + _WEB_TOKEN + rb")"),
    _Form(
        (b"hf_", b"nvapi-", b"ghp_", b"gho_", b"ghu_", b"ghs_", b"ghr_", b"github_pat_", b"glpat-", b"xox"),
        rb"(?<![A-Za-z0-9])((?:"
        + rb"|".join(lead + follows + b"{%d,}" % least for lead, follows, least in _MARKED_TOKENS)
        + rb"))",
    ),
    _Form((b"sig",), rb"(?<![A-Za-z0-9])[sS]ig(?:\\*[\"'])?[ \t]*(?:[=:]|%3[dD])[ \t]*\\*[\"']?([\w%+/=-]{16,})"),
    _Form(
        (b"accountkey", b"sharedaccess", b"pwd"),
        rb"(?:(?i:AccountKey|SharedAccessKey|SharedAccessSignature)|\b[pP]wd|_PWD)[ \t]*=[ \t]*" + _NOT_YET
        + rb"(?!/)([^;\s\"'\\]+)",
    ),
    _Form((b"://",), rb"://[^\s/:@\"'\\]*:([^\s/@\"']+)@(?!sha256:)"),
    # A storage account's key, 64 bytes in base64; of the same length is a hash of npm's.
    _Form((b"==",), rb"(?<![A-Za-z0-9+/])(?<!sha512-)([A-Za-z0-9+/]{86}==)(?![A-Za-z0-9+/=])"),
    # A client secret of Entra.
    _Form((b"q~",), rb"(?<![\w~.-])([\w~.-]{3}[0-9]Q~[\w~.-]{31,34})(?![\w~-])"),
)
_WORDS = {word for form in _FORMS for word in form.words}
# One of these is in whatever has a word of a form.
_HINTS = tuple(word for word in _WORDS if not any(other != word and other in word for other in _WORDS))

# ---- Values of the environment

_SECRET_NAME = re.compile(
    r"(?:TOKEN|SECRET|PASSW(?:OR)?D|PASSPHRASE|_KEY|APIKEY|_PWD|_PAT|_SAS|CREDENTIALS?|CONNECTION_?STRING|CONN_STR"
    r"|IDENTITY_HEADER)$",
    re.IGNORECASE,
)
# Variables of Azure whose values are names, places and switches. They open nothing, and ordinary lines are full of them
# ("uploading to <account>"): they go only where they stand beside their variable, as in a dump of the environment.
_IDENTIFIER = re.compile(
    r"(?:_ID|_IDS|_NAME|_GROUP|_HOST|_FILE|_PATH|_DIR|_LOCATION|_REGION|_ACCOUNT|_CONTAINER|_ENDPOINT|_UR[IL]|_URLS|_CLOUD"
    r"|_ENVIRONMENT|_LEVEL|_TENANTS|_MODE|_TYPE|_VERSION|_WORKSPACE|_PREFIX|_AGENT)$|^AZURE_(?:EXCLUDE|HTTP|CORE)_"
)
_LEAST = 8  # characters of a value that is looked for; shorter ones occur by chance
_HEAD = 48  # characters of a value that its beginning is told by
_MOST = 64  # values looked for; of more, the oldest are forgotten
_TRIVIAL = re.compile(r"(?i)(?:true|false|disabled|enabled|default|undefined|required|optional|changeme|redacted)|(.)\1*")


def is_secret_name(name):
    """Whether a variable, or an extra field of a log record, has a secret by its name."""
    return bool(_SECRET_NAME.search(name)) or (name.startswith("AZURE_") and not _IDENTIFIER.search(name))


def _spellings(value):
    """The value as it is, quoted by repr, ascii, repr of bytes and JSON, percent-encoded, in hex, and within base64 at any offset."""
    raw = value.encode("utf-8", "surrogateescape")
    json = "".join(
        "\\" + char if char in "\"\\" else char if " " <= char <= "~" else "\\u%04x" % ord(char) for char in value
    )
    plain = set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
    found = [raw]
    for text in (repr(value)[1:-1], ascii(value)[1:-1], repr(raw)[2:-1], json):
        found.append(text.encode("utf-8", "backslashreplace"))
    for kept in (plain, plain | {0x2F}):
        found.append(b"".join(bytes((byte,)) if byte in kept else b"%%%02X" % byte for byte in raw))
    found += [found[-2].replace(b"%20", b"+"), binascii.hexlify(raw)]
    if len(raw) >= 12:
        for offset in range(3):
            # Characters that bits of what stands before or after go into are left out.
            text = binascii.b2a_base64(b"\0" * offset + raw, newline=False)
            whole = text[(0, 2, 3)[offset] : (len(raw) + offset) * 8 // 6]
            found += [whole, whole.replace(b"+", b"-").replace(b"/", b"_")]
    return found


class _Known:
    """Values to look for, each in all its spellings; longer ones first, for they may have others in them."""

    def __init__(self):
        self._values = {}
        self.spellings = ()
        self._hints = self._beginnings = None
        self.words = _WORDS

    def add(self, value):
        # Without what pads base64, for some leave it out.
        value = value.strip().rstrip("=")
        if len(value) < _LEAST or value in self._values or _TRIVIAL.fullmatch(value):
            return
        if value.startswith("/") and len(value) < 1024 and os.path.exists(value):
            return
        # Of one with several lines, as a private key, each line is looked for: logs take it apart.
        lines = [line for line in value.splitlines() if len(line) >= 16] if "\n" in value else [value]
        values = dict(self._values)
        values[value] = [spelling for line in lines for spelling in _spellings(line)]
        self._values = dict(list(values.items())[-_MOST:])
        every = {spelling for spellings in self._values.values() for spelling in spellings}
        self.spellings = tuple(sorted(every, key=len, reverse=True))
        self._hints = self._beginnings = None

    def hints(self):
        """An expression for whatever hints at a secret, in small letters; by first letters, for so it is fastest."""
        if self._hints is None:
            by_letter = {}
            for word in _HINTS + tuple(spelling.lower() for spelling in self.spellings):
                by_letter.setdefault(word[:1], set()).add(re.escape(word[1:]))
            groups = [re.escape(letter) + b"(?:" + b"|".join(rest) + b")" for letter, rest in by_letter.items()]
            self._hints = re.compile(b"|".join(groups))
        return self._hints

    def begins_in(self, line):
        """Where in the line a value may begin that goes on after it; its length if nowhere."""
        if self._beginnings is None:
            self._beginnings = {s[:end] for s in self.spellings for end in range(1, min(len(s), _HEAD + 1))}
            self._longest = max(map(len, self.spellings), default=0)
            self._spaced = any(len(spelling.split()) > 1 for spelling in self.spellings)
        # Most values have no space in them: then the last word is enough to look at.
        word = 0 if self._spaced else len(line) - len((b"x" + line).rsplit(None, 1)[-1])
        for start in range(max(0, word, len(line) - self._longest), len(line)):
            if line[start : start + _HEAD] in self._beginnings:
                rest = line[start:]
                if len(rest) <= _HEAD or any(spelling.startswith(rest) for spelling in self.spellings):
                    return start
        return len(line)


_known = _Known()


def learn(name, value):
    """Takes in a variable of the environment: its value, or secrets within it, will not be shown from now on."""
    if name == "AZURE_FEDERATED_TOKEN_FILE":
        try:
            with open(value, "rb") as file:
                _known.add(file.read(16384).decode("ascii", "replace"))
        except OSError:
            pass  # Not there yet: its content is a web token, which shows by its form.
    if is_secret_name(name):
        _known.add(value)
    text = value.encode("utf-8", "surrogateescape")
    for start, end in _in_forms(text):
        if (start, end) != (0, len(text)):
            _known.add(text[start:end].decode("utf-8", "surrogateescape"))


# ---- Looking

def is_clean(text):
    """Whether nothing hints at a secret: the quick answer for nearly every line."""
    lower = text.lower()
    if len(text) < 512:  # A line: one expression is faster than many searches, for long text it is slower.
        return _known.hints().search(lower) is None
    return all(lower.find(hint) < 0 for hint in _HINTS) and all(text.find(value) < 0 for value in _known.spellings)


def _in_forms(text):
    lower = text.lower()
    return [
        match.span(match.lastindex)
        for form in _FORMS
        if any(word in lower for word in form.words)
        for match in form.matches(text)
    ]


def find(text):
    """Where secrets are: ordered ranges that do not touch. In binary data only known values are looked for."""
    ranges = [] if b"\0" in text else _in_forms(text)
    for spelling in _known.spellings:
        start = text.find(spelling)
        while start >= 0:
            ranges.append((start, start + len(spelling)))
            start = text.find(spelling, start + 1)
    merged = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def open_private_key(text):
    """Where a private key begins that goes on beyond the end of the text; -1 if none does."""
    if b"PRIVATE KEY-----" not in text:
        return -1
    return next((match.start() for match in _PRIVATE_KEYS.matches(text) if match.end() == len(text)), -1)


def _beginnings(lead, follows):
    """An expression for any beginning of `lead`, or all of it and what follows."""
    expression = follows + rb"*"
    for index in range(len(lead) - 1, -1, -1):
        expression = re.escape(lead[index : index + 1]) + (
            rb"(?:" + expression + rb")?" if index + 1 < len(lead) else expression
        )
    return expression


_OPEN = {}


def _open(name):
    """Expressions for what may become a secret as more is written; compiled when a line is first written in parts."""
    if not _OPEN:
        leads = [(lead, follows) for lead, follows, _ in _MARKED_TOKENS] + [(rb"eyJ", rb"[\w.-]")]
        tokens = rb"|".join(_beginnings(lead, follows) for lead, follows in leads)
        names = rb"(?:AZURE_[A-Z0-9_]+|" + _STRONG_NAMES + rb"|" + _WEAK_NAMES + rb"|(?i:authorization|\bsig|\bpwd)"
        names += rb"|(?i:AccountKey|SharedAccessKey|SharedAccessSignature))"
        scheme = rb"(?:(?i:bearer|basic|digest|token|sharedkey)[ \t]+)?"
        value = _LETTER + rb"\\*(?:[\"']" + scheme + rb"([^\"'\r\n]+)|" + scheme + rb"([^\s\"']+))\Z"
        _OPEN["token"] = re.compile(rb"(?<![A-Za-z0-9])(" + tokens + rb")\Z")
        _OPEN["address"] = re.compile(rb"://[^\s/:@]*:(?![0-9]{1,5}\Z)([^\s/@]+)\Z")
        _OPEN["random"] = re.compile(rb"(?<![\w~+/.-])([\w~+/.-]{16,}=*)\Z")
        _OPEN["named"] = re.compile(rb"(?:" + names + _GIVEN + rb"|(?i:bearer)[ \t:=]+)" + value)
    return _OPEN[name]


def safe_length(line, clean, flushing):
    """How much of an unfinished line can be shown: up to where a secret may have begun. `clean` is is_clean of the line.

    One who flushes means to show what there is: then a beginning is held back only if it has four characters or more.
    """
    start = _known.begins_in(line)
    if not line[-1:].isspace() and b"\0" not in line:
        word = line.rsplit(None, 1)[-1]
        names = ["token"]
        if not clean:
            names.append("address")
        if len(word) >= 16 and not flushing:
            names.append("random")
        for match in (_open(name).search(word) for name in names):
            if match:
                start = min(start, len(line) - len(word) + match.start(1))
        match = None if clean else _open("named").search(line)
        if match:
            start = min(start, match.start(match.lastindex))
    return start if len(line) - start >= (4 if flushing else 1) else len(line)
