"""What the logs say of a request that could not be read: that it came, and nothing about whose it was."""

import logging

from gunicorn.config import Config

from desk import access_log, serve


def test_a_request_that_cannot_be_read_leaves_no_address_in_the_log(caplog):
    logger = access_log.Discreet(Config())
    logger.error_log.addHandler(caplog.handler)

    logger.warning("Invalid request from ip=203.0.113.9: Invalid HTTP request line: 'GET /fr/suivi/lien/secret'")
    logger.warning("Something else")
    logger.error_log.removeHandler(caplog.handler)

    assert [record.getMessage() for record in caplog.records] == ["Invalid request.", "Something else"]
    assert caplog.records[0].levelno == logging.WARNING


def test_the_web_process_always_logs_that_way(monkeypatch):
    monkeypatch.delenv("ACCESS_LOG", raising=False)

    assert "desk.access_log.Discreet" in serve.web_command()
