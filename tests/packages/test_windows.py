"""What can be tried of the Windows packages without Windows: the script compiles, and every program in it is signed."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from installer.windows.authenticode import NotSigned, Signer, portable_executables

ROOT = Path(__file__).parents[2]
SCRIPT = ROOT / "installer" / "windows" / "ringdesk.nsi"
TINY = 'Unicode True\nName "x"\nOutFile "{out}"\nSilentInstall silent\nSection\nSectionEnd\n'


def name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def authority(folder: Path, called: str) -> Signer:
    """A certificate authority of the test's own and a certificate for signing code."""
    now = dt.datetime.now(dt.UTC)
    root_key, key = (rsa.generate_private_key(65537, 2048) for _ in range(2))

    def certificate(whose: str, public: rsa.RSAPublicKey, *, signs_code: bool) -> x509.Certificate:
        builder = (
            x509.CertificateBuilder()
            .subject_name(name(whose))
            .issuer_name(name(called))
            .public_key(public)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - dt.timedelta(days=1))
            .not_valid_after(now + dt.timedelta(days=30))
            .add_extension(x509.BasicConstraints(ca=not signs_code, path_length=None), critical=True)
        )
        if signs_code:
            builder = builder.add_extension(
                x509.ExtendedKeyUsage([ExtendedKeyUsageOID.CODE_SIGNING]), critical=False
            )
        return builder.sign(root_key, hashes.SHA256())

    made = Signer(folder / f"{called}.crt", folder / f"{called}.key", folder / f"{called}-ca.crt")
    made.authority.write_bytes(
        certificate(called, root_key.public_key(), signs_code=False).public_bytes(Encoding.PEM)
    )
    made.certificate.write_bytes(
        certificate("Ringdesk test", key.public_key(), signs_code=True).public_bytes(Encoding.PEM)
    )
    made.key.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return made


@pytest.fixture(scope="module")
def signer(tmp_path_factory: pytest.TempPathFactory) -> Signer:
    return authority(tmp_path_factory.mktemp("authority"), "ours")


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Stands in for the frozen program, which only Windows can freeze: real programs and libraries, others' work."""
    folder = tmp_path_factory.mktemp("tree") / "console"
    (folder / "_internal" / "PySide6").mkdir(parents=True)
    script = folder.parent / "tiny.nsi"
    for program in ("ringdesk.exe", "ringdesk-engine.exe"):
        script.write_text(TINY.format(out=folder / program), encoding="utf-8")
        subprocess.run(["makensis", "-V1", str(script)], check=True)
    library = next(Path("/usr/share/nsis/Plugins").rglob("System.dll"))
    shutil.copyfile(library, folder / "_internal" / "python311.dll")
    shutil.copyfile(library, folder / "_internal" / "PySide6" / "QtCore.pyd")
    (folder / "MANIFEST").write_text("ringdesk manifest 1\n")
    return folder


def test_every_program_and_library_is_signed_and_verified(tree: Path, signer: Signer) -> None:
    with pytest.raises(NotSigned):
        signer.verify(tree / "ringdesk.exe")
    assert signer.sign_tree(tree) == 4
    for file in portable_executables(tree):
        signer.verify(file)


def test_a_bit_in_a_signed_file_and_another_authority_are_refused(
    tree: Path, signer: Signer, tmp_path: Path
) -> None:
    file = tmp_path / "ringdesk.exe"
    shutil.copyfile(tree / "ringdesk.exe", file)
    held = bytearray(file.read_bytes())
    held[len(held) // 4] ^= 1
    file.write_bytes(held)
    with pytest.raises(NotSigned):
        signer.verify(file)
    with pytest.raises(NotSigned):
        authority(tmp_path, "somebody else").verify(tree / "ringdesk.exe")


def test_a_program_under_another_name_does_not_slip_through(tree: Path, tmp_path: Path) -> None:
    shutil.copyfile(tree / "ringdesk.exe", tmp_path / "readme.dat")
    assert [file.name for file in portable_executables(tmp_path)] == ["readme.dat"]
    (tmp_path / "fake.dll").write_text("no library")
    with pytest.raises(NotSigned):
        list(portable_executables(tmp_path))


def test_the_installer_compiles_holds_the_tree_and_is_signed_with_its_uninstaller(
    tree: Path, signer: Signer, tmp_path: Path
) -> None:
    signer.sign_tree(tree)
    seen, out = tmp_path / "signed.txt", tmp_path / "RingdeskSetup.exe"
    hook = tmp_path / "sign"
    command = " ".join(f"'{word}'" for word in signer.command())
    hook.write_text(
        f'#!/bin/sh\nset -e\n{command} -in "$1" -out "$1.new" >/dev/null\nmv "$1.new" "$1"\n'
        f"basename \"$1\" >>'{seen}'\n"
    )
    hook.chmod(0o755)
    defines = [f"-DTREE={tree}", "-DVERSION=0.1.0.0", f"-DOUT={out}", f"-DSIGN={hook}"]
    done = subprocess.run(
        ["makensis", "-V2", "-WX", *defines, str(SCRIPT)], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    signer.verify(out)
    assert len(seen.read_text().splitlines()) == 2, "the installer and the uninstaller"


def test_the_script_says_what_it_needs() -> None:
    done = subprocess.run(["makensis", "-V2", str(SCRIPT)], capture_output=True, text=True, check=False)
    assert done.returncode != 0
    assert "TREE, VERSION and OUT must be given" in done.stdout + done.stderr
