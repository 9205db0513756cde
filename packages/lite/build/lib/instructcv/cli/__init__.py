"""The command line. ONE FILE = ONE COMMAND: its function `command` is the command, its docstring the help.

`_main` finds the files without importing them, so that `instructcv --help` starts no framework.
"""
