from django.apps import AppConfig


class CooperationConfig(AppConfig):
    name = "bersinar.programmes.cooperation"
    label = "cooperation"

    def ready(self) -> None:
        from bersinar.foundation.letters import kinds
        from bersinar.ledger.sources import Source, register

        from . import facts, letters, models, narrating

        register(
            Source(
                "cooperation.agreement", models.Agreement, facts.of_agreement, "cooperation:agreement",
                prefetch=("regions", "office__service_area"), narrate=narrating.partners,
            )
        )  # fmt: skip
        register(
            Source(
                "cooperation.obstacle",
                models.Obstacle,
                facts.of_obstacle,
                "cooperation:obstacle",
                narrate=narrating.obstacles,
            )
        )
        register(
            Source(
                "cooperation.effort",
                models.Effort,
                facts.of_effort,
                "cooperation:effort",
                select=("obstacle",),
                narrate=narrating.efforts,
            )
        )
        register(
            Source("cooperation.award", models.Award, facts.of_award, "cooperation:award", narrate=narrating.awards)
        )
        register(
            Source(
                "cooperation.joint_work", models.JointWork, facts.of_joint_work, "cooperation:joint_work",
                select=("agreement",),
            )
        )  # fmt: skip
        register(
            Source("cooperation.data_request", models.DataRequest, facts.of_data_request, "cooperation:data_request")
        )
        register(
            Source(
                "cooperation.information_request", models.InformationRequest, facts.of_information_request,
                "cooperation:information_request",
            )
        )  # fmt: skip
        kinds.register(letters.ANSWER)
