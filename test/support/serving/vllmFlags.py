"""Prints the options of `vllm serve` of a wheel as JSON, read from its source, as importing it needs torch and a GPU.

python3 test/support/serving/vllmFlags.py vllm-0.29.0-….whl > test/fixtures/serving/vllm-flags.json
"""

import ast
import json
import sys
import zipfile


def literals(tree: ast.AST) -> set[str]:
    """What is given to `add_argument` as a long or short option."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "add_argument":
            for argument in node.args:
                value = getattr(argument, "value", None)
                if isinstance(value, str) and value.startswith("-"):
                    found.add(value)
    return found


def fields(tree: ast.AST, names: set[str]) -> set[str]:
    """The fields of these dataclasses, which become options of their name."""
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef) and node.name in names:
            for line in node.body:
                if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name):
                    found.add("--" + line.target.id.replace("_", "-"))
    return found


def main(path: str) -> None:
    wheel = zipfile.ZipFile(path)
    names = set(wheel.namelist())
    # Where it stands depends on the version.
    folders = ["common", "launchers", "openai"]
    arguments = [f"vllm/entrypoints/{folder}/cli_args.py" for folder in folders]
    sources = ["vllm/engine/arg_utils.py", *(name for name in arguments if name in names)]
    flags = set()
    for source in sources:
        tree = ast.parse(wheel.read(source))
        flags |= literals(tree) | fields(tree, {"BaseFrontendArgs", "FrontendArgs"})
    metadata = next(name for name in names if name.endswith(".dist-info/METADATA"))
    lines = wheel.read(metadata).decode().splitlines()
    version = next(line.removeprefix("Version: ") for line in lines if line.startswith("Version: "))
    json.dump({"version": version, "sources": sources, "flags": sorted(flags)}, sys.stdout, indent=2)
    print()


main(sys.argv[1])
