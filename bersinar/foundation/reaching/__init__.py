"""Words that go to a person outside the house: checked before they leave, and never sent by the system itself."""
