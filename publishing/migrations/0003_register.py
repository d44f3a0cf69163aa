"""The register of changes of editions that were published before there was one."""

from django.db import migrations

from publishing.differences import compare
from publishing.document import DepartmentDocument, OfficeDocument
from publishing.telling import as_text, tell, touched_units


def document(edition, bodies):
    kind = OfficeDocument if edition.subject == "office" else DepartmentDocument
    return kind.model_validate_json(bodies.values_list("content", flat=True).get(pk=edition.pk))


def write(apps, schema_editor):
    """What `publishing.register.write_register` does, on the models as they are at this point."""
    names = ("Edition", "EditionBody", "RegisterEntry", "RegisterUnit")
    editions, bodies, entries, units = (
        apps.get_model("publishing", name).objects.using(schema_editor.connection.alias) for name in names
    )
    for edition in editions.filter(register=None).order_by("subject", "key", "number"):
        earlier = editions.filter(subject=edition.subject, key=edition.key, number__lt=edition.number)
        seen = earlier.filter(in_force_from__lte=edition.in_force_from)
        before = seen.order_by("-in_force_from", "-number").first()
        if before is None:
            entries.create(edition=edition, before=None, chapters=as_text([]), acts=0)
            continue
        old, new = document(before, bodies), document(edition, bodies)
        found = compare(old, new)
        entry = entries.create(
            edition=edition, before=before, chapters=as_text(tell(old, new, found)), acts=len(found.acts)
        )
        for key in sorted(touched_units(old, new, found)):
            units.create(entry=entry, unit_key=key)


class Migration(migrations.Migration):
    dependencies = [("publishing", "0002_the_road")]

    operations = [migrations.RunPython(write, migrations.RunPython.noop)]
