"""Users and their memberships. A user stands on one closed side at most, for as long as the account lives."""

from __future__ import annotations

from typing import Any, ClassVar
from uuid import UUID

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils.functional import cached_property

from bersinar.foundation.offices.models import Office
from bersinar.foundation.wire.ids import uuid7
from bersinar.foundation.wire.rows import read

from . import proofs  # noqa: F401  Django finds the models of an app through this module
from .permissions import Permission
from .roles import ROLES, Role
from .sides import Side


class UserManager(BaseUserManager["User"]):
    def create_user(self, username: str, password: str, **fields: Any) -> User:
        user = User(username=username, **fields)
        user.set_password(password)
        user.save()
        return user


class User(AbstractBaseUser):
    """Somebody who logs in. `closed_side` is set by the first approved closed membership and never changes."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    username = models.CharField(
        "nama pengguna", max_length=60, unique=True, error_messages={"unique": "Nama pengguna ini sudah dipakai."}
    )
    full_name = models.CharField("nama lengkap", max_length=120)
    is_active = models.BooleanField("aktif", default=True)
    closed_side = models.CharField("sisi tertutup", max_length=12, blank=True, editable=False)
    must_change_password = models.BooleanField("wajib ganti kata sandi", default=False)
    has_factor = models.BooleanField("verifikasi dua langkah", default=False, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "username"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]

    objects = UserManager()

    class Meta:
        ordering = ["full_name"]

    def __str__(self) -> str:
        return self.full_name

    @cached_property
    def standing_memberships(self) -> list[Membership]:
        """Approved memberships in force, with their offices. Read once per request."""
        if not self.is_active:
            return []
        held = []
        for membership, office in read((Membership, Office), _IN_FORCE, [self.pk]):
            membership.user, membership.office = self, office
            held.append(membership)
        return [
            membership
            for membership in held
            if not membership.described.needs_approval
            # The wall once more: a closed role counts only when approved, and on the account's own side.
            or (membership.approved_at is not None and membership.side in (Side.OPEN, self.closed_side))
        ]

    @cached_property
    def side(self) -> Side:
        """The closed side this user works on, or open."""
        sides = {membership.side for membership in self.standing_memberships} - {Side.OPEN}
        return sides.pop() if len(sides) == 1 else Side.OPEN

    @cached_property
    def asks_factor(self) -> bool:
        """Whether a role held asks for the second factor."""
        return any(membership.described.asks_factor for membership in self.standing_memberships)

    @cached_property
    def permissions(self) -> frozenset[Permission]:
        return frozenset(p for membership in self.standing_memberships for p in membership.described.permissions)

    def may(self, permission: Permission) -> bool:
        return permission in self.permissions

    def offices_with(self, permission: Permission) -> list[Office]:
        """The offices in which this user holds a permission, without those beneath them."""
        return [m.office for m in self.standing_memberships if permission in m.described.permissions]

    def scope(self, permission: Permission) -> list[int]:
        """Ids of the offices whose records this permission opens: a subtree for open ones, the office for closed."""
        held = self.offices_with(permission)
        if not held:
            return []
        if permission.side.is_closed or permission in OWN_OFFICE_ONLY:
            return [office.pk for office in held]
        key = tuple(sorted({office.path for office in held}))
        if key not in self._scopes:
            self._scopes[key] = list(Office.objects.under(*held).values_list("pk", flat=True))
        return self._scopes[key]

    def offices_in(self, permission: Permission) -> list[Office]:
        """The offices of `scope` themselves, by their place in the tree. What they are is then not asked for again."""
        held = self.offices_with(permission)
        if not held or permission.side.is_closed or permission in OWN_OFFICE_ONLY:
            return held
        offices = list(Office.objects.under(*held))
        self._scopes[tuple(sorted({office.path for office in held}))] = [office.pk for office in offices]
        return offices

    @cached_property
    def _scopes(self) -> dict[tuple[str, ...], list[int]]:
        return {}

    @cached_property
    def home_office(self) -> Office | None:
        """Where the user works: the office of the first standing membership."""
        return self.standing_memberships[0].office if self.standing_memberships else None


_IN_FORCE = (
    "FROM access_membership JOIN offices_office ON offices_office.id = access_membership.office_id"
    " WHERE user_id = %s AND ended_at IS NULL ORDER BY granted_at"
)

# Writing is done where one works; a superior office reads its subtree and writes its own records.
OWN_OFFICE_ONLY = frozenset(
    {p for p in Permission if p.value.endswith(".write")}
    | {
        Permission.CARE_TAKE,
        Permission.CARE_SERVICE,
        Permission.CARE_MANAGE,
        Permission.COOPERATION_APPROVE,
        Permission.PLANNING_SIGN,
    }
)


class Membership(models.Model):
    """A role in an office and, where it has one, a section. A closed role waits for a second person's approval."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships", verbose_name="pengguna")
    office = models.ForeignKey(Office, on_delete=models.PROTECT, related_name="+", verbose_name="satuan kerja")
    section = models.ForeignKey(
        "offices.Section", null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="seksi"
    )
    role = models.CharField("peran", max_length=40, choices=[(role.code, role.name) for role in ROLES.values()])
    granted_by = models.UUIDField(null=True)
    granted_at = models.DateTimeField()
    approved_by = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["granted_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(approved_by__isnull=True) | Q(granted_by__isnull=True) | ~Q(approved_by=F("granted_by")),
                name="membership_approved_by_another",
                violation_error_message="Persetujuan harus oleh orang lain, bukan oleh yang mengusulkan.",
            ),
            models.UniqueConstraint(
                fields=["user", "office", "role"],
                condition=Q(ended_at__isnull=True),
                name="membership_once",
                violation_error_message="Pengguna ini sudah memegang peran itu di satuan kerja itu.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.described.name}, {self.office}"

    @property
    def described(self) -> Role:
        return ROLES[self.role]

    @property
    def side(self) -> Side:
        return self.described.side


def actor_name(actor: UUID) -> str:
    """The name behind an opaque actor id, for the audit screen."""
    return User.objects.filter(pk=actor).values_list("full_name", flat=True).first() or "pengguna tidak dikenal"
