"""What a sheet says to a reader who cannot see it: headings, paragraphs, tables and pictures, in reading order.

reportlab writes no structure of its own; the tree is added to its document as objects of ours.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from reportlab.pdfbase.pdfdoc import (
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFObject,
    PDFObjectReference,
)

from reports.written import plain

_ROOT = "structure"


@dataclass(slots=True, eq=False)
class Node:
    """One element. ``kids`` are elements, or marks: (page, number of the marked content on it)."""

    role: str
    parent: Node | None = None
    kids: list[Node | tuple[int, int]] = field(default_factory=list)
    alt: str = ""
    name: str = ""


class Tree:
    """Grows while pages are drawn; written when the document is complete."""

    def __init__(self) -> None:
        self.root = Node("Document")
        self._pages: list[list[Node]] = []

    def begin_page(self) -> None:
        self._pages.append([])

    def add(self, role: str, parent: Node | None = None, alt: str = "") -> Node:
        node = Node(role, parent or self.root, alt=plain(alt))
        (parent or self.root).kids.append(node)
        return node

    def mark(self, node: Node) -> int:
        """The number under which the page's next content belongs to the element."""
        page = self._pages[-1]
        node.kids.append((len(self._pages), len(page)))
        page.append(node)
        return len(page) - 1

    def write(self, document: Any) -> None:
        for number, node in enumerate(_walk(self.root)):
            node.name = f"{_ROOT}{number}"
        for node in _walk(self.root):
            document.Reference(_Element(node), node.name)
        parents = _Parents(self._pages)
        document.Reference(parents, f"{_ROOT}-parents")
        document.Reference(_Root(self.root.name), _ROOT)
        catalogue = document.Catalog
        catalogue.StructTreeRoot = PDFObjectReference(_ROOT)
        catalogue.MarkInfo = PDFDictionary({"Marked": "true"})
        catalogue.ViewerPreferences = PDFDictionary({"DisplayDocTitle": "true"})


def make_tagged(page: Any, number: int) -> None:
    """Joins a page to the tree; ``Tabs``: the tabulator follows the reading order."""
    page.__NoDefault__ = [*page.__NoDefault__, "StructParents", "Tabs"]
    page.StructParents = number - 1
    page.Tabs = PDFName("S")


def _walk(node: Node) -> Iterator[Node]:
    """Every element with something in it."""
    stack = [node]
    while stack:
        one = stack.pop()
        yield one
        stack += [kid for kid in reversed(one.kids) if isinstance(kid, Node) and kid.kids]


def _ref(document: PDFDocument, name: str) -> bytes:
    written: bytes = PDFObjectReference(name).format(document)
    return written


class _Root(PDFObject):
    """Where a reader begins."""

    __RefOnly__ = 1

    def __init__(self, first: str) -> None:
        self._first = first

    def format(self, document: PDFDocument) -> bytes:
        parents = _ref(document, f"{_ROOT}-parents")
        return b"<</Type/StructTreeRoot/K %s/ParentTree %s>>" % (_ref(document, self._first), parents)


class _Element(PDFObject):
    """A structure element."""

    __RefOnly__ = 1

    def __init__(self, node: Node) -> None:
        self._node = node

    def format(self, document: PDFDocument) -> bytes:
        node = self._node
        kids = b" ".join(
            _ref(document, kid.name)
            if isinstance(kid, Node)
            else b"<</Type/MCR/Pg %s/MCID %d>>" % (_ref(document, f"Page{kid[0]}"), kid[1])
            for kid in node.kids
            if not isinstance(kid, Node) or kid.kids
        )
        parent = _ref(document, node.parent.name if node.parent else _ROOT)
        alt = b"/Alt <feff%s>" % node.alt.encode("utf-16-be").hex().encode() if node.alt else b""
        return b"<</Type/StructElem/S/%s/P %s/K [%s]%s>>" % (node.role.encode(), parent, kids, alt)


class _Parents(PDFObject):
    """For each page, the elements of its marks."""

    __RefOnly__ = 1

    def __init__(self, pages: list[list[Node]]) -> None:
        self._pages = pages

    def format(self, document: PDFDocument) -> bytes:
        rows = (
            b"%d [%s]" % (number, b" ".join(_ref(document, node.name) for node in page))
            for number, page in enumerate(self._pages)
        )
        return b"<</Nums [%s]>>" % b"\n".join(rows)
