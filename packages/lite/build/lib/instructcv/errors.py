"""The two ways to fail: a person's mistake is one line and exit code 2; ours is a traceback."""


class UserError(Exception):
    """Something from outside is wrong: a file, a photo, an annotation, a checkpoint, an instruction.

    The message is one line that names the thing and the mend. The command line prints it and exits with 2.
    """

    def __init__(self, message: str) -> None:
        super().__init__(" ".join(message.split()))
