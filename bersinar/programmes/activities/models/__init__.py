"""Kegiatan (a line of the year's programme), pelaksanaan (each time it is held), and the head-counts of both.

A pelaksanaan may have its attendance list instead of a head-count. Names on it are sealed: they are read on the
attendance page only, and a figure never knows them.
"""

from .activities import FAMILY_INTERVENTION, LIFE_SKILL, ORGANISED, Activity
from .attendees import Attendee
from .counts import ESTIMATE, NOT_RECORDED, HeadCount
from .families import Family, FamilyCohort, FamilyMember, FamilyRoll, FamilyTest
from .meetings import ATTENDANCE_LIST, FACE_TO_FACE, MEDIA, Attendance, Meeting
from .papers import FollowUp, Material, Minutes
from .requests import Request
from .speakers import PRIVATE, STAFF, Speaker, Talk

__all__ = [
    "ATTENDANCE_LIST",
    "ESTIMATE",
    "FACE_TO_FACE",
    "FAMILY_INTERVENTION",
    "LIFE_SKILL",
    "MEDIA",
    "NOT_RECORDED",
    "ORGANISED",
    "PRIVATE",
    "STAFF",
    "Activity",
    "Attendance",
    "Attendee",
    "Family",
    "FamilyCohort",
    "FamilyMember",
    "FamilyRoll",
    "FamilyTest",
    "FollowUp",
    "HeadCount",
    "Material",
    "Meeting",
    "Minutes",
    "Request",
    "Speaker",
    "Talk",
]
