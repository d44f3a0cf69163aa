from django.db.models import QuerySet as TreeQuerySet

__all__ = ["TreeQuerySet"]
