"""Past one machine: the same records from a Dask cluster.

Grading one submission is a pure function, (notebook, autograder zip) -> record, so Dask may run
it anywhere, and again where a worker has died. Needed on the workers: this environment. It pays
from some thousands of notebooks on, or when their cells run for minutes; below that, one laptop
is done before a cluster has started. `dask.distributed` is an optional extra, and not needed
for anything else.
"""

import atexit
import threading

from coursekit.grade.engine import NoCageHere, engine_for
from coursekit.grade.limits import Limits

RETRIES = 3
ANSWERS_WITHIN = "20s"
_lock, _engines = threading.Lock(), {}


class NoCluster(Exception):
    """The cluster cannot be reached or used; the message says what to do."""


def grade_one(data, packed, limits, caged):
    """Grade one submission on a worker; return its record. Runs in any process.

    `data`, `packed`: the bytes of the notebook and of the zip. `limits`: a dictionary, see
    Limits. `caged`: in a cage or not. A worker starts its warm process once and keeps it.
    """
    key = (tuple(sorted(limits.items())), caged)
    with _lock:
        if key not in _engines:
            engine = engine_for(caged, Limits(**limits))
            engine.__enter__()
            atexit.register(engine.__exit__, None, None, None)
            _engines[key] = engine
    return _engines[key].grade(data, packed)


def grade_all(address, jobs, known, limits, caged):
    """Grade `jobs` on the cluster at `address`, as they are done.

    `jobs`: pairs (row, function that returns the notebook's bytes). `known`: the Keys. Yields
    (row, data, record, ''), or (row, data, None, why) where the grader failed. Raises NoCluster
    when the cluster does not answer or dask.distributed is not installed.
    """
    try:
        from dask.distributed import Client, as_completed
    except ImportError as error:
        raise NoCluster(
            "--cluster needs dask.distributed, which is not installed: pip install distributed"
        ) from error
    try:
        client = Client(address, timeout=ANSWERS_WITHIN, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise NoCluster(f"No cluster answers at {address}. Is its scheduler running?") from error
    with client:
        # A task and not scattered data: when the worker that holds it dies, it is made again.
        zips, waiting, how = {}, {}, {"retries": RETRIES, "pure": False}
        for row, read in jobs:
            data = read()
            key = known.of(data)
            if key not in zips:
                zips[key] = client.submit(bytes, key.packed, **how)
            future = client.submit(grade_one, data, zips[key], limits.as_dict(), caged, **how)
            waiting[future] = (row, data)
        for future in as_completed(list(waiting), loop=client.loop):
            row, data = waiting.pop(future)
            try:
                yield row, data, future.result(), ""
            except NoCageHere:
                raise
            except Exception as error:  # dask's own as well, when workers died too often
                yield row, data, None, f"{type(error).__name__}: {error}"
            future.release()
