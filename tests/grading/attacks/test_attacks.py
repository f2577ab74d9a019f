"""Each attack earns what its honest part earned, and touches nobody else."""

import json
from dataclasses import asdict

from grading.assessment import GRADED

KINDS = {"integrity", "confidentiality", "availability", "persistence"}


def test_an_attack_gains_nothing_and_costs_nobody_else(arena, attack):
    outcome = arena.begin(attack)
    beside = arena.grade({})
    outcome = outcome.result()

    assert points(beside) == points(arena.honest), "an honest submission, graded beside the attack"
    assert outcome.status == GRADED
    assert outcome.verdicts[attack.question].points == attack.earns
    for question, most in points(arena.honest).items():
        if question != attack.question and question not in attack.takes and "*" not in attack.takes:
            assert outcome.verdicts[question].points == most
    told = shown(outcome)
    assert [word for word in attack.secret if word in told] == []


def points(assessment):
    return {name: verdict.points for name, verdict in assessment.verdicts.items()}


def shown(assessment):
    """All that comes out of an assessment, but what went in."""
    return json.dumps({**asdict(assessment), "answers": {}}, ensure_ascii=False)


def test_there_are_attacks_of_every_kind_and_no_two_are_the_same(all_attacks):
    assert {attack.kind for attack in all_attacks} == KINDS
    assert len({attack.name for attack in all_attacks}) == len(all_attacks) >= 50
    assert len({(attack.source, *attack.more.values()) for attack in all_attacks}) == len(
        all_attacks
    )
