"""Where the model runs, in which precision, and on how many threads."""

import logging
import os
from pathlib import Path

import torch
from transformers.utils import logging as transformers_logging

from ..settings import Settings

logger = logging.getLogger(__name__)


class ModelError(Exception):
    """The model cannot be loaded. The message is one sentence."""


def choose_device(wanted: str) -> torch.device:
    available = {
        "cuda": torch.cuda.is_available(),
        "mps": torch.backends.mps.is_available(),
        "cpu": True,
    }
    if wanted == "auto":
        return torch.device(next(name for name, there in available.items() if there))
    if not available[wanted]:
        raise ModelError(
            f"DEVICE is {wanted}, but torch {torch.__version__} sees no such device"
        )
    return torch.device(wanted)


def choose_dtype(wanted: str, device: torch.device) -> torch.dtype:
    if wanted != "auto":
        chosen = getattr(torch, wanted)
        assert isinstance(chosen, torch.dtype)
        return chosen
    if device.type == "cuda":
        # GPUs before Ampere have no bfloat16.
        return torch.bfloat16 if torch.cuda.is_bf16_supported() else torch.float16
    return torch.float16 if device.type == "mps" else torch.float32


def _set_threads(wanted: int) -> None:
    """torch counts the CPUs of the machine, not those that the container may use."""
    threads = wanted or cpu_count()
    torch.set_num_threads(threads)
    logger.info("torch uses %d threads.", threads)


def cpu_count() -> int:
    affinity = getattr(os, "sched_getaffinity", None)
    count = len(affinity(0)) if affinity else os.cpu_count() or 1
    return max(1, min(count, _cgroup_cpus() or count))


def _cgroup_cpus(path: Path = Path("/sys/fs/cgroup/cpu.max")) -> int | None:
    try:
        quota, period = path.read_text().split()
        return None if quota == "max" else -(-int(quota) // int(period))
    except (OSError, ValueError):
        return None


def prepare(settings: Settings) -> torch.device:
    """What comes before loading. Raises ModelError where that could not succeed."""
    # Its progress bars and its own handler would stand in the log between our entries.
    transformers_logging.disable_progress_bar()
    transformers_logging.disable_default_handler()
    transformers_logging.enable_propagation()
    _check_folder(settings.model_id)
    _set_threads(settings.torch_threads)
    return choose_device(settings.device)


def _check_folder(name: str) -> None:
    looks_like_path = name.startswith(("/", "./", "../"))
    if looks_like_path and not (Path(name) / "config.json").is_file():
        raise ModelError(f"MODEL_ID is {name}, but there is no {name}/config.json")
