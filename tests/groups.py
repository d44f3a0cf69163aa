"""The groups of the four roles, for a database that was emptied after its migrations had made them."""

from django.contrib.auth.models import Group, Permission

from deptportal.roles import PERMISSIONS


def write_groups() -> None:
    stored = {
        f"{app}.{codename}": pk
        for pk, app, codename in Permission.objects.values_list("pk", "content_type__app_label", "codename")
    }
    Group.objects.exclude(name__in=PERMISSIONS).delete()
    for role, names in PERMISSIONS.items():
        group, _ = Group.objects.get_or_create(name=role)
        group.permissions.set([stored[name] for name in names])
