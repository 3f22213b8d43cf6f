"""What can be called, by whom, and with what: shared by the tests that walk over every route."""
