"""The keys of what leaves the program: formats, cart numbers, podcast, drop folders, signature."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from datetime import time
from functools import partial
from itertools import combinations
from typing import Any
from urllib.parse import urlsplit
from uuid import UUID

from packager import entry_points
from packager.audio.profiles import PROFILES, Profile, profile
from packager.delivery.c2pa import Signing
from packager.delivery.cut import HIGHEST, CartPlan
from packager.errors import InputError, InputErrors
from packager.lang.registry import codes, name_of
from packager.station.model import EDITIONS
from packager.station.plans import DEFAULT_CARTS, DEFAULT_FORMATS, Access, AirRule, DropPlan, PodcastPlan
from packager.station.show import by_language
from packager.station.values import Reader, Value, read_each, read_keys, read_list
from packager.text.confine import shown

# Bitrates of MPEG-1 layer III, which 48 kHz needs (ISO/IEC 11172-3); below 64 no station airs it.
_MP3 = (64, 80, 96, 112, 128, 160, 192, 224, 256, 320)
_USUAL = {"mp3": 192, "m4a": 128, "opus": 64, "flac": 0}  # kbit/s


def _numbers(value: Value) -> tuple[int, int]:
    found = re.fullmatch(r"(\d{1,6})\s*-\s*(\d{1,6})", str(value.value).strip())
    first, last = (int(found[1]), int(found[2])) if found else (0, 0)
    if not 1 <= first < last <= HIGHEST:
        raise value.fault("is not a range of cart numbers", f"for example 310000-310999, from 1 to {HIGHEST}")
    return first, last


def _clock(value: Value) -> str:
    try:
        return f"{time.fromisoformat(value.text()):%H:%M:%S}"
    except ValueError as error:
        raise value.fault(f"'{value.value}' is not a time of day", 'write it as "08:00", in quotes') from error


CART: Mapping[str, Reader] = {
    "numbers": _numbers,
    "group": Value.text,
    "category": Value.text,
    "at": _clock,
    "hours": lambda value: value.whole(1, 24 * 366),
}


def _carts(value: Value) -> Mapping[str, CartPlan]:
    given = read_each(by_language(value, "ps: {numbers: 310000-310999}"), lambda child: read_keys(child, CART))
    plans = {**DEFAULT_CARTS, **{language: _cart(value.child(language), keys) for language, keys in given.items()}}
    for one, other in combinations([name for name in plans if name in given or name in EDITIONS], 2):
        if plans[one].first <= plans[other].last and plans[other].first <= plans[one].last:
            raise value.fault(f"{name_of(one)} and {name_of(other)} share cart numbers", "give each a range of its own")
    return plans


def _cart(value: Value, given: dict[str, Any]) -> CartPlan:
    language = str(value.path[-1])
    if "numbers" not in given and language not in DEFAULT_CARTS:
        raise value.fault("has no cart numbers", "for example 'numbers: 340000-340999'")
    usual = DEFAULT_CARTS.get(language, CartPlan(first=1, last=2))
    first, last = given.pop("numbers", (usual.first, usual.last))
    return replace(usual, first=first, last=last, **given)


def _rate(codec: str, value: Value) -> int | None:
    """The bitrate in kbit/s, 0 for a codec that has none; None where the format is not wanted."""
    if isinstance(value.value, bool):
        return _USUAL[codec] if value.value else None
    if codec == "flac":
        raise value.fault("must be true or false")
    rate = value.whole(16, 320)
    if codec == "mp3" and rate not in _MP3:
        raise value.fault(f"no MP3 has {rate} kbit/s", f"one of: {', '.join(map(str, _MP3))}")
    return rate


def _formats(value: Value) -> Mapping[str, int]:
    readers: dict[str, Reader] = {codec: partial(_rate, codec) for codec in _USUAL}
    given = read_keys(value, readers, "for example 'mp3: 192'")
    return {codec: rate for codec, rate in {**DEFAULT_FORMATS, **given}.items() if rate is not None}


def _url(value: Value) -> str:
    if not re.fullmatch(r"https?://[^\s/]+\S*", value.text()):
        raise value.fault(f"'{value.value}' is not an address", "for example https://radio.example/audio")
    return value.text()


def _email(value: Value) -> str:
    if not re.fullmatch(r"[^\s@]+@[^\s@]+\.[^\s@]+", value.text()):
        raise value.fault(f"'{value.value}' is not an email address")
    return value.text()


def _guid(value: Value) -> str:
    try:
        return str(UUID(value.text()))
    except ValueError as error:
        raise value.fault(f"'{value.value}' is not a GUID", "as the feed's podcast:guid has it") from error


PODCAST: Mapping[str, Reader] = {
    **dict.fromkeys(("title", "description", "author", "copyright"), Value.text),
    "guid": _guid,
    **dict.fromkeys(("base", "link", "url", "image"), _url),
    "email": _email,
    "category": lambda value: read_list(value, Value.text),
    "explicit": Value.flag,
}
_EACH = ("url", "guid")  # no two feeds share these


def _podcasts(value: Value) -> Mapping[str, PodcastPlan]:
    editions: dict[str, Reader] = {language: lambda child: read_keys(child, PODCAST) for language in codes()}
    given = read_keys(value, {**PODCAST, **editions}, "for example 'base: https://radio.example/audio'")
    shared = {name: item for name, item in given.items() if name not in codes()}
    if wrong := [name for name in _EACH if name in shared]:
        raise value.child(wrong[0]).fault("cannot be of both feeds", "put it under ps: or ur:")
    chosen = [language for language in codes() if language in given] or list(codes())
    return {
        language: _podcast({**shared, **given.get(language, {}), "language": language}, value) for language in chosen
    }


def _podcast(given: dict[str, Any], value: Value) -> PodcastPlan:
    needed = [field.name for field in fields(PodcastPlan) if field.default is MISSING]
    if missing := [name for name in needed if name not in given]:
        language = name_of(given["language"])
        raise value.fault(f"the podcast of {language} has no {', no '.join(missing)}", "a feed needs them")
    return PodcastPlan(**given)


def _language(value: Value) -> str:
    return value.one_of(codes(), "a language of this program")


def _address(value: Value) -> str:
    text = value.text().rstrip("/")
    try:
        parts = urlsplit(text)
        known = parts.scheme in ("sftp", "https", "http") and parts.hostname and parts.port != 0
    except ValueError:
        known = False
    if not known or parts.query or parts.fragment or text != "".join(text.split()):
        raise value.fault(f"'{shown(value.text())}' is not an address", "sftp://user@host/folder or https://host")
    if parts.password is not None or (parts.username and parts.scheme != "sftp"):
        raise value.fault(
            "has a password in it, which everyone would read", "name where it is with key-env or key-file"
        )
    if parts.scheme == "http" and parts.hostname not in ("localhost", "127.0.0.1", "::1"):
        raise value.fault("would send the key over an open line", "write https://")
    return text


DROP: Mapping[str, Reader] = {
    "system": lambda value: value.one_of(entry_points.names("packager.targets"), "a system that is known here"),
    "folder": Value.name,
    "address": _address,
    "editions": lambda value: read_list(value, lambda item: item.one_of(codes(), "a language of this program")),
    "taken": Value.flag,
    "latest": Value.flag,
    "keep": lambda value: value.whole(1, 3660),
}
ACCESS: Mapping[str, Reader] = {
    "key-env": Value.text,
    "key-file": Value.name,
    "known-hosts": Value.file,
    "station": lambda value: _slug(str(value.value), value),
    "playlists": lambda value: read_list(value, lambda item: item.whole(1, 2**31)),
    "podcast": lambda value: _slug(value.text(), value),
}


def _slug(text: str, value: Value) -> str:
    """What may stand as one part of an address."""
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,64}", text):
        raise value.fault(f"'{shown(text)}' is no name or number of AzuraCast's")
    return text


def _drop(value: Value) -> DropPlan:
    given = read_keys(value, {**DROP, **ACCESS}, "for example '{system: rivendell, folder: /mnt/drop}'")
    needed = ("system",) if "address" in given else ("system", "folder")
    if missing := [key for key in needed if key not in given]:
        raise value.fault(f"a drop folder has no '{missing[0]}'", "for example {system: rivendell, folder: /mnt/drop}")
    if "folder" in given and "address" in given:
        raise value.fault("has a folder and an address", "keep one; a folder behind an address is a part of it")
    if given.get("latest") and given["system"] == "rivendell":
        raise value.child("latest").fault(
            "Rivendell knows a programme by its cart number, which is every day's", "leave it out"
        )
    access = {key.replace("-", "_"): given.pop(key) for key in ACCESS if key in given}
    if access and "address" not in given:
        raise value.fault(f"'{next(iter(access)).replace('_', '-')}' is for an address", "a folder needs none")
    return DropPlan(languages=given.pop("editions", codes()), access=Access(**access), **given)


def _drops(value: Value) -> tuple[DropPlan, ...]:
    plans: tuple[DropPlan, ...] = read_list(value, _drop)
    places = [plan.place for plan in plans]
    if len(set(places)) < len(places):
        raise value.fault("two drop folders are the same", "give each system its own")
    return plans


SIGNING: Mapping[str, Reader] = {
    "certificates": Value.file,
    "key": Value.file,
    "algorithm": lambda value: value.one_of(("es256", "es384", "es512", "ps256", "ps384", "ps512", "ed25519"), "known"),
    "timestamps": _url,
}


def _signing(value: Value) -> Signing:
    given = read_keys(value, SIGNING, "for example 'certificates: station.pem'")
    faults: list[InputError] = [value.fault(f"has no '{key}'") for key in ("certificates", "key") if key not in given]
    if faults:
        raise InputErrors(faults)
    return Signing(**given)


def _one_number(value: Value, known: tuple[int, ...], what: str) -> int:
    if isinstance(value.value, bool) or value.value not in known:
        raise value.fault(f"{value.value} is not {what}", f"one of: {', '.join(map(str, known))}")
    return int(value.value)


LOUDNESS: Mapping[str, Reader] = {
    "profile": lambda value: value.one_of(PROFILES, "a loudness profile"),
    "integrated": lambda value: value.number(-36, -9),  # LUFS; EBU R 128 delivers at -23, loud podcasts at -14
    "true-peak": lambda value: value.number(-12, -0.5),  # dBTP
    "channels": lambda value: _one_number(value, (1, 2), "a number of channels"),
    "rate": lambda value: _one_number(value, (32_000, 44_100, 48_000), "a rate that is delivered"),  # MPEG-1's
    "bits": lambda value: _one_number(value, (16, 24), "a depth that is written"),
}


def _loudness(value: Value) -> Profile:
    if not isinstance(value.value, dict):
        return profile(value.one_of(PROFILES, "a loudness profile"))
    given = read_keys(value, LOUDNESS)
    return profile(given.pop("profile", "ebu-r128"), **{key.replace("-", "_"): item for key, item in given.items()})


READERS: Mapping[str, tuple[str, Reader]] = {
    "loudness": ("loudness", _loudness),
    "formats": ("formats", _formats),
    "picture": ("picture", Value.own_file),
    "cart": ("carts", _carts),
    "podcast": ("podcasts", _podcasts),
    "drops": ("drops", _drops),
    "signing": ("signing", _signing),
    "air": ("air", lambda value: AirRule(value.one_of(tuple(AirRule), "a rule for what may air"))),
    "air-unreviewed": ("air", lambda value: AirRule.ALL if value.flag() else AirRule.APPROVED_ONLY),  # as it was
    "name-editors": ("name_editors", Value.flag),
}
