"""What waits in this room for a user, as the desk's tasks tell it: signatures, answers, steps. Words and addresses only."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils import timezone

from bersinar.foundation.access.models import User
from bersinar.foundation.access.permissions import Permission
from bersinar.foundation.ui.waiting import Task

from .models import ActionStep, Agreement, Answer, Party, Proposal, Revision, Signature, TargetLine

AHEAD = timedelta(days=90)  # how long before its day a step is called to mind
_MOST = 5  # of one sort: the rest is one click away


def waiting(user: User) -> Iterator[Task]:
    """Everything of planning that waits for this user."""
    yield from _signatures(user)
    yield from _proposals(user)
    yield from _steps(user)


def _signatures(user: User) -> Iterator[Task]:
    """Performance agreements and addenda that wait for this head: the own office's first, then those beneath."""
    held = [office.pk for office in user.offices_with(Permission.PLANNING_SIGN)]
    if not held:
        return
    mine, beneath = Q(office_id__in=held), Q(office__parent_id__in=held)
    standing = Signature.objects.standing().filter(agreement=OuterRef("pk"), revision__isnull=True)
    by_first, by_second = standing.filter(party=Party.FIRST), standing.filter(party=Party.SECOND)
    lines = TargetLine.objects.standing().filter(agreement=OuterRef("pk"))
    # On paper it is signed already; and of whom nobody stands above, nobody signs here as the second.
    open_ones = Agreement.objects.standing().filter(
        Exists(lines), signed_on__isnull=True, office__parent__isnull=False, year__gte=timezone.localdate().year - 1
    )
    waiting = open_ones.filter((mine & ~Exists(by_first)) | (beneath & Exists(by_first) & ~Exists(by_second)))
    for one in waiting.select_related("office").order_by("-year")[:_MOST]:
        yield Task(f"Tanda tangani {one} {one.office}", reverse("planning:agreement_sign", args=[one.pk]), "pencil")
    agreed = Signature.objects.standing().filter(revision=OuterRef("pk"), party=Party.SECOND)
    addenda = Revision.objects.standing().filter(in_force_on__isnull=True, lines__isnull=False)
    addenda = addenda.filter((mine & Exists(agreed)) | (beneath & ~Exists(agreed))).distinct()
    for addendum in addenda.select_related("office", "agreement")[:_MOST]:
        verb = "Berlakukan" if addendum.office_id in held else "Setujui"
        words = f"{verb} {addendum} {addendum.office}"
        yield Task(words, reverse("planning:revision_sign", args=[addendum.pk]), "pencil")


def _proposals(user: User) -> Iterator[Task]:
    """Targets that the office above proposes and nobody has answered."""
    scope = user.scope(Permission.PLANNING_WRITE)
    if not scope:
        return
    answered = Answer.objects.standing().filter(proposal=OuterRef("pk"))
    waiting = Proposal.objects.standing().filter(~Exists(answered), to_office_id__in=scope).select_related("office")
    for one in waiting[:_MOST]:
        words = f"Jawab usulan {one.office}: {one.title} {one.year}, {one.amount_shown}"
        yield Task(words, reverse("planning:proposal_answer", args=[one.pk]), "target")


def _steps(user: User) -> Iterator[Task]:
    """Steps of action plans that are this user's, and for a planner those of the office that are late."""
    today = timezone.localdate()
    theirs = Q(office_id__in=user.scope(Permission.PLANNING_READ), person=user, due_on__lte=today + AHEAD)
    late = Q(office_id__in=user.scope(Permission.PLANNING_WRITE), due_on__lt=today)
    if not user.may(Permission.PLANNING_READ):
        return
    steps = ActionStep.objects.standing().filter(
        theirs | late, done_on__isnull=True, plan__closed_on__isnull=True, plan__cancelled_at__isnull=True
    )
    for one in steps.select_related("office").order_by("due_on")[:_MOST]:
        yield Task(
            f"Rencana aksi: {one.what}", reverse("planning:plan", args=[one.plan_id]), "target", one.due_on, one.is_late
        )
