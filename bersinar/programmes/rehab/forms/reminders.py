"""The words of a reminder, as somebody is about to send them."""

from __future__ import annotations

from django import forms

from bersinar.foundation.reaching.messages import refused_words
from bersinar.foundation.ui.sealed import QUIET


class ReminderForm(forms.Form):
    """Words that may be read over a shoulder: none that tells what this is about."""

    text = forms.CharField(label="Pesan", max_length=400, widget=forms.Textarea(attrs={"rows": 3, **QUIET}))

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if found := refused_words(text):
            raise forms.ValidationError(f"Hapus kata “{'”, “'.join(found)}”: pesan dapat terbaca orang lain.")
        return text
