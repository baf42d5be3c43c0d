"""A page as a tree, with as much of a browser's manners as our pages need."""

from collections.abc import Iterator
from html.parser import HTMLParser

VOID = frozenset({"meta", "link", "input", "br", "path", "rect", "circle"})


class Element:
    """One element; `text` is what one reads in it."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: "Element | None") -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.content: list[Element | str] = []

    def __getitem__(self, name: str) -> str:
        return self.attributes[name]

    def get(self, name: str) -> str | None:
        return self.attributes.get(name)

    @property
    def classes(self) -> set[str]:
        return set(self.attributes.get("class", "").split())

    @property
    def children(self) -> list["Element"]:
        return [each for each in self.content if isinstance(each, Element)]

    @property
    def text(self) -> str:
        return "".join(each if isinstance(each, str) else each.text for each in self.content)

    @property
    def value(self) -> str:
        """What stands in a control."""
        match self.tag:
            case "select":
                options = self.all("option")
                chosen = [option for option in options if option.get("selected") is not None]
                return (chosen or options)[0]["value"]
            case "textarea":
                return self.text.removeprefix("\n")
            case _:
                return self.attributes.get("value", "")

    def all(self, selector: str) -> list["Element"]:
        """Those below that are `tag` or `tag.class`, in order."""
        tag, _, name = selector.partition(".")
        return [each for each in self._below() if each.tag == tag and (not name or name in each.classes)]

    def the(self, selector: str) -> "Element":
        """The only one."""
        (found,) = self.all(selector)
        return found

    def within(self, tag: str) -> "Element":
        """The nearest one around."""
        element = self.parent
        while element is not None and element.tag != tag:
            element = element.parent
        assert element is not None
        return element

    def _below(self) -> Iterator["Element"]:
        for child in self.children:
            yield child
            yield from child._below()


def parse(page: str) -> Element:
    """The tree of a page, every element of which is closed."""
    parser = _Parser()
    parser.feed(page)
    parser.close()
    assert parser.at is parser.root, f"<{parser.at.tag}> is never closed"
    return parser.root


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = self.at = Element("", {}, None)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        assert len({name for name, _ in attrs}) == len(attrs), f"<{tag}> says something twice"
        element = Element(tag, {name: value or "" for name, value in attrs}, self.at)
        self.at.content.append(element)
        if tag not in VOID:
            self.at = element

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if tag in VOID:
            return
        assert self.at.tag == tag, f"</{tag}> where <{self.at.tag}> is open"
        assert self.at.parent is not None
        self.at = self.at.parent

    def handle_data(self, data: str) -> None:
        self.at.content.append(data)
