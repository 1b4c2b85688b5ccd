"""How a record comes in: ids, versions, receipts, refusals and the fair lock. Knows no kind of record."""
