"""Lines that a program cut, whole again (RFC 3676)."""


def unflowed(text: str, *, glue: str = " ") -> str:
    """Join lines that end with a blank to the next one of the same depth. `glue`: what replaces the cut."""
    out: list[str] = []
    pieces: list[str] = []
    depth, is_open = 0, False
    for line in text.replace("\r\n", "\n").split("\n"):
        words = line.lstrip(">")
        here = len(line) - len(words)
        words = words.removeprefix(" ")
        is_signature = words.rstrip() == "--"
        if is_open and here == depth and not is_signature:
            pieces.append(words)
        else:
            out.append(_whole(pieces, depth, glue))
            pieces, depth = [words], here
        is_open = words.endswith(" ") and not is_signature and bool(words.strip())
    out.append(_whole(pieces, depth, glue))
    return "\n".join(out[1:])


def _whole(pieces: list[str], depth: int, glue: str) -> str:
    line = glue.join([*(piece.removesuffix(" ") for piece in pieces[:-1]), *pieces[-1:]])
    return f"{'>' * depth} {line}" if depth else line
