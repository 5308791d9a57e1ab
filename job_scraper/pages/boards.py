"""The boards whose pages can be read by their markup."""

from __future__ import annotations

from typing import Final

from job_scraper.pages import bayt, emploi_tunisie, keejob, tanitjobs, tunisie_travail
from job_scraper.pages.addresses import host_of, is_on
from job_scraper.pages.board import Board

BOARDS: Final = (keejob.BOARD, tunisie_travail.BOARD, tanitjobs.BOARD, emploi_tunisie.BOARD, bayt.BOARD)


def find_board(address: str) -> Board | None:
    host = host_of(address)
    return next((board for board in BOARDS if any(is_on(host, own) for own in board.hosts)), None)
