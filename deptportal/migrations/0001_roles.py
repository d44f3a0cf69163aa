"""The four groups with their permissions; whoever could edit or publish before keeps it, in the whole office."""

from django.contrib.auth.management import create_permissions
from django.db import migrations
from django.db.models import Q

EDITOR, PUBLISHER, ADMINISTRATOR, AUDITOR = "Redaktor", "Wydawca", "Administrator BIP", "Audytor"
APPS = ("auth", "contacts", "journal", "orgchart", "pages", "publishing", "search", "tasks")
ALL = ("view", "add", "change", "delete")
WORKING_COPY = {
    "orgchart": ("office", "officer", "unit", "post", "appointment"),
    "tasks": ("duty",),
    "contacts": ("contact", "channel"),
    "pages": ("page", "declaration"),
}
EDITS_ALL = frozenset({"orgchart.change_unit", "orgchart.change_post", "tasks.change_duty", "contacts.change_contact"})
PUBLISHES = "publishing.add_edition"  # the permission that publishing took before there was a road to it


def working_copy(*acts):
    return {f"{app}.{act}_{model}" for app, models in WORKING_COPY.items() for model in models for act in acts}


ROAD = {"publishing.view_edition", "publishing.view_proposal", "publishing.view_withdrawal"}
SYNONYMS = {f"search.{act}_synonym" for act in ALL}
DEPUTIES = {f"orgchart.{act}_deputy" for act in ALL}
JOURNAL = {"journal.view_entry", "journal.view_review", "journal.export_entry"}
ACCOUNTS = {"auth.view_user", "auth.view_group", "orgchart.view_grant"}
PERMISSIONS = {
    EDITOR: working_copy(*ALL)
    | ROAD
    | SYNONYMS
    | {"orgchart.view_gone", "orgchart.change_gone", "publishing.add_proposal", "search.view_miss"},
    PUBLISHER: working_copy("view")
    | ROAD
    | DEPUTIES
    | {"orgchart.view_gone", "publishing.approve_proposal", "publishing.add_withdrawal"}
    | {"search.view_synonym", "search.view_miss"},
    ADMINISTRATOR: working_copy(*ALL)
    | ROAD
    | SYNONYMS
    | DEPUTIES
    | JOURNAL
    | ACCOUNTS
    | {f"orgchart.{act}_grant" for act in ALL}
    | {
        "auth.add_user",
        "auth.change_user",
        "journal.review_entry",
        "orgchart.change_gone",
        "orgchart.view_gone",
        "publishing.add_proposal",
        "publishing.add_redaction",
        "publishing.add_withdrawal",
        "publishing.approve_proposal",
        "publishing.view_redaction",
        "search.view_miss",
    },
    AUDITOR: working_copy("view")
    | ROAD
    | JOURNAL
    | ACCOUNTS
    | {"orgchart.view_deputy", "orgchart.view_gone", "publishing.view_redaction"}
    | {"search.view_synonym", "search.view_miss"},
}
BEFORE = {EDITOR: working_copy(*ALL), PUBLISHER: working_copy(*ALL) | {PUBLISHES, "publishing.view_edition"}}


def make_groups(apps, schema_editor):
    using = schema_editor.connection.alias
    make_permissions(apps, using)
    keepers = rights_before(apps, using)
    for name, names in PERMISSIONS.items():
        set_permissions(apps, using, name, names)
    keep_rights(apps, using, keepers)


def make_permissions(apps, using):
    """Django makes them after all migrations are done: here that would be too late."""
    for label in APPS:
        config = apps.get_app_config(label)
        config.models_module = True
        create_permissions(config, apps=apps, verbosity=0, using=using)
        config.models_module = None


def rights_before(apps, using):
    """What each account that works here may do, its own permissions and its groups' alike."""
    held = {}
    permissions = apps.get_model("auth", "Permission").objects.using(using)
    users = apps.get_model("auth", "User").objects.using(using)
    for user in users.filter(is_active=True, is_staff=True, is_superuser=False):
        own = permissions.filter(Q(user=user) | Q(group__user=user))
        names = own.values_list("content_type__app_label", "codename").distinct()
        held[user] = {f"{app}.{codename}" for app, codename in names}
    return held


def keep_rights(apps, using, held):
    grants = apps.get_model("orgchart", "Grant").objects.using(using)
    groups = {group.name: group for group in apps.get_model("auth", "Group").objects.using(using)}
    for user, names in held.items():
        publishes = PUBLISHES in names
        if publishes or names & working_copy("add", "change", "delete"):
            grants.get_or_create(user=user, unit=None)
        if publishes:
            user.groups.add(groups[PUBLISHER])
        if names >= EDITS_ALL:
            user.groups.add(groups[EDITOR])


def set_permissions(apps, using, group_name, names):
    group, _ = apps.get_model("auth", "Group").objects.using(using).get_or_create(name=group_name)
    stored = {
        f"{permission.content_type.app_label}.{permission.codename}": permission
        for permission in apps.get_model("auth", "Permission").objects.using(using).select_related("content_type")
    }
    group.permissions.set([stored[name] for name in sorted(names)])


def unmake_groups(apps, schema_editor):
    """Back to the two groups of the demonstration, with what they could do; the parts that were given stay given."""
    using = schema_editor.connection.alias
    make_permissions(apps, using)
    for name, names in BEFORE.items():
        set_permissions(apps, using, name, names)
    apps.get_model("auth", "Group").objects.using(using).filter(name__in=[ADMINISTRATOR, AUDITOR]).delete()


class Migration(migrations.Migration):
    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contacts", "0001_initial"),
        ("contenttypes", "0002_remove_content_type_name"),
        ("journal", "0001_initial"),
        ("orgchart", "0002_rights_and_gone"),
        ("pages", "0001_initial"),
        ("publishing", "0002_the_road"),
        ("search", "0001_initial"),
        ("tasks", "0001_initial"),
    ]
    operations = [migrations.RunPython(make_groups, unmake_groups)]
