"""Gives each test of an assignment its questions."""

import pytest

pytest.register_assert_rewrite("tests.solutions.contract")


def pytest_generate_tests(metafunc):
    if "name" in metafunc.fixturenames:
        from tests.solutions.contract import code_questions

        metafunc.parametrize("name", code_questions(metafunc.cls.assignment))
