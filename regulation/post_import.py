"""Leadership: the department's posts and who holds them."""

from collections.abc import Sequence
from typing import Final

from django.utils import timezone

from orgchart.models import Appointment, Post, Unit
from orgchart.order import arrange
from orgchart.text import fold
from regulation.records import Leader
from regulation.report import ImportReport, blaming

VACANT: Final = "wakat"


def import_posts(root: Unit, leaders: Sequence[Leader], report: ImportReport) -> None:
    """Make the department's posts those of the text, in its order. Competence, which no text tells, is kept."""
    posts = list(Post.objects.filter(unit=root).order_by("position"))
    found = find_posts(posts, leaders)
    kept = []
    for leader in leaders:
        with blaming(leader.line):
            post = found.get(leader)
            kept.append(_change_post(post, leader, report) if post else _add_post(root, leader, report))
    for post in posts:
        if post.pk not in kept:
            report.removed.append(f"stanowisko „{post.function}” ({printed(holding(post))})")
            post.delete()
    stayed = [post.pk for post in posts if post.pk in kept]
    if stayed != [pk for pk in kept if pk in stayed]:
        report.changed.append("kolejność stanowisk")
    arrange(Post.objects.filter(unit=root), kept)


def find_posts(posts: Sequence[Post], leaders: Sequence[Leader]) -> dict[Leader, Post]:
    """A post goes on by function and person, else by function in order, else by person: its function was renamed."""
    persons = {post.pk: {fold(held.person) for held in holding(post)} for post in posts}
    found: dict[Leader, Post] = {}
    free = list(posts)
    for same_function, same_person in ((True, True), (True, False), (False, True)):
        for leader in leaders:
            fitting = (
                post
                for post in free
                if (not same_function or fold(post.function) == fold(leader.function))
                and (not same_person or fold(leader.person) in persons[post.pk])
            )
            post = None if leader in found else next(fitting, None)
            if post:
                found[leader] = post
                free.remove(post)
    return found


def holding(post: Post) -> list[Appointment]:
    return list(post.appointments.holding(timezone.localdate()).order_by("acting", "pk"))


def printed(held: Sequence[Appointment]) -> str:
    return ", ".join(map(str, held)) or VACANT


def _add_post(root: Unit, leader: Leader, report: ImportReport) -> int:
    last = max(Post.objects.filter(unit=root).values_list("position", flat=True), default=0)
    post = Post(unit=root, function=leader.function, position=last + 1)
    post.full_clean()
    post.save()
    appoint(post, leader)
    report.created.append(f"stanowisko „{leader.function}” ({printed(holding(post))})")
    return post.pk


def _change_post(post: Post, leader: Leader, report: ImportReport) -> int:
    if post.function != leader.function:
        report.changed.append(f"stanowisko „{post.function}” → „{leader.function}”")
        post.function = leader.function
        post.full_clean()
        post.save()
    held = printed(holding(post))
    if appoint(post, leader):
        report.changed.append(f"stanowisko „{leader.function}”: {held} → {printed(holding(post))}")
    return post.pk


def appoint(post: Post, leader: Leader) -> bool:
    """Let the text's person hold the post, and nobody else; whether that changes anything.

    The text tells no dates, so an appointment that it does not name is removed and not ended: who held the post
    before is told by the published editions. Appointments of other days are kept, and then a new one begins today.
    """
    held = holding(post)
    told = [(leader.person, leader.acting)] if leader.person else []
    if [(one.person, one.acting) for one in held] == told:
        return False
    of_person = [one for one in held if one.person == leader.person]
    same = next((one for one in of_person if one.acting == leader.acting), next(iter(of_person), None))
    for one in held:
        if one is not same:
            one.delete()
    if leader.person:
        since = timezone.localdate() if not same and post.appointments.exists() else None
        appointment = same or Appointment(post=post, person=leader.person, since=since)
        appointment.acting = leader.acting
        appointment.full_clean()
        appointment.save()
    return True
