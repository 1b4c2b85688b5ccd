"""Gives the fixtures of tests/harness.py to the tests in tests/ and to those that live in the rooms."""

pytest_plugins = ["tests.harness"]
