"""What no wheel says of itself: licences, and what was compiled into it. Versions are asked of the libraries."""

from __future__ import annotations

import re
import sys
import sysconfig
from collections.abc import Callable, Mapping
from importlib.metadata import distribution, version
from pathlib import Path

from build import fonts
from build.facts import ROOT, facts_of_the_tree
from build.inside_wheels import OF_PSYCOPG, OF_QT, Known, in_folder

HERE = Path(__file__).parent / "licences"

LICENCES: Mapping[str, str] = {
    "pyside6_essentials": "LGPL-3.0-only OR GPL-3.0-only",
    "shiboken6": "LGPL-3.0-only OR GPL-3.0-only",
    "pjsua2-python": "GPL-2.0-or-later",
    "pjsua2_python": "GPL-2.0-or-later",
    "sqlcipher3": "Zlib",
    "sqlalchemy": "MIT",
    "apscheduler": "MIT",
    "tzlocal": "MIT",
    "miniaudio": "MIT",
    "polib": "MIT",
    "pcre": "BSD-3-Clause",
    "openssl-libs": "OpenSSL",
    "libcom_err": "MIT",
    "keyutils-libs": "LGPL-2.1-or-later",
    "krb5-libs": "MIT",
    "libselinux": "LicenseRef-public-domain",
    "certifi": "MPL-2.0",
    "phonenumbers": "Apache-2.0",
    "httpx": "BSD-3-Clause",
    "tzdata": "Apache-2.0",
    "h11": "MIT",
    "python-bidi": "LGPL-3.0-or-later",
    "pypdfium2": "BSD-3-Clause OR Apache-2.0",
    "reportlab": "BSD-3-Clause",
    "defusedxml": "PSF-2.0",
    "cyrus-sasl-lib": "BSD-4-Clause-UC",
    "libxau": "MIT-open-group",
    "freetype": "FTL OR GPL-2.0-or-later",
    "fribidi": "LGPL-2.1-or-later",
    "harfbuzz": "MIT-Modern-Variant",
    "libjpeg / libjpeg-turbo": "IJG AND BSD-3-Clause AND Zlib",
    "libtiff": "libtiff",
    "libwebp": "BSD-3-Clause",
    "libxcb": "MIT",
    "openjpeg": "BSD-2-Clause",
    "raqm": "MIT",
    "zlib": "Zlib",
    "pyinstaller": "GPL-2.0-or-later WITH Bootloader-exception",
}


def _texts(*names: str) -> tuple[Path, ...]:
    return tuple(HERE / f"{name}.txt" for name in names)


def _python_licence() -> tuple[Path, ...]:
    """Where CPython's own build or Debian's package keeps it."""
    short = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    places = (
        Path(sysconfig.get_path("stdlib")) / "LICENSE.txt",
        Path("/usr/share/doc") / f"lib{short}-minimal" / "copyright",
        Path("/usr/share/doc") / f"{short}-minimal" / "copyright",
        Path(sys.base_prefix) / "LICENSE.txt",
    )
    return tuple(place for place in places if place.is_file())[:1]


TEXTS: Mapping[str, tuple[Path, ...]] = {
    "ringdesk": (ROOT / "LICENSE",),
    "cpython": _python_licence(),
    "qt": _texts("LGPL-3.0", "Qt-third-parties"),
    "libpq": _texts("PostgreSQL"),
    "openldap": _texts("OpenLDAP"),
    "cyrus-sasl-lib": _texts("cyrus-sasl"),
    "libxcrypt": _texts("LGPL-2.1"),
    "krb5": _texts("krb5"),
    "icu": _texts("ICU"),
    "pyside6_essentials": _texts("LGPL-3.0"),
    "shiboken6": _texts("LGPL-3.0"),
    "pjsua2-python": _texts("GPL-2.0"),
    "pjsua2_python": _texts("GPL-2.0"),
    "pjsip": _texts("GPL-2.0"),
    "pcre": _texts("PCRE"),
    "openssl-libs": _texts("OpenSSL-1.0"),
    "openssl": _texts("Apache-2.0"),
    "libcom_err": _texts("libcom_err"),
    "keyutils-libs": _texts("LGPL-2.1"),
    "krb5-libs": _texts("krb5"),
    "libselinux": _texts("libselinux"),
    "sqlcipher": _texts("SQLCipher"),
    "noto-sans-sc": (ROOT / "resources" / "fonts" / "OFL.txt",),
    **{name.lower(): (fonts.OF_PAPER / "OFL.txt",) for name in fonts.made()},
}


def _first_version(text: str) -> str:
    found = re.search(r"\d+(\.\d+)+", text)
    return found.group() if found else ""


def _openssl_of_cryptography() -> Known:
    from cryptography.hazmat.backends.openssl import backend  # noqa: PLC0415 - asked only at a build

    return ("openssl", _first_version(backend.openssl_version_text()), "Apache-2.0")


def _ask_sqlcipher(pragma: str) -> str:
    import sqlcipher3  # noqa: PLC0415 - as above

    row = sqlcipher3.connect(":memory:").execute(f"PRAGMA {pragma}").fetchone()
    return str(row[0]) if row else ""


def _sqlcipher() -> Known:
    return ("sqlcipher", _first_version(_ask_sqlcipher("cipher_version")), "BSD-3-Clause")


def _sqlite() -> Known:
    import sqlcipher3  # noqa: PLC0415 - as above

    return ("sqlite", sqlcipher3.sqlite_version, "blessing")


def _openssl_of_sqlcipher() -> Known:
    """The library itself tells only once a database has a key; so its own words are read from its file."""
    import sqlcipher3._sqlite3 as library  # noqa: PLC0415 - as above

    found = re.search(rb"OpenSSL (\d+\.\d+\.\d+)", Path(library.__file__).read_bytes())
    return ("openssl", found.group(1).decode() if found else "", "Apache-2.0")


def _libpq() -> Known:
    import psycopg  # noqa: PLC0415 - as above

    number = psycopg.pq.version()
    return ("libpq", f"{number // 10_000}.{number % 10_000}", "PostgreSQL")


def _pdfium() -> Known:
    import pypdfium2  # noqa: PLC0415 - as above

    return ("pdfium", str(pypdfium2.PDFIUM_INFO.build), "BSD-3-Clause AND Apache-2.0")


def _inside_pdfium() -> tuple[Known, ...]:
    """Its makers lay the licence of each part beside it, under the part's name, and tell no versions."""
    name, number, _ = _pdfium()
    named = (
        Path(str(file)).stem.partition("-")[0]
        for file in distribution("pypdfium2").files or ()
        if Path(str(file)).parent.name == "BUILD_LICENSES"
    )
    return tuple(
        (part, f"as in {name} {number}", "") for part in sorted(set(named) - {"pdfium", "libjpeg_turbo.ijg"})
    )


def _zxing() -> Known:
    return ("zxing-cpp (C++ library)", version("zxing-cpp"), "Apache-2.0")


def _pjsip() -> Known:
    return ("pjsip", version("pjsua2-python").partition(".post")[0], "GPL-2.0-or-later")


def _miniaudio() -> Known:
    import miniaudio  # noqa: PLC0415 - as above

    return ("miniaudio (C library)", str(miniaudio.lib_version()), "MIT-0 OR Unlicense")


def _icu() -> Known:
    import PySide6  # noqa: PLC0415 - as above

    found = sorted((Path(PySide6.__file__).parent / "Qt" / "lib").glob("libicudata.so.*"))
    return ("icu", found[0].name.rpartition(".so.")[2] if found else "", "Unicode-3.0")


PARTS_INSIDE: Mapping[str, tuple[Callable[[], Known], ...]] = {
    "cryptography": (_openssl_of_cryptography,),
    "sqlcipher3": (_sqlcipher, _sqlite, _openssl_of_sqlcipher),
    "pjsua2-python": (_pjsip,),
    "miniaudio": (_miniaudio,),
    "qt": (_icu,),
    "psycopg-binary": (_libpq,),
    "pypdfium2": (_pdfium,),
    "zxing-cpp": (_zxing,),
}
MANY_INSIDE: Mapping[str, Callable[[], tuple[Known, ...]]] = {
    "qt": in_folder("PySide6", OF_QT, f"as in Qt {version('PySide6-Essentials')}"),
    "psycopg-binary": in_folder("psycopg_binary.libs", OF_PSYCOPG, ""),
    "pypdfium2": _inside_pdfium,
}
# Said by a wheel of itself, and left out of the program by build/slim.py.
NOT_INSIDE: Mapping[str, tuple[str, ...]] = {
    "pillow": ("libavif", "PIL._avif", "PIL._imagingtk", "PIL._imagingcms", "Little CMS 2"),
}
OURS: Mapping[str, Callable[[], tuple[str, str]]] = {
    "ringdesk": lambda: (facts_of_the_tree().version, "GPL-3.0-or-later"),
    "cpython": lambda: ("{}.{}.{}".format(*sys.version_info[:3]), "PSF-2.0"),
    "qt": lambda: (version("PySide6-Essentials"), "LGPL-3.0-only OR GPL-3.0-only"),
    "noto-sans-sc": lambda: ("2.004", "OFL-1.1"),
    **fonts.made(),
}
