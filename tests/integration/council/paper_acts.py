"""Short forms for what is voted on paper: written opinions with their scan."""

import io
from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from app.council import services
from app.council.enums import Choice, VotingWay
from app.council.services import OpinionReply
from app.council.services.voting import Opening
from app.documents.services import Upload
from app.documents.uploads import current_store
from tests.factories.council import Board

PDF = b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer<<>>\n%%EOF\n"


def scan(name: str = "Ý kiến bằng văn bản.pdf", data: bytes = PDF) -> Upload:
    return Upload(name, io.BytesIO(data))


def receive(board: Board, number: int, *scans: Upload, on: date | None = None, at: datetime) -> UUID:
    """Keep the paper of the member with this number."""
    return services.receive_opinion(
        board.meeting.id,
        board.members[number].id,
        on or at.date(),
        scans or (scan(),),
        actor=board.hr,
        at=at,
        store=current_store(),
    )


def enter(board: Board, number: int, choices: Mapping[UUID, Choice | None], *, at: datetime) -> None:
    """Enter what that paper says."""
    replies = {item_id: OpinionReply(choice) for item_id, choice in choices.items()}
    services.enter_opinion(board.meeting.id, board.members[number].id, replies, actor=board.hr, at=at)


def write(board: Board, number: int, choice: Choice, *, at: datetime) -> UUID:
    """Receive a paper that says the same on every item."""
    opinion_id = receive(board, number, at=at)
    enter(board, number, dict.fromkeys(board.item_ids, choice), at=at)
    return opinion_id


def open_on_paper(board: Board, *, at: datetime) -> None:
    """Open all files for a vote with printed ballots."""
    opening = Opening(VotingWay.PAPER)
    services.open_items(board.meeting.id, board.item_ids, opening, actor=board.hr, at=at)
