"""Calls in a process that can be killed."""

import os
import socket
import sys
import time
from pathlib import Path

import pytest

from mine_reader.errors import InputError, NoteSyntaxError, WorkerError
from mine_reader.net.worker import Worker, call
from mine_reader.text.notes import parse_note


def test_one_process_answers_one_call_after_the_other():
    with Worker() as worker:
        first = worker.run(os.getpid, seconds=5)
        assert first != os.getpid()
        assert worker.run(os.getpid, seconds=5) == first


def test_what_is_late_is_killed_and_replaced():
    with Worker() as worker:
        first = worker.run(os.getpid, seconds=5)
        with pytest.raises(WorkerError):
            worker.run(time.sleep, 60, seconds=0.1)
        assert worker.run(os.getpid, seconds=5) != first


def test_errors_of_ours_come_back_with_their_fields_and_cost_no_process():
    with Worker() as worker:
        first = worker.run(os.getpid, seconds=5)
        with pytest.raises(NoteSyntaxError) as caught:
            worker.run(parse_note, "no note", seconds=5)
        assert caught.value.fields == {"reason": "it does not begin with a level and 『"}
        assert isinstance(caught.value, InputError)
        assert worker.run(os.getpid, seconds=5) == first


def test_any_other_error_costs_the_process():
    with Worker() as worker:
        with pytest.raises(WorkerError):
            worker.run(int, "no number", seconds=5)
        assert worker.run(int, "7", seconds=5) == 7


@pytest.mark.skipif(sys.platform != "linux", reason="only there the limit holds everywhere")
def test_memory_has_a_limit():
    with Worker(memory=300_000_000) as worker:
        with pytest.raises(WorkerError):
            worker.run(bytes, 400_000_000, seconds=10)
        assert worker.run(len, b"x", seconds=5) == 1


def test_it_ends_by_itself_when_nothing_is_wanted():
    worker = Worker(idle=0.05)
    worker.run(os.getpid, seconds=5)
    process = worker._process
    assert process is not None
    process.join(10)
    assert process.exitcode == 0
    assert worker.run(len, b"xy", seconds=5) == 2
    worker.close()


@pytest.mark.skipif(sys.platform != "linux", reason="reads the descriptors of another process")
def test_it_inherits_no_socket():
    with socket.create_server(("127.0.0.1", 0)) as server, Worker() as worker:
        folder = Path(f"/proc/{worker.run(os.getpid, seconds=5)}/fd")
        assert f"socket:[{os.fstat(server.fileno()).st_ino}]" not in {str(path.readlink()) for path in folder.iterdir()}


def test_one_call_in_a_process_of_its_own():
    assert call(len, b"xyz", seconds=5) == 3
    with pytest.raises(WorkerError):
        call(time.sleep, 60, seconds=0.1)
