"""Why somebody reads about a person. Every read names one, and the person can see it."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Purpose(models.TextChoices):
    """The closed list of reasons to read about a person. There is none for control, police or research."""

    HELP = "help", _("Helping this household")
    INTAKE = "intake", _("A first question or signal")
    WORK_LIST = "work_list", _("A list of the work to do")
    SEARCH = "search", _("Looking somebody up")
    RIGHTS_CHECK = "rights_check", _("Looking for rights")
    OUTREACH = "outreach", _("Going to people: calls, visits, packages")
    PARTNER_LIST = "partner_list", _("Putting lists of partners together")
    SUPERVISION = "supervision", _("Looking along with a colleague as team lead")
    OVERSIGHT = "oversight", _("Watching over privacy")
    OWN_REQUEST = "own_request", _("A request of the person")
    EXCEPTION = "exception", _("Exceptional access, with a reason")
    UPKEEP = "upkeep", _("Keeping the system in order")
