"""A language model as reader: any server that speaks the OpenAI protocol (Ollama, vLLM, llama.cpp).

It is asked for claims with verbatim quotations. What it answers is checked like a stranger's word: every
quotation is looked for in the text, and a claim whose words are not there is dropped and counted.
"""

import hashlib
import json
import logging
import re
from dataclasses import dataclass
from typing import Any, get_args

from onrecord.errors import InputError, UsageError
from onrecord.model import (
    Certainty,
    Claim,
    Document,
    Filler,
    Kind,
    Mode,
    Polarity,
    Reading,
    Span,
    Stage,
    Status,
    Voicing,
)

log = logging.getLogger(__name__)
LONGEST = 6_000
"""Characters of a document put into one question; longer ones are cut at paragraph ends."""
PROMPT = """You read news for a sourced record. List every claim in the text the user gives, as JSON:
{"claims": [{"kind": "incident|tie|proceeding|measure|count|statement", "type": "snake_case subtype",
"stage": "threatened|planned|foiled|attempted|carried_out or null", "status": "called_for|proposed|adopted|rejected|lifted or null",
"polarity": "affirmed|denied", "certainty": "stated|probable|possible", "mode": "actual|planned|called_for|conditional",
"roles": {"role name": ["verbatim words"]}, "said_by": ["verbatim words naming the speaker, outermost first"],
"evidence": ["verbatim sentence"]}]}
Roles: perpetrators, targets, victims, weapons, sponsors; subject, object, post; person, authority, charge; actor; what; content.
Copy words exactly as they stand in the text. Leave out what the text does not say. Answer with the JSON alone."""


@dataclass(frozen=True, slots=True)
class LlmReader:
    """A reader that asks a language model.

    Args:
        endpoint: the server's address, up to and with "/v1".
        model: the model's name on that server.
        seconds: how long to wait for one answer.
    """

    endpoint: str
    model: str
    seconds: float = 120.0

    def __call__(self, document: Document) -> Reading:
        """Read one document.

        Raises:
            InputError: the server cannot be reached, is too slow, or answers with no JSON twice.
            UsageError: the extra is not installed.
        """
        from onrecord.read import grounds

        reading = grounds(document)
        reading.claims = []
        if reading.tokens:
            for offset, piece in _pieces(document.text):
                for row in self._ask(document, piece):
                    claim = _claim(document, row, Span(offset, offset + len(piece)))
                    if claim is None:
                        reading.dropped += 1
                    else:
                        reading.claims.append(claim)
            if reading.dropped:
                log.warning(
                    "%s: %d claims dropped, their quotations are not in the text", document.address, reading.dropped
                )
        return reading

    def _ask(self, document: Document, piece: str) -> list[Any]:
        """The rows of one answer; asked a second time when the first is no JSON."""
        for _ in range(2):
            rows = _rows(self._answer(document, piece))
            if rows is not None:
                return rows
        raise InputError(
            document.address, f"{self.model} answered twice with something that is no JSON", "try another model"
        )

    def _answer(self, document: Document, piece: str) -> str:
        try:
            import openai
        except ImportError as error:
            raise UsageError("--reader llm: the openai client is missing; pip install 'onrecord[llm]'") from error
        client = openai.OpenAI(base_url=self.endpoint, api_key="none", timeout=self.seconds, max_retries=0)
        try:
            answer = client.chat.completions.create(
                model=self.model, temperature=0, seed=1, response_format={"type": "json_object"},
                messages=[{"role": "system", "content": PROMPT}, {"role": "user", "content": piece}],
            )  # fmt: skip
        except openai.APITimeoutError as error:
            raise InputError(
                document.address,
                f"{self.endpoint} gave no answer in {self.seconds:g} seconds",
                "use a smaller model or a longer --timeout",
            ) from error
        except openai.OpenAIError as error:
            raise InputError(
                document.address,
                f"{self.endpoint} cannot be asked ({_line(error)})",
                "check that the server runs and knows the model",
            ) from error
        finally:
            client.close()
        return (answer.choices[0].message.content or "") if answer.choices else ""


def _line(error: Exception) -> str:
    return " ".join(str(error).split())[:120] or type(error).__name__


def _pieces(text: str) -> list[tuple[int, str]]:
    """(offset, words) of stretches short enough for one question."""
    found, start = [], 0
    while start < len(text):
        end = min(len(text), start + LONGEST)
        if end < len(text):
            cut = max(text.rfind("\n\n", start, end), text.rfind(". ", start, end) + 1)
            end = cut if cut > start else end
        found.append((start, text[start:end]))
        start = end
    return found


def _rows(answer: str) -> list[Any] | None:
    """The claims of an answer, with or without a code fence around it; None when it holds no such JSON."""
    m = re.search(r"\{.*\}", answer, re.S)
    try:
        body = json.loads(m[0]) if m else None
    except ValueError:
        return None
    rows = body.get("claims") if isinstance(body, dict) else None
    return rows if isinstance(rows, list) else None


def _claim(document: Document, row: Any, within: Span) -> Claim | None:
    """A claim whose every evidence stands in the text; None for any other row."""
    if not isinstance(row, dict) or row.get("kind") not in get_args(Kind) or not isinstance(row.get("type"), str):
        return None
    evidence = [_find(document.text, words, within) for words in _strings(row.get("evidence"))]
    if not evidence or None in evidence:
        return None
    spans = tuple(sorted({s for s in evidence if s}))
    around = Span(spans[0].start, spans[-1].end)
    given = row.get("roles")
    pairs = given.items() if isinstance(given, dict) else ()
    roles = {str(role): fillers for role, words in pairs if (fillers := _fillers(document.text, words, around))}
    said_by = tuple(Voicing(f.name, f.spans) for f in _fillers(document.text, row.get("said_by"), within))
    kind, subtype = row["kind"], re.sub(r"\W+", "_", row["type"].strip().lower())
    names = [f"{role}={f.name}" for role in sorted(roles) for f in roles[role]]
    words = [document.text[s.start : s.end] for s in spans]
    identity = hashlib.sha256("\x1f".join((document.id, kind, subtype, *words, *names)).encode()).hexdigest()[:16]
    return Claim(
        identity, document.id, kind, subtype, spans, roles,
        stage=_one_of(Stage, row.get("stage"), None), status=_one_of(Status, row.get("status"), None),
        polarity=_one_of(Polarity, row.get("polarity"), "affirmed"), certainty=_one_of(Certainty, row.get("certainty"), "stated"),
        mode=_one_of(Mode, row.get("mode"), "actual"), said_by=said_by,
    )  # fmt: skip


def _one_of(choices: Any, value: Any, otherwise: Any) -> Any:
    return value if value in get_args(choices) else otherwise


def _strings(value: Any) -> list[str]:
    return [v for v in value if isinstance(v, str) and v.strip()] if isinstance(value, list) else []


def _fillers(text: str, words: Any, within: Span) -> tuple[Filler, ...]:
    found = [(w, _find(text, w, within)) for w in _strings(words)]
    return tuple(Filler(" ".join(w.split()), (span,), "") for w, span in found if span)


def _find(text: str, words: str, within: Span) -> Span | None:
    """Where words stand in a stretch of the text, white space aside; None where they do not."""
    pattern = r"\s+".join(re.escape(w) for w in words.split())
    m = re.compile(pattern).search(text, within.start, within.end)
    return Span(*m.span()) if m else None
