"""Public one-time forms: a question put to whoever holds a link or a printed slip, answered without log-in.

A room registers what may be asked (`kinds`); somebody of the office opens it from one day until another
(`openings`). Two ways: a link for everybody, on a poster, whose page brings a fresh key for each visitor; and printed
slips, each with a key of its own that is thrown away when it is used. No session, no script, no third party, and no
address, time or order of an answer is kept. Honest limits: whoever empties the browser's memory can answer a shared
link again, and a person who watches the office knows who held a phone. A slip is answered once, whatever is tried.
"""
