"""What the four groups may do with pages: as with the rest of the working copy."""

from django.contrib.auth.management import create_permissions
from django.db import migrations

ALL = ("view", "add", "change", "delete")
ACTS = {"Redaktor": ALL, "Administrator BIP": ALL, "Wydawca": ("view",), "Audytor": ("view",)}
MODELS = ("page", "declaration")


def give(apps, schema_editor):
    using = schema_editor.connection.alias
    config = apps.get_app_config("pages")
    config.models_module = True
    create_permissions(config, apps=apps, verbosity=0, using=using)
    config.models_module = None
    for name, acts in ACTS.items():
        group, _ = apps.get_model("auth", "Group").objects.using(using).get_or_create(name=name)
        group.permissions.add(*permissions(apps, using, acts))


def take_back(apps, schema_editor):
    using = schema_editor.connection.alias
    for name, acts in ACTS.items():
        for group in apps.get_model("auth", "Group").objects.using(using).filter(name=name):
            group.permissions.remove(*permissions(apps, using, acts))


def permissions(apps, using, acts):
    codenames = [f"{act}_{model}" for act in acts for model in MODELS]
    stored = apps.get_model("auth", "Permission").objects.using(using)
    return stored.filter(content_type__app_label="pages", codename__in=codenames)


class Migration(migrations.Migration):
    dependencies = [("deptportal", "0001_roles"), ("pages", "0001_initial")]
    operations = [migrations.RunPython(give, take_back)]
