"""Why the program thinks a column holds what it holds, in words."""

from leakverify.words.say import ui


def why(code: str, *, overruled: bool) -> str:
    """A mapping's reason code (`content.email`, `content.header.email`, `header.email`, `none`) as a phrase."""
    if overruled:
        return ui("your choice")
    parts = code.split(".")
    if parts[:2] == ["content", "header"]:
        return ui("cells and name")
    match parts[0]:
        case "content":
            return ui("cells")
        case "header":
            return ui("name")
        case "given":
            return ui("as given")
        case _:
            return ui("nothing typical")
