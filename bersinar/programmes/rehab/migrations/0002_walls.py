"""Every table of the treatment room that tells of a person or of who works there, behind its wall."""

from django.db import migrations

from bersinar.foundation.access.sides import Side
from bersinar.foundation.access.wall import wall_around


class Migration(migrations.Migration):
    dependencies = [("rehab", "0001_records")]

    operations = [
        wall_around(table, Side.TREATMENT)
        for table in (
            "rehab_client", "rehab_episode", "rehab_pathwaydecision", "rehab_aftercare", "rehab_intake",
            "rehab_consent", "rehab_reportingcard", "rehab_sheet", "rehab_loadedwording", "rehab_plan",
            "rehab_planitem", "rehab_planreview", "rehab_session", "rehab_sessionnote", "rehab_referral",
            "rehab_parcel", "rehab_review", "rehab_namepart", "rehab_demand", "rehab_demand_clients",
            "rehab_rightsrequest", "rehab_retentionrule", "rehab_erasure", "rehab_incident", "rehab_glass",
            "rehab_glassreview", "rehab_tatassessment", "rehab_invitation", "rehab_invitationcount",
            "rehab_linkage", "rehab_clinicrule", "rehab_profile",
        )
    ]
