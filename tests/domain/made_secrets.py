"""Secrets that open nothing, made at run time, so that no scanner takes this file for a leak."""

from __future__ import annotations

import random
import string

_LETTERS = string.ascii_letters
_WORDS = string.ascii_letters + string.digits
_HEX = "0123456789abcdef"


def _some(alphabet: str, size: int) -> str:
    chance = random.Random(7)  # noqa: S311 - nothing is protected by it
    return "".join(chance.choice(alphabet) for _ in range(size))


def made() -> dict[str, tuple[str, str]]:
    """A text for each kind of secret, and the part of it that must not be seen."""
    block = "\n".join(["-----BEGIN RSA " + "PRIVATE KEY-----", _some(_WORDS, 64), "x" * 20 + "=="])
    block += "\n-----END RSA " + "PRIVATE KEY-----"
    aws, pepper = _some(_WORDS, 40), "tR0ub4" + "dor&3x"
    slack = "hooks." + "slack.com/"
    token = {
        "aws-key-id": "AK" + "IA" + _some("ABCDEFGH234567", 16),
        "github-token": "gh" + "p_" + _some(_WORDS, 36),
        "gitlab-token": "glp" + "at-" + _some(_WORDS, 20),
        "slack-token": "xo" + "xb-" + _some(string.digits, 12) + "-" + _some(_WORDS, 24),
        "stripe-key": "sk_" + "live_" + _some(_WORDS, 24),
        "stripe-webhook-secret": "whs" + "ec_" + _some(_WORDS, 32),
        "google-api-key": "AI" + "za" + _some(_WORDS, 35),
        "google-oauth-secret": "GOC" + "SPX-" + _some(_WORDS, 28),
        "pypi-token": "py" + "pi-" + _some(_WORDS, 80),
        "npm-token": "np" + "m_" + _some(_WORDS, 36),
        "anthropic-key": "sk-" + "ant-api03-" + _some(_WORDS, 90),
        "openai-key": "sk-" + "proj-" + _some(_WORDS, 48),
        "jwt": ".".join(("ey" + "J" + _some(_WORDS, 20), "ey" + "J" + _some(_WORDS, 30), aws)),
        "sendgrid-key": "S" + "G." + _some(_WORDS, 22) + "." + _some(_WORDS, 43),
        "twilio-key": "S" + "K" + _some(_HEX, 32),
        "digitalocean-token": "do" + "p_v1_" + _some(_HEX, 64),
        "huggingface-token": "h" + "f_" + _some(_LETTERS, 34),
        "hashicorp-token": "hv" + "s." + _some(_WORDS, 40),
        "databricks-token": "da" + "pi" + _some(_HEX, 32),
        "shopify-token": "shp" + "at_" + _some(_HEX, 32),
        "telegram-token": _some(string.digits, 9) + ":A" + "A" + _some(_WORDS, 33),
        "private-key": block,
    }
    path = "services/" + _some(_WORDS, 30)
    return {
        **{kind: (f"use {text} there", text) for kind, text in token.items()},
        "aws-secret-key": ("aws_" + f"secret_access_key = {aws}", aws),
        "slack-webhook": (f"https://{slack}{path}", path),
        "azure-storage-key": ("AccountName=x;Account" + f"Key={aws}{aws}==;", aws),
        "azure-signature": ("https://x.example/a?sv=1&si" + f"g={aws}%3D", aws),
        "url-password": (f"postgres://app:{pepper}@db.example/shop", pepper),
        "bearer-token": ("Authorization: Bear" + f"er {aws}", aws),
        "password": ("pass" + f'word: "{pepper}"', pepper),
    }
