from products.search import plan as plans
from products.search.ranking import Candidate, rank
from products.search.tests.builders import a_lexicon, a_reading


def test_stages_go_from_all_that_was_asked_to_any_of_it() -> None:
    plan = plans.plan(a_reading("خاتم فضة").groups)

    assert len(plan.stages) == 5
    assert "'^ring'" in plan.stages[0]
    assert " & " in plan.stages[0]
    assert " & " not in plan.stages[-1]


def test_nothing_in_a_lexeme_is_an_operator() -> None:
    assert plans.quoted("A=it's \\ & !") == "'A=it''s \\\\ & !'"


def test_close_kinds_answer_with_little_weight() -> None:
    groups, akin = plans.with_akin(a_reading("خاتم فضة").groups, a_lexicon())

    assert akin == [("^bracelet",), ("^jewellery",)]
    assert dict(groups[0].alternatives)["^bracelet",] < plans.RELATED


def test_what_has_all_comes_before_what_has_half_and_noise_is_cut() -> None:
    groups = a_reading("خاتم فضة").groups
    both = Candidate(1, 0.0, in_stock=True, matched=(1.28, 0.95))
    ring = Candidate(2, 9.0, in_stock=True, matched=(1.28, 0.0))
    close = Candidate(3, 9.0, in_stock=True, matched=(0.36, 0.95))
    mention = Candidate(4, 9.0, in_stock=True, matched=(0.0, 0.04))

    ranked = rank([mention, close, ring, both], groups, related_below=plans.RELATED)

    assert [one.product_id for one in ranked] == [1, 2, 3]
    assert [one.is_related for one in ranked] == [False, False, True]


def test_of_equals_the_popular_and_the_one_in_stock_come_first() -> None:
    groups = a_reading("خاتم").groups
    loved = Candidate(1, 9.0, in_stock=True, matched=(1.28,))
    gone = Candidate(2, 9.0, in_stock=False, matched=(1.28,))
    new = Candidate(3, 1.0, in_stock=True, matched=(1.28,))

    ranked = rank([new, gone, loved], groups, related_below=plans.RELATED)

    assert [one.product_id for one in ranked] == [1, 2, 3]
