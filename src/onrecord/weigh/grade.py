"""The Admiralty grade of a finding: reliability A-F of its sources, credibility 1-6 by a short rule (docs/resolving.md).

NATO STANAG 2511, as used by police and armed forces. The rule counts origins and denials and nothing else: it never says that something is true.
"""

from collections.abc import Sequence

from onrecord.model import Support, Told

CREDIBILITY = {
    1: "confirmed by other sources", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable", 6: "cannot be judged",
}  # fmt: skip
RELIABILITY = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable", "E": "unreliable", "F": "cannot be judged",
}  # fmt: skip
CONFIRMED = 3
"""Origins from which on a finding nobody denies is confirmed."""


def credibility(support: Support, claims: Sequence[Told]) -> int:
    """1 to 6, from origins, denials, and whether anybody says it without "may" or "probably"."""
    if not support.origins or support.circular:
        return 6
    if support.denials:
        return 4 if support.origins > support.denials else 5
    if all(c.certainty != "stated" for c in claims if not c.denied):
        return 4
    return 1 if support.origins >= CONFIRMED else 2 if support.origins == 2 else 3


def reasons(support: Support, claims: Sequence[Told], letter: str) -> list[str]:
    """Why a finding has its grade, in sentences."""
    number = credibility(support, claims)
    told = ["F: how reliable its sources are cannot be judged; nobody has set it." if letter == "F" else f"{letter}: the best of its sources is set as {RELIABILITY[letter]}."]  # fmt: skip
    origins = f"{support.origins} independent origin{'s' if support.origins != 1 else ''} in {support.documents} document{'s' if support.documents != 1 else ''}"
    if support.circular:
        told.append("6: its sources only cite each other; where it began is not in the record.")
    elif not support.origins:
        told.append(
            f"6: the record holds {'denials of it' if support.denials else 'reports that were taken back'} only."
        )
    elif support.denials:
        more = "more" if number == 4 else "no more"
        told.append(
            f"{number}: {origins}, and {support.denials} who den{'ies' if support.denials == 1 else 'y'} it: {more} tell it than deny it."
        )
    elif number == 4:
        told.append(f"4: {origins}, all of which call it only possible or probable.")
    else:
        told.append(f"{number}: {origins}, and nobody denies it ({CONFIRMED} make 1, two make 2, one makes 3).")
    return told
