"""The program: lists the commands, runs one, and turns what went wrong into one line and an exit code.

0 done   1 our mistake (a traceback)   2 the user's (one line on stderr)   130 stopped with Ctrl-C
"""

import ast
import errno
import importlib.util
import io
import logging
import os
import sys
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from cyclopts import App, CycloptsError, Parameter

from instructcv import registry
from instructcv.cli._extras import installed, mend
from instructcv.cli._options import strictly
from instructcv.errors import UserError

DONE, USER, STOPPED = 0, 2, 130
_FULL = (errno.ENOSPC, errno.EDQUOT)


def main(tokens: Sequence[str] | None = None) -> int:
    """Run one command line; `tokens` are `sys.argv[1:]` if not given. Returns the exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    for stream in (sys.stdin, sys.stdout):  # names of files need not be UTF-8, and come and go as they are
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="surrogateescape")
    try:
        code = build()(tokens, exit_on_error=False, print_error=False)
        return code if isinstance(code, int) else DONE
    except UserError as error:
        return _complain(str(error))
    except CycloptsError as error:
        return _complain(" ".join(str(error).split()))
    except ModuleNotFoundError as error:
        if (line := mend(error)) is None:
            raise
        return _complain(line)
    except KeyboardInterrupt:
        print("stopped", file=sys.stderr)
        return STOPPED
    except BrokenPipeError:  # the reader of our output went away, e.g. `| head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except OSError as error:
        if error.filename is None and error.errno not in _FULL:
            raise
        return _complain(f"{_place(error)}: {error.strerror}; check the path, its permissions and the free space")


def build() -> App:
    """The program with every command of the folder `cli`, none of them imported yet."""
    app = App(
        name="instructcv",
        help="Computer vision in one sentence: a photo and an instruction in, numbers and pictures out.",
        version=lambda: version(installed()),
        result_action="return_value",
        suppress_keyboard_interrupt=False,
        default_parameter=Parameter(converter=strictly, negative_iterable=()),
    )
    for name in registry.names("cli"):
        module = registry.where("cli", name)
        shown, source = name.replace("_", "-"), _source(module)
        app.command(f"{module}:command", name=shown, help=_help(source), usage=_usage(shown, source))
    return app


def _source(module: str) -> ast.FunctionDef | None:
    """The function `command`, read and not imported: an import could start torch."""
    spec = importlib.util.find_spec(module)
    if spec is None or spec.origin is None:
        return None
    body = ast.parse(Path(spec.origin).read_text(encoding="utf-8")).body
    return next((node for node in body if isinstance(node, ast.FunctionDef) and node.name == "command"), None)


def _help(command: ast.FunctionDef | None) -> str:
    """What a command says of itself above its parameters."""
    docstring = ast.get_docstring(command) if command else None
    return (docstring or "").partition("\nParameters\n")[0].strip()


def _usage(name: str, command: ast.FunctionDef | None) -> str | None:
    """The usage line where the library would only say [ARGS]; None = its own is good.

    Words of any number are named in the singular, in the order of their name: `*photos_and_instruction` are PHOTO...
    INSTRUCTION.
    """
    if command is None or not (command.args.vararg or command.args.defaults):
        return None
    names = [argument.arg.upper() for argument in command.args.args]
    needed = len(names) - len(command.args.defaults)
    words = [*names[:needed], *(f"[{name}]" for name in names[needed:])]
    if command.args.vararg:
        many, *one = command.args.vararg.arg.upper().split("_AND_")
        words += [f"{many.removesuffix('S')}...", *one]
    return " ".join(["Usage: instructcv", name, *words, "[OPTIONS]"])


def _place(error: OSError) -> str:
    """The file that a person knows of: the folder, where the file has a hidden name for the time of writing."""
    name = error.filename2 or error.filename
    if name is None:
        return "the disk"
    path = Path(str(name))
    return str(path.parent if path.name.startswith(".") else path)


def _complain(message: str) -> int:
    print(f"instructcv: {message}", file=sys.stderr)
    return USER
