"""Hashing and checking passwords (argon2id)."""

import argon2
from flask import current_app

from hub.core.config import Environment

# Tests sign in hundreds of times; they prove the way, not the strength.
_CHEAP = argon2.PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
_STRONG = argon2.PasswordHasher()


def _hasher() -> argon2.PasswordHasher:
    testing = current_app.extensions["settings"].environment is Environment.TESTING
    return _CHEAP if testing else _STRONG


def hashed(password: str) -> str:
    return _hasher().hash(password)


def matches(password_hash: str, password: str) -> bool:
    """Whether this is the password; takes the time of a hash either way."""
    try:
        return _hasher().verify(password_hash, password)
    except (argon2.exceptions.VerificationError, argon2.exceptions.InvalidHashError):
        return False
