"""What goes into a frozen program and what stays out. Read by the recipes (``*.spec``), which PyInstaller runs."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path, PurePosixPath

Listed = tuple[str, str, str]  # PyInstaller's: name inside, where it lies, kind

NEVER = (
    "tests", "build", "installer", "pytest", "mypy", "hypothesis", "setuptools", "pip", "pkg_resources", "distutils",
    "tkinter", "curses", "readline", "pdb", "doctest", "unittest", "pydoc", "ensurepip", "lib2to3",
    "idlelib", "turtle", "xmlrpc", "numpy", "IPython", "PyInstaller",
    "PySide6.QtQml", "PySide6.QtQuick", "PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "PySide6.QtTest",
    "PySide6.QtSql", "PySide6.QtDesigner", "PySide6.QtHelp", "PySide6.QtUiTools", "PySide6.QtQuickWidgets",
    "PySide6.QtXml",
    "PIL._avif", "PIL._imagingtk", "PIL._imagingcms", "click.testing", "defusedxml", "MySQLdb",
)  # fmt: skip
NOT_FOR_THE_CONSOLE = ("psycopg", "psycopg_binary", "click", "uvicorn", "fastapi")
NOT_FOR_THE_ENGINE = (
    "PySide6", "shiboken6", "sqlalchemy", "sqlcipher3", "cryptography", "httpx", "apscheduler", "reportlab",
    "phonenumbers", "polib", "certifi", "PIL", "pypdfium2", "zxingcpp", "xlsxwriter", "websockets",
)  # fmt: skip

# Of the system, where libraries are kept safe by the system's own updates: the package depends on them instead.
_OF_THE_SYSTEM = ("/usr/lib/", "/lib/", "/usr/lib64/", "/lib64/")
_YET_INSIDE = ("libpython3",)
_PYTHONS_OWN = ("/usr/lib/python3", "/usr/lib64/python3")  # where the interpreter is the system's

_QT_LIBRARIES_OUT = (
    "libQt6Qml", "libQt6Quick", "libQt6Pdf", "libQt6VirtualKeyboard", "libQt6OpenGLWidgets", "libQt6Test", "libQt6Sql",
    "libQt6EglF", "libQt6WaylandCompositor", "libQt6Designer", "libQt6Labs", "libQt6ShaderTools", "libQt6Concurrent",
)  # fmt: skip
_QT_PLUGINS_IN = (
    "platforms/libqxcb", "platforms/libqoffscreen", "platforms/libqwayland", "platforms/qwindows",
    "platforms/qoffscreen", "xcbglintegrations/", "wayland-", "iconengines/", "imageformats/libqsvg",
    "imageformats/libqjpeg", "imageformats/libqico", "imageformats/qsvg", "imageformats/qjpeg", "imageformats/qico",
    "platforminputcontexts/libcompose",
    "platforminputcontexts/libibus", "platformthemes/libqxdgdesktopportal", "styles/", "networkinformation/",
    "printsupport/",
)  # fmt: skip
_QT_WORDS_IN = ("qtbase_zh_CN.qm",)


def resources(root: Path) -> list[tuple[str, str]]:
    """The data of the house: everything in ``resources`` but its Python."""
    return [
        (str(file), str(file.relative_to(root).parent))
        for file in sorted((root / "resources").rglob("*"))
        if file.is_file() and file.suffix not in {".py", ".pyc"}
    ]


def kept(listed: Iterable[Listed]) -> list[Listed]:
    return sorted(one for one in listed if _is_kept(one[0], one[1]))


def _is_kept(name: str, source: str) -> bool:
    inside = PurePosixPath(name.replace("\\", "/"))
    is_of_the_system = source.startswith(_OF_THE_SYSTEM) and not source.startswith(_PYTHONS_OWN)
    if is_of_the_system and sys.platform == "linux":
        return inside.name.startswith(_YET_INSIDE)
    text = inside.as_posix()
    if inside.name.startswith(_QT_LIBRARIES_OUT):
        return False
    if "/Qt/plugins/" in text or "/plugins/" in text:
        return any(part in text for part in _QT_PLUGINS_IN)
    if "/translations/" in text and inside.suffix == ".qm":
        return inside.name in _QT_WORDS_IN
    return not (inside.suffix in {".pyi", ".h", ".cpp", ".cmake"} or "/Qt/qml/" in text)


def windows_icon(work: str) -> str | None:
    icon = Path(work) / "ringdesk.ico"
    return str(icon) if sys.platform == "win32" and icon.exists() else None


def windows_version(work: str) -> str | None:
    version = Path(work) / "version.txt"
    return str(version) if sys.platform == "win32" and version.exists() else None
