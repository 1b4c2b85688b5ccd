from django.apps import AppConfig


class PlanningConfig(AppConfig):
    name = "bersinar.programmes.planning"
    label = "planning"

    def ready(self) -> None:
        from bersinar.ledger.sources import Source, register

        from . import facts, models, narrating

        register(
            Source(
                "planning.target_line",
                models.TargetLine,
                facts.of_target_line,
                "planning:line",
                select=("agreement",),
                narrate=narrating.lines,
            )
        )
        register(
            Source(
                "planning.budget_line",
                models.BudgetLine,
                facts.of_budget_line,
                "planning:budget",
                narrate=narrating.plans,
            )
        )
        register(
            Source(
                "planning.budget_revision",
                models.BudgetRevision,
                facts.of_budget_revision,
                "planning:budget_revision",
                select=("line",),
            )
        )
        register(Source("planning.spending", models.Spending, facts.of_spending, "planning:spending", select=("line",)))
        register(
            Source(
                "planning.narrative",
                models.Narrative,
                facts.of_words,
                "planning:narrative",
                narrate=narrating.narratives,
            )
        )
        register(
            Source(
                "planning.performance_text",
                models.PerformanceText,
                facts.of_words,
                "planning:text",
                narrate=narrating.performance_texts,
            )
        )
        register(
            Source(
                "planning.report_words", models.ReportWords, facts.of_words, "planning:words", narrate=narrating.words
            )
        )
