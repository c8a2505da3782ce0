"""What can go wrong, as a small family.

OnrecordError
 ├─ InputError     one document cannot be taken in: it is set aside, the run goes on
 ├─ RecordError    the record file cannot be opened, written or trusted: the run stops
 ├─ UsageError     the call itself is off: nothing was done
 └─ OvertakenError somebody else decided first: nothing was done

Every message is one line: what happened, and how to mend it.
"""


class OnrecordError(Exception):
    """Root of the family; its text is a sentence a person can act on."""


class InputError(OnrecordError):
    """One document cannot be read; `where` names it as the user gave it."""

    def __init__(self, where: str, problem: str, remedy: str) -> None:
        super().__init__(f"{where}: {problem}; {remedy}")
        self.where = where
        self.problem = problem
        self.remedy = remedy

    def __reduce__(self) -> tuple[type["InputError"], tuple[str, str, str]]:
        """Travel between processes: exceptions pickle their message, not their fields."""
        return (InputError, (self.where, self.problem, self.remedy))


class RecordError(OnrecordError):
    """The record cannot be opened, written or trusted."""


class UsageError(OnrecordError):
    """The call asks for something that makes no sense."""


class OvertakenError(OnrecordError):
    """Somebody decided on the same thing since it was looked at."""
