"""Posts: rows to values and back."""

from __future__ import annotations

from core.ids import TicketId
from core.sla.policy import TargetKind
from core.sla.posts import Post, PostState
from storage.columns import micros, moment
from storage.mapping import Row, Values


def post_values(post: Post) -> Values:
    return {
        "id": post.id,
        "ticket": post.ticket,
        "number": post.number,
        "subject": post.subject,
        "key": post.key,
        "kind": post.kind.value,
        "way": post.way,
        "receiver": post.to,
        "moment": micros(post.moment),
        "due": micros(post.due),
        "not_before": micros(post.not_before),
        "next_try": micros(post.next_try),
        "state": post.state.value,
        "tries": post.tries,
        "is_repeat": int(post.is_repeat),
        "is_urgent": int(post.is_urgent),
        "sound": int(post.sound),
        "tray": int(post.tray),
        "letter": post.group,
        "done_at": micros(post.done_at),
        "why": post.why,
    }


def post_of(row: Row) -> Post:
    return Post(
        row.id,
        TicketId(row.ticket),
        row.number,
        row.subject,
        row.key,
        TargetKind(row.kind),
        row.way,
        row.receiver,
        moment(row.moment),
        moment(row.due),
        moment(row.not_before),
        moment(row.next_try),
        PostState(row.state),
        row.tries,
        bool(row.is_repeat),
        bool(row.is_urgent),
        bool(row.sound),
        bool(row.tray),
        row.letter,
        moment(row.done_at),
        row.why,
    )
