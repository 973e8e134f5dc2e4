"""One small dossier file as plain JSON, to spoil in many ways."""

import base64
import hashlib
import json
import traceback
from typing import Any

import pytest

from beschutdesk.exchange.dossier_json import BadDossier, read

SECRET = "GEHEIM-zwaluwstaart"
HEAD = "01a05a43-fc00-7000-8000-0000000000"
CONTENT = b"a picture"
DIGEST = hashlib.sha256(CONTENT).hexdigest()


def sample() -> dict[str, Any]:
    """A whole dossier: one of everything, two terms."""
    return {
        "format": "beschutdesk-dossier",
        "schema": 1,
        "candidate": {
            "id": HEAD + "01",
            "name_used": "Ann",
            "born": "2001-02-03",
            "good_at": ["Tellen", "Wegen"],
            "photo": {"sha256": DIGEST, "name": "ann.jpg", "type": "image/jpeg", "size": len(CONTENT)},
            "day_activity_week": [{"day": 4, "start": "09:00"}],
            "skills": [{"id": HEAD + "10", "skill": "on_time", "level": "can"}],
            "background": [{"id": HEAD + "11", "what": "School"}],
            "week_parts": [{"id": HEAD + "12", "kind": "school"}],
            "involved": [{"id": HEAD + "13", "name": "Moeder"}],
            "advices": [{"id": HEAD + "14", "outcome": "positive"}],
        },
        "employers": [
            {
                "id": HEAD + "02",
                "name": "Bakker",
                "supervisors": [{"id": HEAD + "03", "name": "Femke"}],
                "contacts": [{"id": HEAD + "15", "name": "Gerben"}],
                "sites": [{"id": HEAD + "16", "name": "Winkel"}],
            }
        ],
        "placements": [
            {
                "id": HEAD + "04",
                "candidate": HEAD + "01",
                "employer": HEAD + "02",
                "terms": [
                    {"id": HEAD + "05", "hours": 16, "supervisor": HEAD + "03"},
                    {"id": HEAD + "06", "hours": 20.5, "readers": ["floor"]},
                ],
            }
        ],
        "task_lists": [{"id": HEAD + "07", "placement": HEAD + "04", "tasks": [{"id": HEAD + "08", "state": "idea"}]}],
        "portfolios": [{"id": HEAD + "09", "candidate": HEAD + "01", "left_out": ["growth"], "sources": {"a": "b"}}],
        "visits": [
            {
                "id": HEAD + "17",
                "employer": HEAD + "02",
                "subjects": [{"id": HEAD + "18", "candidate": HEAD + "01", "placement": HEAD + "04"}],
            }
        ],
        "files": {DIGEST: base64.b64encode(CONTENT).decode()},
    }


def as_file(plain: Any) -> bytes:
    """The bytes of a file with this in it."""
    return json.dumps(plain).encode()


def put(plain: Any, path: str, value: Any) -> Any:
    """Set what a path such as ``placements.0.terms.1.hours`` names, and return the whole."""
    *way, last = (int(part) if part.isdigit() else part for part in path.split("."))
    target = plain
    for part in way:
        target = target[part]
    target[last] = value
    return plain


def refusal(data: bytes) -> str:
    """The message with which a file is refused; it must be one line, and hold nothing of the error below it."""
    with pytest.raises(BadDossier) as caught:
        read(data)
    message = str(caught.value)
    assert message == " ".join(message.split())
    assert caught.value.__context__ is None
    assert SECRET not in "".join(traceback.format_exception(caught.value))
    return message


def refused(path: str, value: Any) -> str:
    """The message after one change in the sample."""
    return refusal(as_file(put(sample(), path, value)))
