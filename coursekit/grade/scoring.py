"""Scoring one question: otter-grader's own test file, on data that the student's process sends."""

import builtins

from coursekit.grade import wire
from coursekit.grade.notebook import one_line

HIDDEN_HINT = "Something that the checks in the notebook do not look at is not right yet."


class Environment(dict):
    """The notebook's variables, fetched one by one from the student's process, as data."""

    def __init__(self, line):
        """Fetch over `line`, a Wire."""
        super().__init__()
        self.line = line
        self.by_hand = ""  # why an answer has to be looked at by a person

    def __missing__(self, name):
        """Fetch a variable; None when the notebook has none of that name."""
        value = self[name] = self._ask({"get": str(name)}, name)
        return value

    def get(self, name, default=None):
        """Return a variable, None when there is none (so otter asks for arguments)."""
        return self[name]

    def __contains__(self, name):
        """Say whether the notebook has a variable of that name."""
        return super().__contains__(name) or bool(self._ask({"has": str(name)}, name))

    def _ask(self, message, name):
        self.line.send(message)
        answer = self.line.receive()
        if not isinstance(answer, dict):
            raise wire.Gone("no answer")
        if "error" in answer and "call" not in message:  # no wrong answer, but none at all
            answer = {"by hand": "so changed that it cannot be asked for"}
        if "by hand" in answer:
            self.by_hand = f"{name} is {one_line(answer['by hand'], 80)}, which cannot be compared"
            raise ValueError(self.by_hand)
        if "error" in answer:
            # Three words would be the message of a cell that stopped, and not about this one.
            if not isinstance(answer["error"], list) or len(answer["error"]) != 2:
                raise wire.Gone("no answer")
            kind, words = [str(word) for word in answer["error"]]
            known = getattr(builtins, kind, None)
            if not (isinstance(known, type) and issubclass(known, Exception)):
                known = RuntimeError
            try:
                raised = known(words)
            except Exception:  # some want more arguments than one
                raised = RuntimeError(words)
            raise raised
        if "value" not in answer:
            self.line.strayed = True
        from coursekit.grade import travel  # not at the top: the main process needs no pandas

        try:
            return travel.unpack(
                answer.get("value"), lambda place, a, k: self._call(name, place, a, k)
            )
        except Exception as error:
            self.by_hand = f"{name} did not arrive whole"
            raise ValueError(self.by_hand) from error

    def _call(self, name, place, arguments, keywords):
        from coursekit.grade import travel

        try:
            packed = travel.pack([list(arguments), keywords])
        except travel.CannotTravel as error:  # the check's own doing
            self.by_hand = f"{name} cannot be called with what its check wants to give it"
            raise ValueError(self.by_hand) from error
        return self._ask({"call": place, "with": packed}, name)


def check(name, source, line):
    """Check question `name` with its test file `source`, asking over `line` (a Wire).

    Return {"score", "possible", "hint", "by_hand"}. Raises Gone when the student's process has
    ended before all was asked.
    """
    from otter.test_files.exception_test import ExceptionTestFile

    test = ExceptionTestFile.from_string(source, path=f"{name}.py")
    environment = Environment(line)
    test.run(environment)
    score = None if environment.by_hand else test.score
    return {
        "score": score,
        "possible": test.possible,
        "hint": "" if environment.by_hand else hint(test),
        "by_hand": environment.by_hand,
    }


def hint(test):
    """Return the hint of the first test that failed, '' when all passed; for students' eyes.

    Of a hidden test neither its name nor its words are told.
    """
    failed = [result for result in test.test_case_results if not result.passed]
    if not failed:
        return ""
    public = [result for result in failed if not result.test_case.hidden]
    if not public:
        return HIDDEN_HINT
    _, found, words = (public[0].message or "").rpartition("AssertionError: ")
    if found and words.strip():
        return one_line(words)
    if public[0].test_case.failure_message:
        return one_line(public[0].test_case.failure_message)
    return "The check could not read this answer. Compare its type with the one asked for."


def possible(source):
    """Return the points that the test file `source` can give."""
    from otter.test_files.exception_test import ExceptionTestFile

    return ExceptionTestFile.from_string(source).possible
