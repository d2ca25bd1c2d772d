"""Packs Debian's python3-torch into a wheel that runs on a bare python:slim: run in a Debian root that has it.

Usage: packTorch.py FOLDER. Needs patchelf and ldd. The wheel calls itself `+cpu` and carries every shared library that
such an image lacks, beside torch's own and found through `$ORIGIN`.
"""

import base64
import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

PACKAGES = Path("/usr/lib/python3/dist-packages")
VARIANT = "+cpu"
# Of the C library, or of packages that every Debian with Python has: libstdc++6, libgcc-s1, libssl3, zlib1g.
IN_EVERY_IMAGE = ("linux-vdso", "ld-linux", "libc.so", "libm.so", "libdl.so", "libpthread.so", "librt.so",
                  "libresolv.so", "libutil.so", "libstdc++.so", "libgcc_s.so", "libssl.so", "libcrypto.so", "libz.so")


def needed(library: Path) -> dict[str, Path]:
    """Every library that this one loads, in turn too: its name and where it lies."""
    lines = subprocess.run(["ldd", str(library)], check=True, capture_output=True, text=True).stdout.splitlines()
    pairs = (line.split("=>") for line in lines if "=>" in line)
    found = {name.strip(): Path(rest.split("(")[0].strip()) for name, rest in pairs}
    missing = [name for name, path in found.items() if not path.exists() and not name.startswith(IN_EVERY_IMAGE)]
    if missing:
        sys.exit(f"{library} needs {missing}, which is not there")
    return {name: path for name, path in found.items() if not name.startswith(IN_EVERY_IMAGE)}


def copy_modules(tree: Path) -> None:
    """The Python modules, without the test programs and without links out of the package."""
    unwanted = shutil.ignore_patterns("__pycache__", "include", "cmake", "bin", "*.so")
    for module in ("torch", "torchgen", "functorch"):
        shutil.copytree(PACKAGES / module, tree / module, ignore=unwanted, symlinks=False, ignore_dangling_symlinks=True)
    for folder in ("torch/lib", "torch/bin"):
        (tree / folder).mkdir(exist_ok=True)


def copy_libraries(tree: Path) -> None:
    extensions = [*(PACKAGES / "torch").rglob("*.cpython-*.so"), *(PACKAGES / "functorch").rglob("*.cpython-*.so")]
    libraries: dict[str, Path] = {}
    for extension in extensions:
        target = tree / extension.relative_to(PACKAGES)
        shutil.copy2(extension, target)
        depth = "../" * (len(target.relative_to(tree / target.relative_to(tree).parts[0]).parts) - 1)
        package_lib = "lib" if target.relative_to(tree).parts[0] == "torch" else "../torch/lib"
        subprocess.run(["patchelf", "--set-rpath", f"$ORIGIN/{depth}{package_lib}", str(target)], check=True)
        libraries |= needed(extension)
    global_deps = PACKAGES / "torch/lib/libtorch_global_deps.so"
    libraries |= needed(global_deps)
    # Opened by this name when torch is imported; the others by the names that their users give.
    libraries["libtorch_global_deps.so"] = global_deps
    for name, path in libraries.items():
        target = tree / "torch/lib" / name
        shutil.copy2(path.resolve(), target)
        os.chmod(target, 0o755)
        subprocess.run(["patchelf", "--set-rpath", "$ORIGIN", str(target)], check=True)
    manager = shutil.copy2(PACKAGES / "torch/bin/torch_shm_manager", tree / "torch/bin")
    subprocess.run(["patchelf", "--set-rpath", "$ORIGIN/../lib", str(manager)], check=True)


def write_metadata(tree: Path) -> tuple[str, str]:
    """Writes the dist-info folder, and returns its name and the wheel's."""
    egg_info = next(PACKAGES.glob("torch-*.egg-info"))
    own = egg_info.name.removeprefix("torch-").removesuffix(".egg-info")
    version = own.split("+")[0] + VARIANT
    info = tree / f"torch-{version}.dist-info"
    info.mkdir()
    header = (egg_info / "PKG-INFO").read_text().split("\n\n")[0]
    (info / "METADATA").write_text(header.replace(own, version) + "\n")
    tag = f"cp{sys.version_info.major}{sys.version_info.minor}"
    (info / "WHEEL").write_text(f"Wheel-Version: 1.0\nGenerator: packTorch\nRoot-Is-Purelib: false\nTag: {tag}-{tag}-linux_x86_64\n")
    module = tree / "torch/version.py"
    module.write_text(module.read_text().replace(own, version))
    return info.name, f"torch-{version}-{tag}-{tag}-linux_x86_64.whl"


def zip_wheel(tree: Path, info: str, wheel: Path) -> None:
    records = []
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for path in sorted(path for path in tree.rglob("*") if path.is_file()):
            name, content = path.relative_to(tree).as_posix(), path.read_bytes()
            digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
            records.append(f"{name},sha256={digest},{len(content)}")
            archive.write(path, name)
        archive.writestr(f"{info}/RECORD", "\n".join([*records, f"{info}/RECORD,,"]) + "\n")


def main() -> None:
    folder = Path(sys.argv[1])
    tree = folder / "tree"
    tree.mkdir(parents=True)
    copy_modules(tree)
    copy_libraries(tree)
    info, name = write_metadata(tree)
    # Indexes serve it beside the wheel, so that a resolver need not read the whole of it.
    shutil.copy(tree / info / "METADATA", folder / f"{name}.metadata")
    zip_wheel(tree, info, folder / name)
    shutil.rmtree(tree)


main()
