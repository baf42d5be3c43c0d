"""The alerts, the dashboard and the documents ask for figures that there are."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from adapters.port import Absent, Delivered, Refused, Throttled, Unknown
from bot.backlog import waiting
from bot.metrics import Metrics
from dialogues.address import Address, Platform, Workspace
from dialogues.event import Due, Occasion
from dialogues.person import TeamId
from tests.architecture.repository import ROOT

AT = datetime(2026, 11, 16, 9, tzinfo=UTC)
DELIVERED = Delivered(ref="1", address=Address(workspace=Workspace(platform=Platform("slack"), key="T"), user="U"))
THROTTLED = Throttled(retry_after=timedelta(seconds=1))
UNKNOWN = Unknown(reason="timeout")

#: The labels that Prometheus adds, and what one of its own figures has.
OF_PROMETHEUS = {"job", "instance"}

Figures = Mapping[str, Mapping[str, set[str]]]


class _BrokenError(Exception):
    pass


@cache
def figures() -> Figures:
    """The values of each label of each figure, once everything that is counted has happened."""
    metrics = Metrics()
    for delivery in (DELIVERED, THROTTLED, Refused(scope="message", reason="x"), UNKNOWN):
        metrics.delivered(delivery)
    for found in (DELIVERED, Absent(), THROTTLED, UNKNOWN):
        metrics.looked_up(found)
    due = Due(at=AT, occasion=Occasion.WINDOW, subject=TeamId("t"))
    with metrics.turn(due):
        pass
    with pytest.raises(_BrokenError), metrics.turn(due):
        raise _BrokenError
    metrics.queued(waiting((), at=AT), late=0)
    metrics.refused(route="/slack/events", status=401)
    labels: dict[str, dict[str, set[str]]] = {}
    for family in text_string_to_metric_families(metrics.page().decode()):
        for sample in family.samples:
            of_this = labels.setdefault(sample.name, defaultdict(set))
            for label, value in sample.labels.items():
                of_this[label].add(value)
    return labels


def faults(expression: str) -> Iterator[str]:
    """What an expression asks for that is not there."""
    names = set()
    for name, matchers in re.findall(r"\b((?:vardag|process)_\w+)(?:\{([^}]*)\})?", expression):
        names.add(name)
        if name not in figures():
            yield name
            continue
        for label, operator, value in re.findall(r'(\w+)(=~|!~|!=|=)"([^"]*)"', matchers):
            values = figures()[name].get(label, set())
            wanted = value.split("|") if "~" in operator else [value]
            if label not in OF_PROMETHEUS:
                yield from (f"{name}.{label}={each}" for each in wanted if each not in values)
    known = OF_PROMETHEUS.union(*(figures()[name] for name in names if name in figures()))
    for labels in re.findall(r"\bby \(([^)]*)\)", expression):
        yield from (f"by {label}" for label in re.split(r",\s*", labels) if label not in known)


def rules() -> list[dict[str, Any]]:
    content = yaml.safe_load((ROOT / "docs/alerts.yaml").read_text())
    return [rule for group in content["groups"] for rule in group["rules"]]


def panels() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads((ROOT / "docs/dashboard.json").read_text())["panels"]
    return found


def of_alerts() -> list[str]:
    return [rule["expr"] for rule in rules()]


def of_dashboard() -> list[str]:
    return [target["expr"] for panel in panels() for target in panel["targets"]]


def anchors(page: str) -> set[str]:
    """The addresses of a page's sections, as they are made of its headings."""
    headings = re.findall(r"^##+ (.*)$", (ROOT / page).read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-") for heading in headings}


@pytest.mark.parametrize("expressions", [of_alerts, of_dashboard])
def test_what_is_watched_is_there(expressions: Callable[[], list[str]]) -> None:
    asked = expressions()
    assert len(asked) >= 10
    assert [fault for expression in asked for fault in faults(expression)] == []


@pytest.mark.parametrize(
    ("expression", "fault"),
    [
        ("max(vardag_queues)", "vardag_queues"),
        ('max(vardag_queue{state="plannned"})', "vardag_queue.state=plannned"),
        ('sum(vardag_queue{outcome=~"planned"})', "vardag_queue.outcome=planned"),
        ("sum by (state) (vardag_deliveries_total)", "by state"),
        ("vardag_deliveries", "vardag_deliveries"),
    ],
)
def test_what_is_misspelt_is_found(expression: str, fault: str) -> None:
    assert list(faults(expression)) == [fault]


@pytest.mark.parametrize("expressions", [of_alerts, of_dashboard])
def test_what_all_replicas_say_alike_is_not_added_up(expressions: Callable[[], list[str]]) -> None:
    assert [each for each in expressions() if re.search(r"sum[^()]*\((?:\w+\()*vardag_queue", each)] == []


def test_every_alert_says_what_is_wrong_and_what_to_do() -> None:
    assert len({rule["alert"] for rule in rules()}) == len(rules())
    for rule in rules():
        assert rule["labels"]["severity"] in {"critical", "warning"}
        assert re.fullmatch(r"\d+[smh]", rule.get("for", "0s"))
        assert rule["annotations"].keys() == {"summary", "action", "page"}
        page, _, section = rule["annotations"]["page"].partition("#")
        assert section in anchors(page), rule["alert"]


def test_every_panel_says_what_it_shows_and_lies_beside_the_others() -> None:
    assert all(panel["title"] and panel["description"] for panel in panels())
    cells = [
        (x, y)
        for place in (panel["gridPos"] for panel in panels())
        for x in range(place["x"], place["x"] + place["w"])
        for y in range(place["y"], place["y"] + place["h"])
    ]
    assert len(cells) == len({*cells})
    assert max(x for x, _ in cells) < 24


def test_the_table_in_the_documents_has_every_figure_with_its_labels() -> None:
    text = (ROOT / "docs/operation.md").read_text()
    told = {
        name: set(labels.split(",")) if labels else set()
        for name, labels in re.findall(r"^\| `(vardag_\w+)(?:\{(.*?)\})?` \|", text, re.MULTILINE)
    }
    histogram = re.compile(r"_(bucket|count|sum)$")
    there = {
        histogram.sub("", name): labels.keys() - {"le"}
        for name, labels in figures().items()
        if name.startswith("vardag_") and not name.endswith("_created")
    }
    assert told == there


def test_the_documents_lead_somewhere() -> None:
    for page in [*(ROOT / "docs").glob("*.md"), ROOT / "README.md"]:
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text()):
            if not target.startswith("http"):
                file, _, section = target.partition("#")
                where = (page.parent / file).resolve() if file else page
                assert where.exists(), target
                assert not section or section in anchors(str(where.relative_to(ROOT))), target
