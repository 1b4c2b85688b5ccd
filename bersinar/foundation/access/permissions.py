"""Every permission there is, with the side it belongs to."""

from __future__ import annotations

from enum import StrEnum

from .sides import Side


class Permission(StrEnum):
    ACTIVITIES_READ = "activities.read"
    ACTIVITIES_WRITE = "activities.write"
    SCREENING_READ = "screening.read"
    SCREENING_WRITE = "screening.write"
    SCREENING_RULES_WRITE = "screening.rules.write"
    SCREENING_RESULTS = "screening.results"
    COMMUNITY_READ = "community.read"
    COMMUNITY_WRITE = "community.write"
    IBM_READ = "ibm.read"
    IBM_WRITE = "ibm.write"
    SURVEYS_READ = "surveys.read"
    SURVEYS_WRITE = "surveys.write"
    INDICES_WRITE = "indices.write"  # apart from surveys: whoever enters these opens no sheet of a respondent
    COOPERATION_READ = "cooperation.read"
    COOPERATION_WRITE = "cooperation.write"
    COOPERATION_APPROVE = "cooperation.approve"  # personal data that leave the house, answers to objections
    PLANNING_READ = "planning.read"
    PLANNING_WRITE = "planning.write"
    PLANNING_SIGN = "planning.sign"  # a head's signature under what is promised
    CARE_TAKE = "carecentre.take"
    CARE_SERVICE = "carecentre.service"
    CARE_TREATMENT = "carecentre.treatment"
    CARE_ENFORCEMENT = "carecentre.enforcement"
    CARE_INFORMANT = "carecentre.informant"
    CARE_MANAGE = "carecentre.manage"
    REHAB_READ = "rehab.read"
    REHAB_WRITE = "rehab.write"
    REHAB_OVERRIDE = "rehab.override"
    REHAB_DECIDE = "rehab.decide"  # what leaves the treatment side, and what is erased
    SKHPN_READ = "skhpn.read"
    SKHPN_WRITE = "skhpn.write"
    SKHPN_RULES_WRITE = "skhpn.rules.write"
    ENFORCEMENT_READ = "enforcement.read"
    ENFORCEMENT_WRITE = "enforcement.write"
    STORE_KEEP = "store.keep"  # the second key to the store of evidence
    STORE_PLACES = "store.places"
    STORE_DECIDE = "store.decide"  # weights that differ by more than the office's limit
    ENFORCEMENT_ALL = "enforcement.all"  # also what a case keeps for its team
    FIGURES_READ = "figures.read"
    REPORT_WRITE = "report.write"
    REPORT_SIGN = "report.sign"
    REPORT_REVIEW = "report.review"  # of offices beneath the own one, never of that one
    PERIODS_CLOSE = "periods.close"
    AUDIT_READ = "audit.read"
    AUDIT_TREATMENT = "audit.treatment"
    AUDIT_ENFORCEMENT = "audit.enforcement"
    USERS_MANAGE = "users.manage"
    USERS_APPROVE = "users.approve"
    OFFICES_MANAGE = "offices.manage"
    CODES_MANAGE = "codes.manage"
    LETTERS_READ = "letters.read"
    LETTERS_WRITE = "letters.write"
    LETTERS_TREATMENT = "letters.treatment"
    LETTERS_ENFORCEMENT = "letters.enforcement"
    NUMBERS_WRITE = "numbers.write"

    @property
    def side(self) -> Side:
        return _SIDES.get(self, Side.OPEN)


_SIDES = {
    Permission.SCREENING_RESULTS: Side.TREATMENT,
    Permission.CARE_TREATMENT: Side.TREATMENT,
    Permission.REHAB_READ: Side.TREATMENT,
    Permission.REHAB_WRITE: Side.TREATMENT,
    Permission.REHAB_OVERRIDE: Side.TREATMENT,
    Permission.REHAB_DECIDE: Side.TREATMENT,
    Permission.SKHPN_READ: Side.TREATMENT,
    Permission.SKHPN_WRITE: Side.TREATMENT,
    Permission.SKHPN_RULES_WRITE: Side.TREATMENT,
    Permission.AUDIT_TREATMENT: Side.TREATMENT,
    Permission.CARE_ENFORCEMENT: Side.ENFORCEMENT,
    Permission.CARE_INFORMANT: Side.ENFORCEMENT,
    Permission.ENFORCEMENT_READ: Side.ENFORCEMENT,
    Permission.ENFORCEMENT_WRITE: Side.ENFORCEMENT,
    Permission.STORE_KEEP: Side.ENFORCEMENT,
    Permission.STORE_PLACES: Side.ENFORCEMENT,
    Permission.STORE_DECIDE: Side.ENFORCEMENT,
    Permission.ENFORCEMENT_ALL: Side.ENFORCEMENT,
    Permission.AUDIT_ENFORCEMENT: Side.ENFORCEMENT,
    Permission.LETTERS_TREATMENT: Side.TREATMENT,
    Permission.LETTERS_ENFORCEMENT: Side.ENFORCEMENT,
}

# The door to a side's letters and their numbers. Which letters, each kind's own permission says.
LETTERS_OF = {
    Side.OPEN: Permission.LETTERS_READ,
    Side.TREATMENT: Permission.LETTERS_TREATMENT,
    Side.ENFORCEMENT: Permission.LETTERS_ENFORCEMENT,
}
