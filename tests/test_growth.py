"""The measure of growth itself: it must tell what is linear from what is not."""

from tests.growth import grows_in_proportion


def test_linear_work_grows_in_proportion():
    assert grows_in_proportion(lambda size: sum(range(size)), 800_000)


def test_work_that_grows_with_the_square_does_not():
    assert not grows_in_proportion(lambda size: [sum(range(size)) for _ in range(size)], 4_000)
