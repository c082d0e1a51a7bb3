import pytest

from tests.conftest import require
from tools.check_templates import CHECKER, faults, policy_faults, upgrade_faults
from tools.verdict import ROOT


def test_the_templates_are_in_order() -> None:
    require("htmx's own checker", (ROOT / CHECKER).is_file(), "install npm, then make setup")

    assert faults() == []


@pytest.mark.parametrize(
    "template",
    [
        '<b hx-on:click="x()">',
        '<b onclick="x()">',
        '<b style="color: red">',
        '<b hx-vals="js:{a: 1}">',
        '<b hx-vals="{% if a %}js:{a: 1}{% endif %}">',
        '<a href="javascript:x()">',
        "<script>x()</script>",
        "<style>b { color: red }</style>",
        '<b hx-trigger="click[ctrlKey]">',
    ],
)
def test_what_the_content_policy_refuses_is_found(template: str) -> None:
    assert next(iter(policy_faults("page.html", f"<p>\n{template}</p>"))).startswith("page.html:2: ")


@pytest.mark.parametrize(
    "template",
    [
        '<script src="/static/house.js" defer></script>',
        '<script type="application/json">{"a": 1}</script>',
        '<form hx-get="/posts" hx-trigger="change" hx-target:inherited="#list" hx-disable="find button">',
        '<p class="{{ "on" if open }}" lang="fr">{{ _("On") }}</p>',
    ],
)
def test_what_a_page_of_the_house_holds_is_allowed(template: str) -> None:
    assert not list(policy_faults("page.html", template))


def test_what_only_htmx_2_understood_is_found(tmp_path) -> None:
    require("htmx's own checker", (ROOT / CHECKER).is_file(), "install npm, then make setup")
    (tmp_path / "old.html").write_text('<b hx-get="/x" hx-ext="sse" hx-disable="this"></b>')

    told = list(upgrade_faults(ROOT / CHECKER, tmp_path))

    assert len(told) == 1
    assert "hx-ext" in told[0]
