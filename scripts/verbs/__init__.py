"""The verbs of the command line, one a module: they join the steps, which do not know one another."""
