"""Content Credentials by a station's own certificate: valid, naming what spoke, and broken by one changed byte."""

from __future__ import annotations

import json
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from packager.audio.ffmpeg import binary
from packager.audio.wav import WavReader
from packager.delivery.c2pa import Key, manifest, sign, verdict
from packager.delivery.cut import Timers
from packager.errors import InputError, PackagerError

from .delivery_samples import DISCLOSURE, LONG_TITLE, cut, small_wav

c2pa = pytest.importorskip("c2pa", reason="the extra packager[c2pa] is not installed")
TIMERS = Timers(start=0.1, end=0.9)


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Key:
    """An authority of our own and a station's certificate under it."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec
    from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
    from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

    now = datetime.now(UTC)

    def name(text: str) -> x509.Name:
        return x509.Name(
            [x509.NameAttribute(NameOID.COMMON_NAME, text), x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Demo Radio")]
        )

    def usage(*, signs: bool) -> x509.KeyUsage:
        return x509.KeyUsage(
            digital_signature=not signs,
            content_commitment=False,
            key_encipherment=False,
            data_encipherment=False,
            key_agreement=False,
            key_cert_sign=signs,
            crl_sign=signs,
            encipher_only=False,
            decipher_only=False,
        )

    def certificate(subject: str, own: ec.EllipticCurvePrivateKey, by: ec.EllipticCurvePrivateKey) -> x509.Certificate:
        authority = own is by
        builder = (
            x509.CertificateBuilder()
            .subject_name(name(subject))
            .issuer_name(name("Demo CA"))
            .public_key(own.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=30))
            .add_extension(x509.BasicConstraints(ca=authority, path_length=None), critical=True)
            .add_extension(usage(signs=authority), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(own.public_key()), critical=False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(by.public_key()), critical=False)
        )
        if not authority:
            mail = x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION])
            builder = builder.add_extension(mail, critical=False)
        return builder.sign(by, hashes.SHA256())

    folder = tmp_path_factory.mktemp("key")
    root, leaf = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    chain = [certificate("Demo Radio", leaf, root), certificate("Demo CA", root, root)]
    (folder / "chain.pem").write_bytes(b"".join(one.public_bytes(Encoding.PEM) for one in chain))
    (folder / "key.pem").write_bytes(leaf.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return Key(certificates=folder / "chain.pem", private=folder / "key.pem")


def test_a_signed_wav_is_valid_and_keeps_its_chunks_and_sound(key: Key, tmp_path: Path) -> None:
    wav = small_wav(tmp_path / "a.wav", cut(), TIMERS)
    before = wav.read_bytes()
    assert verdict(wav) == ""
    sign(wav, cut(), DISCLOSURE, key)
    assert verdict(wav) in ("Valid", "Trusted")
    after = wav.read_bytes()
    assert after[12:2800] == before[12:2800]  # bext, fmt and cart
    with WavReader(wav) as reader:
        assert reader.frames == 48_000
    assert list(tmp_path.iterdir()) == [wav]


def test_an_mp3_says_what_spoke_and_who_reviewed_it(key: Key, tmp_path: Path) -> None:
    wav, mp3 = small_wav(tmp_path / "a.wav", cut(), TIMERS), tmp_path / "a.mp3"
    subprocess.run([binary(), "-v", "error", "-i", str(wav), str(mp3)], check=True)
    sign(mp3, cut(), DISCLOSURE, key)
    with c2pa.Reader(str(mp3)) as reader:
        store = json.loads(reader.json())
    told = json.dumps(store, ensure_ascii=False)
    assert "digitalsourcetype/algorithmicMedia" in told
    assert LONG_TITLE in told
    assert "Gul Bibi" in told


def test_one_changed_byte_of_sound_breaks_it(key: Key, tmp_path: Path) -> None:
    wav = small_wav(tmp_path / "a.wav", cut(), TIMERS)
    sign(wav, cut(), DISCLOSURE, key)
    data = bytearray(wav.read_bytes())
    data[40_000] ^= 1
    wav.write_bytes(data)
    assert verdict(wav) == "Invalid"


def test_what_cannot_be_signed_is_said_and_left_as_it_was(key: Key, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="no place for a signature"):
        sign(tmp_path / "a.opus", cut(), DISCLOSURE, key)
    wav = small_wav(tmp_path / "a.wav", cut(), TIMERS)
    before = wav.read_bytes()
    with pytest.raises(InputError, match="cannot be read"):
        sign(wav, cut(), DISCLOSURE, Key(certificates=tmp_path / "none.pem", private=key.private))
    with pytest.raises((InputError, PackagerError)):
        sign(wav, cut(), DISCLOSURE, Key(certificates=key.private, private=key.private))
    broken = tmp_path / "b.wav"
    broken.write_bytes(b"RIFF")
    with pytest.raises(PackagerError, match=r"b\.wav: could not be signed"):
        sign(broken, cut(), DISCLOSURE, key)
    assert wav.read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.wav", "b.wav"]


def test_the_claim_names_the_action_and_its_source() -> None:
    (action,) = manifest(cut(), DISCLOSURE)["assertions"][0]["data"]["actions"]
    assert action["action"] == "c2pa.created"
    assert action["digitalSourceType"] == DISCLOSURE.source_type.uri
    assert action["when"] == "2026-11-24T01:30:00+05:00"
