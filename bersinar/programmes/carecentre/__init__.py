"""Care centre: contacts by phone, message or visit, split at entry into three queues that never meet.

A rehabilitation request goes to the treatment side only, a tip to the enforcement side only, from the first save. One
call about both makes two contacts without a common number, caller or minute. The operator reads neither afterwards.
Who gave a tip is kept apart from it, for the section head alone, and never told to a case.
"""
