"""The top of the admin's front page."""

from typing import Any

from django import template
from django.contrib.auth.models import User

from deptportal import attention as rooms
from publishing.rights import may_see_any_desk

register = template.Library()


@register.inclusion_tag("admin/desk/attention.html", takes_context=True)
def attention(context: dict[str, Any]) -> dict[str, Any]:
    user = context["request"].user
    is_account = isinstance(user, User)
    return {"items": rooms.attention(user) if is_account else [], "has_desk": is_account and may_see_any_desk(user)}
