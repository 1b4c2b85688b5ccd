"""What a person does at the desk: open a form, fill in what differs, send it."""

from __future__ import annotations

from typing import Any

from django.test import Client


def opened(client: Client, url: str) -> dict[str, Any]:
    """A form as its page shows it: every field with what stands in it, hidden ones too."""
    form = client.get(url).context["form"]
    shown = {field.html_name: field.value() for field in form}
    return {name: value for name, value in shown.items() if value is not None}


def send(client: Client, url: str, **typed: Any) -> Any:
    """Open a form, fill in, send. The answer is a redirect where it was saved, the form again (422) where not."""
    return client.post(url, {**opened(client, url), **typed})


def sentences(answer: Any) -> str:
    """What a form that came back says is wrong."""
    return " ".join(str(sentence) for errors in answer.context["form"].errors.values() for sentence in errors)
