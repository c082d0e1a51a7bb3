import os

from tools.dev import state_of


def test_a_changed_template_or_word_is_seen_and_a_built_file_is_not(tmp_path) -> None:
    for name in ("page.html", "palabre.po", "palabre.mo", "app.py"):
        (tmp_path / name).write_text("one")
    before = state_of(tmp_path)

    os.utime(tmp_path / "page.html", ns=(1, 1))
    os.utime(tmp_path / "palabre.mo", ns=(1, 1))
    after = state_of(tmp_path)

    assert {path.name for path in before} == {"page.html", "palabre.po", "app.py"}
    assert {path.name for path in before if before[path] != after[path]} == {"page.html"}
