"""Pseudonyms: stable, different, and no way back without the key."""

import re

from grading.report import names
from grading.report.names import Pseudonyms


def test_a_student_keeps_a_pseudonym(tmp_path):
    first = Pseudonyms(tmp_path)
    assert re.fullmatch(r"student-[A-Z2-7]{6}", first["ada"])
    assert Pseudonyms(tmp_path)["ada"] == first["ada"]
    assert first.of(["ada", "ben"])["ada"] == first.of(["ada"])["ada"] == first["ada"]


def test_another_class_has_other_pseudonyms(tmp_path):
    one, two = Pseudonyms(tmp_path / "one"), Pseudonyms(tmp_path / "two")
    assert one["ada"] != two["ada"]


def test_only_the_owner_reads_the_key(tmp_path):
    Pseudonyms(tmp_path)
    key = tmp_path / "grades" / "pseudonyms.key"
    assert key.stat().st_mode & 0o777 == 0o600
    assert len(bytes.fromhex(key.read_text())) == 32


def test_a_thousand_students_have_a_thousand_pseudonyms(tmp_path):
    students = [f"student{i}" for i in range(1000)]
    chosen = Pseudonyms(tmp_path).of(students)
    assert list(chosen) == students
    assert len(set(chosen.values())) == 1000


def test_students_who_would_share_a_pseudonym_get_longer_ones(tmp_path, monkeypatch):
    monkeypatch.setattr(names, "LENGTH", 1)  # 32 pseudonyms for 100 students
    chosen = Pseudonyms(tmp_path).of(f"student{i}" for i in range(100))
    assert len(set(chosen.values())) == 100


def test_a_name_that_is_no_utf8_has_a_pseudonym(tmp_path):
    assert Pseudonyms(tmp_path)["j\udcfcrgen"].startswith("student-")
