"""A vote in words, so that anybody can redo it by hand and see what it rests on."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from app.core.text import number_en, number_vi
from app.eligibility.enums import VoteBase
from app.eligibility.rounding import plain
from app.eligibility.rulebook import Localised
from app.eligibility.vote_count import VoteOutcome, VoteResult

ENDINGS: Final = {
    VoteOutcome.MET: Localised(vi="đạt", en="reached"),
    VoteOutcome.NOT_MET: Localised(vi="không đạt", en="not reached"),
    VoteOutcome.NEEDS_CONFIRMATION: Localised(vi="chưa kết luận", en="open"),
    VoteOutcome.NO_QUORUM: Localised(vi="không biểu quyết được", en="no vote"),
}
BASES: Final = {
    VoteBase.ALL_MEMBERS: Localised(vi="tổng số thành viên", en="all members"),
    VoteBase.PRESENT: Localised(vi="số người tham gia", en="those taking part"),
}
TO_CONFIRM: Final = Localised(
    vi="Tỷ lệ này chưa đối chiếu được với văn bản, cần xác nhận.",
    en="The threshold was not checked against the text and has to be confirmed.",
)


def in_words(result: VoteResult) -> Localised:
    """Tell the quorum, the share in favour and what follows."""
    parts = list(_sentences(result))
    return Localised(vi=" ".join(part.vi for part in parts), en=" ".join(part.en for part in parts))


def _sentences(result: VoteResult) -> Iterator[Localised]:
    yield _quorum(result)
    if result.is_quorate and not result.is_empty:
        yield _favour(result)
        awaited = result.count.written_awaited
        if result.outcome is VoteOutcome.NEEDS_CONFIRMATION:
            yield Localised(
                vi=f"Còn chờ {awaited} ý kiến bằng văn bản, kết quả có thể thay đổi.",
                en=f"Written opinions still awaited: {awaited}; they can turn the result.",
            )
    elif result.is_empty:
        yield Localised(vi="Không còn ai có thể biểu quyết.", en="Nobody is left who could vote.")
    if result.rule.must_confirm:
        yield TO_CONFIRM


def _quorum(result: VoteResult) -> Localised:
    rule, needed = result.rule, result.quorum_needed
    share = f"{rule.quorum_numerator}/{rule.quorum_denominator}"
    by_writing = result.attending - result.count.present
    vi = f"Tham gia {result.attending}" if by_writing > 0 else f"Có mặt {result.attending}"
    en = f"{result.attending} took part" if by_writing > 0 else f"{result.attending} present"
    enough = Localised(vi="đủ số người họp", en="quorum reached")
    if not result.is_quorate:
        enough = Localised(vi="không đủ số người họp", en="no quorum")
    return Localised(
        vi=f"{vi} trên {result.quorum_base} thành viên, cần ít nhất {needed} ({share}): {enough.vi}.",
        en=f"{en} of {result.quorum_base} members, at least {needed} needed ({share}): {enough.en}.",
    )


def _favour(result: VoteResult) -> Localised:
    rule, count, base = result.rule, result.count, BASES[result.rule.base]
    hundredths = result.in_favour * 10_000 // result.base_count
    share = plain(Decimal(hundredths) / 100)
    vi, en = f"Đồng ý {result.in_favour}", f"{result.in_favour} in favour"
    if result.in_favour != count.in_favour:
        vi += f" ({count.in_favour} phiếu, {count.written_in_favour} ý kiến bằng văn bản)"
        en += f" ({count.in_favour} papers, {count.written_in_favour} in writing)"
    end = ENDINGS[result.outcome]
    return Localised(
        vi=f"{vi} trên {result.base_count} ({base.vi}{_left_out(result, 'trừ ')}), bằng {number_vi(share)} %; "
        f"cần ít nhất {rule.min_percent} %, tức {result.votes_needed}: {end.vi}.",
        en=f"{en} of {result.base_count} ({base.en}{_left_out(result, 'less ')}), {number_en(share)} %; "
        f"at least {rule.min_percent} % needed, that is {result.votes_needed}: {end.en}.",
    )


def _left_out(result: VoteResult, word: str) -> str:
    """Say by how many the base was reduced; of those present that is plain from the number itself."""
    less = result.count.members - result.base_count
    return f", {word}{less}" if result.rule.base is VoteBase.ALL_MEMBERS and less else ""
