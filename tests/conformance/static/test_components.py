"""Whether components and items belong together."""

from __future__ import annotations

from tests.conformance.asked import problems, subject_of, told


def test_a_component_without_an_item_and_an_item_without_a_component() -> None:
    """Each is told at its own line."""
    lost = ("{id: asks_again, component: talk, dimension", "{id: asks_again, dimension")
    more = (
        "  - {id: talk, title: Talking about the story}",
        "  - {id: talk, title: Talk}\n  - {id: again, title: Again}",
    )
    first, second = told("covered", lost, more)
    assert first == ("component-unseen", "- {id: again, title: Again}")
    assert (second[0], second[1][:18]) == ("item-homeless", "- {id: asks_again,")


def test_without_components_only_that_is_told() -> None:
    """Items of a checklist whose components are not named yet are not told one by one."""
    bare = 'schema: 1\nid: bare\nversion: "1"\ntitle: Bare\n'
    (problem,) = problems("covered", subject_of(text=bare, cases=""))
    assert problem.code == "no-components"
