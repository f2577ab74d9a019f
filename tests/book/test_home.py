"""The example on the home page prints what the page says."""

import doctest
import re


def test_the_example_is_true(root):
    (example,) = re.findall(
        r"```python\n(>>> .*?)```", (root / "book/index.md").read_text(), re.DOTALL
    )
    test = doctest.DocTestParser().get_doctest(example, {}, "book/index.md", "index.md", 0)
    report = []
    doctest.DocTestRunner().run(test, out=report.append)
    assert report == []
