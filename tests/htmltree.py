"""A page of HTML as a tree of elements, just as much of it as tests need to read."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset(["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"])
SKIPPED = frozenset({"script", "style", "svg", "title", "datalist"})


@dataclass
class Node:
    """One element: its tag, attributes, children (elements and texts) and parent."""

    tag: str
    attrs: dict[str, str]
    parent: "Node | None" = None
    children: list["Node | str"] = field(default_factory=list)

    def walk(self) -> Iterator["Node"]:
        """This element and all inside it, in the order of the page."""
        yield self
        for child in self.children:
            if isinstance(child, Node):
                yield from child.walk()

    def all(self, tag: str, **attrs: str) -> list["Node"]:
        """Elements of that tag with these attributes (`class_` for class, as one of its words)."""
        return [node for node in self.walk() if node.tag == tag and node.has(attrs)]

    def has(self, attrs: Mapping[str, str]) -> bool:
        """Whether the attributes are these."""
        return all(
            value in self.attrs.get("class", "").split() if name == "class_" else self.attrs.get(name) == value
            for name, value in attrs.items()
        )

    @property
    def raw_text(self) -> str:
        """All text inside, letter for letter."""
        return "".join(child if isinstance(child, str) else child.raw_text for child in self.children)

    @property
    def text(self) -> str:
        """The text as it reads: blanks folded, without scripts and drawings."""
        return " ".join("".join(self._pieces()).split())

    def _pieces(self) -> Iterator[str]:
        for child in self.children:
            if isinstance(child, str):
                yield child
            elif child.tag not in SKIPPED:
                inline = child.tag in {"a", "b", "bdi", "em", "i", "span", "strong", "code"}
                yield from child._pieces() if inline else [" ", *child._pieces(), " "]


class _Builder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Node("page", {})
        self.here = self.root

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        node = Node(tag, {name: value or "" for name, value in attrs}, self.here)
        self.here.children.append(node)
        if tag not in VOID:
            self.here = node

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        node: Node | None = self.here
        while node is not None and node.tag != tag:
            node = node.parent
        if node is not None and node.parent is not None:
            self.here = node.parent

    def handle_data(self, data: str) -> None:
        self.here.children.append(data)


def parse(html: str) -> Node:
    """The page as a tree. Line ends as the HTML standard reads them."""
    builder = _Builder()
    builder.feed(html.replace("\r\n", "\n").replace("\r", "\n"))
    builder.close()
    return builder.root
