"""Keys of services: from the environment or the system's keyring, and never shown again."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from packager.errors import EngineUnavailable, InputError

if TYPE_CHECKING:
    from packager.engines.settings import Settings

OPTIONS = ("key-env", "keyring")
FORBIDDEN = ("key", "api-key", "api_key", "token", "password")
_SHORTEST = 4  # characters: anything shorter cannot be told from ordinary text


@dataclass(frozen=True)
class ApiKey:
    """A secret that no repr, log or error shows; "" where none is needed."""

    _value: str = field(default="", repr=False)

    def __bool__(self) -> bool:
        return bool(self._value)

    def reveal(self) -> str:
        """The secret itself, for the one request that needs it."""
        return self._value

    def scrub(self, text: str) -> str:
        """A text without the secret, in case a server repeats it."""
        return text.replace(self._value, "[key]") if len(self._value) >= _SHORTEST else text


def find(settings: Settings, usual: str = "") -> ApiKey:
    """The key that a station's options name; `usual` is the variable that is looked at unasked.

    Options: key-env (an environment variable), keyring ("service" or "service/user").
    Raises InputError for a key written into the options, EngineUnavailable where the named one is not there.
    """
    for name in FORBIDDEN:
        if name in settings.options:
            raise InputError(
                f"'{name}' in a station file would be read by everyone who sees it",
                where=settings.engine,
                hint="put the key into an environment variable and name that: key-env: NAME",
            )
    variable, ring = settings.text("key-env"), settings.text("keyring")
    if ring:
        return _from_keyring(ring, settings.engine)
    value = os.environ.get(variable or usual, "").strip() if variable or usual else ""
    if variable and not value:
        raise EngineUnavailable(
            f"the environment variable {variable} is not set", where=settings.engine, hint="set it to the service's key"
        )
    return ApiKey(value)


def _from_keyring(name: str, engine: str) -> ApiKey:
    service, _, user = name.partition("/")
    try:
        import keyring
    except ImportError as error:
        raise EngineUnavailable(
            "the package 'keyring' is not installed", where=engine, hint="pip install 'packager[keyring]'"
        ) from error
    try:
        value = keyring.get_password(service, user or "packager")
    except keyring.errors.KeyringError as error:
        raise EngineUnavailable("the system's keyring does not open", where=engine, hint="use key-env") from error
    if not value:
        raise EngineUnavailable(f"the keyring has no key '{name}'", where=engine, hint=f"keyring set {service} {user}")
    return ApiKey(value.strip())
