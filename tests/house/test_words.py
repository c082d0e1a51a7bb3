from babel.messages.catalog import Catalog

from tools.words import catalogue_of, catalogues, extracted, faults, message_faults, update


def told(message, translation, *, fuzzy: bool = False) -> list[str]:
    asked, given = Catalog(), Catalog(locale="fr")
    flags = ["fuzzy"] if fuzzy else []
    return list(message_faults("fr", asked.add(message), given.add(message, translation, flags=flags)))


def test_every_string_is_said_in_french() -> None:
    assert faults() == []


def test_strings_of_the_code_and_of_the_templates_are_found() -> None:
    found = {place.split("/")[2] for message in extracted() for place, _line in message.locations}

    assert {"web", "words"} <= found


def test_a_string_without_french_is_a_fault() -> None:
    assert told("Posts per day", "") == ["fr: not translated: 'Posts per day'"]


def test_a_fuzzy_string_is_a_fault() -> None:
    assert len(told("Posts per day", "Publications", fuzzy=True)) == 1


def test_a_translation_keeps_the_fields() -> None:
    assert not told("{count} of {all}", "{count} sur {all}")
    assert len(told("{count} of {all}", "{compte} sur {all}")) == 1
    assert len(told("%(n)d posts", "publications")) == 1


def test_the_singular_may_leave_the_number_out_and_the_plural_may_not() -> None:
    assert not told(("{n} post", "{n} posts"), ("une publication", "{n} publications"))
    assert len(told(("{n} post", "{n} posts"), ("{n} publication", "des publications"))) == 1
    assert len(told(("{n} post", "{n} posts"), ("{m} publication", "{n} publications"))) == 1


def test_an_update_keeps_what_is_said_takes_in_what_is_new_and_drops_the_rest(tmp_path) -> None:
    code = tmp_path / "src" / "palabre" / "pages.py"
    code.parent.mkdir(parents=True)
    code.write_text("_('Day')\n_('Week')\nngettext('{n} post', '{n} posts', 2)\n")
    update(tmp_path)
    path = catalogues(tmp_path)[0]
    path.write_text(path.read_text().replace('msgid "Day"\nmsgstr ""', 'msgid "Day"\nmsgstr "Jour"'))

    code.write_text("_('Day')\n_('Month')\n")
    update(tmp_path)
    once = path.read_text()
    update(tmp_path)

    said = {message.id: message.string for message in catalogue_of(path) if message.id}
    assert said == {"Day": "Jour", "Month": ""}
    assert not catalogue_of(path).fuzzy
    assert path.read_text() == once
