"""Saves and deletions of journaled rows one by one, and links between them, as Django tells of them.

Connected signals also make a deletion fetch the rows that go with it, so each of them is told of.
See `journal.recording`.
"""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

from axes.signals import user_locked_out
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db import models
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from journal.acting import acting, acts
from journal.middleware import name_of
from journal.models import Entry
from journal.recording import Act, current_act, write_entries
from journal.refusals import FAILED, LOCKED, record_refusal
from journal.services import record
from journal.states import Model, concrete, journaled, says_something, state_of


def connect() -> None:
    for model in journaled():
        for sender in (model, *_proxies(model)):
            pre_save.connect(before_save, sender=sender)
            post_save.connect(after_save, sender=sender)
            pre_delete.connect(before_delete, sender=sender)
            post_delete.connect(after_delete, sender=sender)
        for field in model._meta.many_to_many:
            m2m_changed.connect(links_change, sender=field.remote_field.through)
    connect_sign_in()


def _proxies(model: Model) -> list[Model]:
    return [each for child in model.__subclasses__() if child._meta.proxy for each in (child, *_proxies(child))]


def _begin(instance: models.Model) -> Act:
    """The act under way; else one that `_end` ends, for this write alone."""
    act = current_act()
    if act is None:
        act = vars(instance)["_act_alone"] = Act()
    return act


def _end(instance: models.Model) -> None:
    act = vars(instance).pop("_act_alone", None)
    if act is not None:
        write_entries(act)


def before_save(sender: Model, instance: models.Model, update_fields: Any = None, **_: Any) -> None:
    model = concrete(sender)
    if update_fields is None or says_something(model, update_fields):
        act = _begin(instance)
        if instance.pk is not None:
            act.touch_keys(model, [instance.pk])


def after_save(sender: Model, instance: models.Model, created: bool, update_fields: Any = None, **_: Any) -> None:
    model = concrete(sender)
    if update_fields is None or says_something(model, update_fields):
        act = current_act() or vars(instance)["_act_alone"]
        if created:
            act.touch_new(model, [instance.pk])
        _end(instance)


def before_delete(sender: Model, instance: models.Model, origin: Any = None, **_: Any) -> None:
    """`instance` was read just now, unless it is the one that somebody holds, and may have changed."""
    model, act = concrete(sender), _begin(instance)
    if origin is instance or instance.get_deferred_fields():
        act.touch_keys(model, [instance.pk])
    else:
        act.touch(model, {instance.pk: state_of(instance)})


def after_delete(instance: models.Model, **_: Any) -> None:
    _end(instance)


def links_change(
    sender: Model, instance: models.Model, action: str, reverse: bool, model: Model, pk_set: Any, **_: Any
) -> None:
    """Links hang on the row whose field they are, whichever side they are written from."""
    if action.startswith("post_"):
        _end(instance)
        return
    held_by = concrete(model if reverse else type(instance))
    _begin(instance).touch_keys(held_by, _holders(sender, instance, held_by, pk_set) if reverse else [instance.pk])


def _holders(through: Model, instance: models.Model, held_by: Model, pk_set: Any) -> Collection[Any]:
    if pk_set is not None:
        return list(pk_set)
    field: Any = next(each for each in held_by._meta.many_to_many if each.remote_field.through is through)
    linked = through._base_manager.filter(**{field.m2m_reverse_name(): instance.pk})
    return list(linked.values_list(field.m2m_column_name(), flat=True))


# Accounts that come and go.


def connect_sign_in() -> None:
    user_logged_in.connect(signed_in)
    user_logged_out.connect(signed_out)
    user_login_failed.connect(sign_in_failed)
    user_locked_out.connect(locked_out)


def signed_in(user: Any, **_: Any) -> None:
    with acts(replace(acting(), actor=name_of(user), actor_id=user.pk)):
        record(Entry.Kind.SIGN_IN, "zalogowano", model="auth.user", key=f"user:{user.pk}", title=str(user))


def signed_out(user: Any, **_: Any) -> None:
    if user is not None:
        record(Entry.Kind.SIGN_IN, "wylogowano", model="auth.user", key=f"user:{user.pk}", title=str(user))


def sign_in_failed(credentials: dict[str, Any], **_: Any) -> None:
    """The name that was typed is kept; Django has taken the password out already."""
    typed = str(credentials.get("username") or "")
    record_refusal(FAILED, kind=Entry.Kind.FAILED_SIGN_IN, title=typed)


def locked_out(username: str | None, **_: Any) -> None:
    record_refusal(LOCKED, kind=Entry.Kind.FAILED_SIGN_IN, title=str(username or ""))
