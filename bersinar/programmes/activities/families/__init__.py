"""Family resilience: how a cohort of families is recorded, what it says in the books, and its pages.

It counts nobody twice: who was ticked is the head-count of the pelaksanaan. It never replaces a family, and never
shows a name but on the one page that writes the reading down.
"""
