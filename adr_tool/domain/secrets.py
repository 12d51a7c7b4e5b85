"""Find secrets in a text: keys, tokens and passwords that must not be sent or written."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Secret:
    """Where a secret stands in a text, and of which kind it is; never the secret itself."""

    kind: str
    start: int
    end: int


def find_secrets(text: str) -> tuple[Secret, ...]:
    """Find what looks like a secret, in the order of the text.

    The patterns are those that the issuers document or that published scanners agree on, so
    that a hit is one nearly always. A value that is only called a password has to be a
    mixture of characters besides.
    """
    lowered = text.lower()
    found = [
        secret
        for pattern in _PATTERNS
        if any(hint in lowered for hint in pattern.hints)
        for secret in pattern.find(text)
    ]
    return _apart(found)


def redact(text: str) -> tuple[str, Counter[str]]:
    """Put `«secret:kind»` where a secret stands.

    Returns:
        The text without secrets, and how many of each kind were taken out.
    """
    found = find_secrets(text)
    kept, done = [], 0
    for secret in found:
        kept += [text[done : secret.start], f"«secret:{secret.kind}»"]
        done = secret.end
    return "".join((*kept, text[done:])), Counter(secret.kind for secret in found)


def _apart(found: list[Secret]) -> tuple[Secret, ...]:
    """Make one of secrets that overlap: it has the kind of the first."""
    merged: list[Secret] = []
    for secret in sorted(found, key=lambda s: s.start):
        last = merged[-1] if merged else None
        if last and secret.start < last.end:
            merged[-1] = Secret(last.kind, last.start, max(last.end, secret.end))
        else:
            merged.append(secret)
    return tuple(merged)


@dataclass(frozen=True, slots=True)
class _Pattern:
    """What one kind of secret looks like: the whole match, or its group `value`.

    Attributes:
        hints: Lower case; a text without any of them holds none of this kind.
        doubt: Says of a value that it is none after all.
    """

    kind: str
    hints: tuple[str, ...]
    form: re.Pattern[str]
    doubt: Callable[[str], bool] | None = None

    def find(self, text: str) -> Iterator[Secret]:
        group = "value" if "value" in self.form.groupindex else 0
        for match in self.form.finditer(text):
            if not (self.doubt and self.doubt(match[group])):
                yield Secret(self.kind, *match.span(group))


def _pattern(
    kind: str, hints: str, form: str, doubt: Callable[[str], bool] | None = None
) -> _Pattern:
    return _Pattern(kind, tuple(hints.split()), re.compile(form, re.DOTALL), doubt)


_LEAST_ENTROPY = 2.9
"""Bits per character of a value that only its name makes a secret: `Tr0ub4dor&3` has 3.3."""

_STAND_IN = re.compile(
    r"\$|[{}<>«»]|%\(|\*{3}|\.{3}|…|x{4}|example|sample|dummy|placeholder|change.?me|your|redacted|"
    r"secret|passw|token|insert|todo|vault|config|env\b|environ|process\.|os\.|://|\.\w+\(|/.*/",
    re.IGNORECASE,
)


def _is_stand_in(value: str) -> bool:
    """Whether a value is a name, a reference or a placeholder: no mixture of characters."""
    mixed = re.search(r"\d", value) and re.search(r"[A-Za-z]", value)
    return not mixed or bool(_STAND_IN.search(value)) or _entropy(value) < _LEAST_ENTROPY


def _entropy(value: str) -> float:
    counts = Counter(value)
    return -sum(n / len(value) * math.log2(n / len(value)) for n in counts.values())


def _is_reference(value: str) -> bool:
    return bool(
        re.search(r"[$*{}<>%]|^x+$|^(?:password|pass|pw|pwd|secret|token)$", value, re.IGNORECASE)
    )


_NAMES = (
    r"(?i:(?<![a-z])(?:password|passwd|passphrase|pwd|passwort|secret|api[_-]?key|apikey|"
    r"access[_-]?key|auth[_-]?token|access[_-]?token|private[_-]?token|token|credential))"
)
_END_OF_KEY = r"-----END (?:[A-Z0-9]+ ){0,3}PRIVATE KEY(?: BLOCK)?-----"

_PATTERNS = (
    _pattern(
        "private-key",
        "private",
        rf"-----BEGIN (?:[A-Z0-9]+ ){{0,3}}PRIVATE KEY(?: BLOCK)?-----(?:.*?{_END_OF_KEY}|.*\Z)",
    ),
    _pattern("aws-key-id", "akia asia", r"\b(?:AKIA|ASIA)[A-Z2-7]{16}\b"),
    _pattern(
        "aws-secret-key",
        "aws secret",
        r"(?i:aws[\w.-]{0,20}?secret[\w.-]{0,20}|secret_?access_?key)[\"']?\s{0,3}(?:=>|[:=])"
        r"\s{0,3}[\"']?(?P<value>[A-Za-z0-9/+]{40})(?![A-Za-z0-9/+=])",
    ),
    _pattern(
        "github-token",
        "ghp_ gho_ ghu_ ghs_ ghr_ github_pat_",
        r"\b(?:gh[pousr]_[A-Za-z0-9]{36,255}|github_pat_\w{22,255})",
    ),
    _pattern(
        "gitlab-token",
        "glpat- glptt- gldt- glrt- glcbt- glft- glsoat- glagent- glimt- gloas-",
        r"\bgl(?:pat|ptt|dt|rt|cbt|ft|soat|agent|imt|oas)-[\w-]{20,300}",
    ),
    _pattern("slack-token", "xox xapp-", r"\b(?:xox[abeoprs]|xapp-\d)-[A-Za-z0-9-]{10,250}"),
    _pattern(
        "slack-webhook",
        "hooks.slack.com",
        r"\bhooks\.slack\.com/(?P<value>(?:services|workflows|triggers)/[\w/+-]{20,200})",
    ),
    _pattern("stripe-key", "_live_ _test_", r"\b(?:sk|rk)_(?:live|test)_[A-Za-z0-9]{16,250}"),
    _pattern("stripe-webhook-secret", "whsec_", r"\bwhsec_[A-Za-z0-9+/=]{24,100}"),
    _pattern("google-api-key", "aiza", r"\bAIza[\w-]{35}(?![\w-])"),
    _pattern("google-oauth-secret", "gocspx-", r"\bGOCSPX-[\w-]{20,60}"),
    _pattern("pypi-token", "pypi-", r"\bpypi-[\w-]{50,400}"),
    _pattern("npm-token", "npm_", r"\bnpm_[A-Za-z0-9]{36}\b"),
    _pattern("anthropic-key", "sk-ant-", r"\bsk-ant-[\w-]{20,300}"),
    _pattern(
        "openai-key",
        "sk-",
        r"\bsk-(?:(?:proj|svcacct|admin)-[\w-]{20,300}|(?=[A-Za-z]*\d)[A-Za-z0-9]{32,64}\b)",
    ),
    _pattern("jwt", "eyj", r"\beyJ[\w-]{10,6000}\.eyJ[\w-]{10,6000}\.[\w-]{10,2000}"),
    _pattern(
        "azure-storage-key",
        "accountkey",
        r"(?i:AccountKey)\s{0,3}=\s{0,3}(?P<value>[A-Za-z0-9+/]{40,100}={0,2})",
    ),
    _pattern("azure-signature", "sig=", r"[?&]sig=(?P<value>[A-Za-z0-9%+/_-]{40,120}={0,2})"),
    _pattern("sendgrid-key", "sg.", r"\bSG\.[\w-]{16,40}\.[\w-]{30,60}"),
    # The literal comes first, because the search for a literal is what makes it fast.
    _pattern("twilio-key", "sk", r"SK(?<!\wSK)[0-9a-f]{32}\b"),
    _pattern("digitalocean-token", "_v1_", r"\bdo[oprt]_v1_[a-f0-9]{64}\b"),
    _pattern("huggingface-token", "hf_", r"\bhf_[A-Za-z]{34}\b"),
    _pattern("hashicorp-token", "hv", r"\bhv[sbr]\.[\w-]{24,300}"),
    _pattern("databricks-token", "dapi", r"\bdapi[a-f0-9]{32}\b"),
    _pattern("shopify-token", "shp", r"\bshp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}\b"),
    _pattern("telegram-token", ":aa", r"(?<![\w:])\d{8,10}:AA[\w-]{33}(?![\w-])"),
    _pattern(
        "url-password",
        "://",
        r"://[^\s:@/\"'`<>]{0,100}:"
        r"(?P<value>[^\s:@/\"'`<>]{3,200})@[\w\[.-]",
        _is_reference,
    ),
    _pattern(
        "bearer-token",
        "bearer basic",
        r"\b(?i:bearer|authorization[\"']?:\s{0,3}[\"']?basic)\s{1,3}"
        r"(?P<value>[\w.~+/-]{16,4000}={0,2})",
        _is_stand_in,
    ),
    _pattern(
        "password",
        "passw passphrase pwd secret key token credential",
        rf"{_NAMES}[\"']?\s{{0,3}}(?:=>|:=|[:=])\s{{0,3}}"
        r"(?P<quote>[\"']?)(?P<value>[^\s\"'`,;<>(){}\[\]]{8,200}+)(?P=quote)(?!\()",
        _is_stand_in,
    ),
)

KINDS = tuple(pattern.kind for pattern in _PATTERNS)
"""The kinds of secrets that are found."""
