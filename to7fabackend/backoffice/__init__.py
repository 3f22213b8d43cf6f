"""The operator's pages: home, work queues, and every object of every app, each for its roles."""
