"""Slow work off the UI thread."""

import threading

import pytest

from mine_reader.ui.tasks import Tasks


@pytest.fixture
def tasks(qapp):
    made = Tasks()
    yield made
    made.shutdown()


def test_the_result_comes_back_in_the_ui_thread(qtbot, tasks):
    seen = []
    task = tasks.run(
        lambda _task: threading.get_ident(), done=lambda thread: seen.append((thread, threading.get_ident()))
    )
    qtbot.waitUntil(lambda: task not in tasks.running)
    (worker, caller) = seen[0]
    assert caller == threading.get_ident()
    assert worker != caller


def test_an_error_comes_back_as_a_value(qtbot, tasks):
    errors: list[Exception] = []

    def fail(_task):
        raise ValueError("no")

    tasks.run(fail, done=lambda _: None, failed=errors.append)
    qtbot.waitUntil(lambda: bool(errors))
    assert str(errors[0]) == "no"


def test_a_stop_reaches_the_work_at_its_next_progress(qtbot, tasks):
    go = threading.Event()
    results: list[object] = []

    def work(task):
        go.wait(5)
        return task.progress(1, 2, "x")

    task = tasks.run(work, done=results.append, cancellable=True)
    task.request_stop()
    go.set()
    qtbot.waitUntil(lambda: bool(results))
    assert results == [False]


def test_shutdown_waits_and_drops_late_results(qtbot, qapp):
    tasks = Tasks()
    results: list[object] = []
    tasks.run(lambda _task: 1, done=results.append)
    tasks.shutdown()
    qapp.processEvents()
    assert results == []
    assert tasks.running == ()
