"""Which names make one actor."""

from __future__ import annotations

import pytest

from tests.resolve.stage import person, read


def mentions(text: str, name: str) -> list[str]:
    return [span.exact for span in person(read(text), name).mentions]


def test_full_name_initials_nickname_and_surname_are_one_person() -> None:
    text = "Robert J. Hale spoke. Bob Hale smiled. Mr. Hale left. Hale’s car was red. Robert Hale sold it."
    record = read(text)
    people = [a for a in record.actors if a.kind == "person"]
    assert [a.name for a in people] == ["Robert J. Hale"]
    assert len(people[0].mentions) == 5


def test_father_and_son_stay_two() -> None:
    record = read("Robert Hale spoke first. Robert Hale Jr. spoke next.")
    assert [a.name for a in record.actors if a.kind == "person"] == ["Robert Hale", "Robert Hale Jr."]


def test_acronyms_and_short_forms_join_their_institution() -> None:
    record = read("The Council on Coastal Trade met. The CCT voted.")
    assert [(a.name, len(a.mentions)) for a in record.actors if a.kind == "organisation"] == [
        ("Council on Coastal Trade", 2)
    ]


def test_a_country_is_one_actor_under_all_its_names() -> None:
    record = read("The United States waited. America voted. The U.S. won against Peru.")
    assert [(a.name, a.side, len(a.mentions)) for a in record.actors if a.kind == "country"] == [
        ("United States", "usa", 3),
        ("Peru", "per", 1),
    ]


def test_roles_gather_from_all_mentions() -> None:
    record = read(
        "Polish President Marek Nowak spoke. Nowak, a former teacher, left. The Polish leader was tired."
    )
    assert [role.exact for role in person(record, "Marek Nowak").roles] == [
        "Polish President",
        "former teacher",
        "Polish leader",
    ]


@pytest.mark.parametrize(
    ("text", "name", "role", "side"),
    [
        ("Chile’s foreign ministry spokeswoman, Ana Ruiz, left.", "Ana Ruiz",
         "Chile’s foreign ministry spokeswoman", "chl"),
        ("Danish interior ministry spokesman Emil Roth left.", "Emil Roth",
         "Danish interior ministry spokesman", "dnk"),
        ("Iceland’s government spokesman, Emil Roth, left.", "Emil Roth", "Iceland’s government spokesman", "isl"),
        ("Emil Roth, Iceland’s housing agency chief, left.", "Emil Roth", "Iceland’s housing agency chief", "isl"),
    ],
)  # fmt: skip
def test_an_office_in_small_letters_is_part_of_a_role(text: str, name: str, role: str, side: str) -> None:
    actor = person(read(text), name)
    assert [span.exact for span in actor.roles] == [role]
    assert actor.side == side


def test_a_namesake_in_full_does_not_take_the_words_of_an_office_s_holder() -> None:
    text = "President Obama spoke on Tuesday. Among the guests was Tom Obama, a boy from Oslo. Obama left."
    assert mentions(text, "Obama") == ["Obama", "Obama"]
    assert mentions(text, "Tom Obama") == ["Tom Obama"]
    own = "President Reed spoke on Tuesday. Tom Reed left early. Reed smiled."
    assert mentions(own, "Tom Reed") == ["Reed", "Tom Reed", "Reed"]
