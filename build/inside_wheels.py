"""What was compiled into libraries whose makers list it nowhere: looked for in the files, versions read from them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

Known = tuple[str, str, str]  # name, version, licence


@dataclass(frozen=True, slots=True)
class Trace:
    """A pattern that a library shows if ``name`` is in it; its group, where it has one, is the version."""

    name: str
    licence: str
    file: str
    pattern: bytes


CORE, GUI, NETWORK = "Qt/lib/libQt6Core.so.6", "Qt/lib/libQt6Gui.so.6", "Qt/lib/libQt6Network.so.6"

# Names and licences as Qt's own attribution files have them. Where a part leaves no words of its own in the library,
# the class of Qt that uses it stands for it; where it tells no version, Qt's is given.
OF_QT: tuple[Trace, ...] = (
    Trace("pcre2", "BSD-3-Clause WITH PCRE2-exception", CORE, rb"PCRE2 does not support"),
    Trace("blake2", "CC0-1.0 OR Apache-2.0", CORE, rb"Blake2b_512"),
    Trace("sha3", "CC0-1.0", CORE, rb"RealSha3_256|Sha3_256"),
    Trace("rfc6234", "BSD-3-Clause", CORE, rb"Sha256"),
    Trace("md4", "LicenseRef-public-domain", CORE, rb"Md4"),
    Trace("md5", "CC0-1.0", CORE, rb"Md5"),
    Trace("tinycbor", "MIT", CORE, rb"QCborStreamReader"),
    Trace("double-conversion", "BSD-3-Clause", CORE, rb"QLocale"),
    Trace("siphash", "CC0-1.0", CORE, rb"QHashSeed"),
    Trace("easing", "BSD-3-Clause", CORE, rb"QEasingCurve"),
    Trace("forkfd", "MIT", CORE, rb"QProcess"),
    Trace("unicode-character-database and cldr", "Unicode-3.0", CORE, rb"QLocale"),
    Trace("libpng", "libpng-2.0", GUI, rb"libpng version (\d+\.\d+\.\d+)"),
    Trace("harfbuzz", "MIT-Modern-Variant", GUI, rb"hb_qt_face_get_for_engine"),
    Trace("md4c", "MIT", GUI, rb"mity/md4c"),
    Trace("emoji-segmenter", "Apache-2.0", GUI, rb"QTextEngine"),
    Trace("vulkan-memory-allocator", "MIT", GUI, rb"QRhiVulkan"),
    Trace("pixman", "MIT", GUI, rb"QImage"),
    Trace("icc-srgb-color-profile", "LicenseRef-ICC-License", GUI, rb"QColorSpace"),
    Trace("libpsl", "BSD-3-Clause AND MIT", NETWORK, rb"publicsuffix file"),
    Trace("publicsuffix-list", "MPL-2.0", NETWORK, rb"\.DAFSA@PSL_"),
    Trace("xcb-xinput", "MIT", "Qt/lib/libQt6XcbQpa.so.6", rb"XInputExtension"),
    Trace("wayland-protocols", "MIT", "Qt/lib/libQt6WaylandClient.so.6", rb"wl_compositor"),
    Trace("xsvg", "HPND", "Qt/lib/libQt6Svg.so.6", rb"QSvgRenderer"),
    Trace(
        "libjpeg-turbo", "IJG AND BSD-3-Clause AND Zlib", "Qt/plugins/imageformats/libqjpeg.so",
        rb"libjpeg-turbo version (\d+\.\d+\.\d+)",
    ),
)  # fmt: skip
OF_PSYCOPG: tuple[Trace, ...] = (
    Trace("openssl", "Apache-2.0", "libcrypto-*.so.3", rb"OpenSSL (3\.\d+\.\d+)"),
    Trace("krb5", "MIT", "libkrb5-*.so.3*", rb"krb5-(\d+\.\d+\.\d+)"),
    Trace("openldap", "OLDAP-2.8", "libldap-*.so.2*", rb"OpenLDAP"),
    Trace("libxcrypt", "LGPL-2.1-or-later", "libcrypt-*.so.1", rb"crypt_gensalt"),
)


def found(traces: tuple[Trace, ...], folder: Path, otherwise: str) -> Iterator[Known]:
    """Those whose trace is there; ``otherwise`` is the version where the file names none."""
    for trace in traces:
        for file in sorted(folder.glob(trace.file)):
            if seen := re.search(trace.pattern, file.read_bytes()):
                version = next((one.decode() for one in seen.groups() if one), otherwise)
                yield trace.name, version, trace.licence
                break


def in_folder(package: str, traces: tuple[Trace, ...], otherwise: str) -> Callable[[], tuple[Known, ...]]:
    """Asked when a build comes to that package: its folder among the installed ones."""

    def look() -> tuple[Known, ...]:
        import sysconfig  # noqa: PLC0415 - asked only at a build

        return tuple(found(traces, Path(sysconfig.get_path("purelib")) / package, otherwise))

    return look
