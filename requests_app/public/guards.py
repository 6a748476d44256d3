"""What tells people and robots apart on the public pages, without a puzzle: see docs/decisions/0017-not-for-robots.md.

Every page of a form carries a field that people do not see, and the stamp of its first page. In quiet times that is
all. Under attack the last page asks the browser for a proof of work; without one a request is still taken, and a
person looks at it first.
"""

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from requests_app import connections, proofs, stamps
from requests_app.intake.text import clean as clean_text
from requests_app.services.guards import Sending

BAIT, STAMP, PROOF, PATIENCE = "website", "stamp", "proof", "patience"
LONGEST = 100  # characters of a stamp or of what a robot typed, as they travel from page to page


def carried(post: QueryDict, name: str) -> str:
    """What stands in one of these fields, to travel on to the next page."""
    return clean_text(post.get(name, ""))[0][:LONGEST]


def sending_of(request: HttpRequest) -> Sending:
    """What there is to see of one sending."""
    moment = stamps.read(carried(request.POST, STAMP))
    return Sending(
        network=connections.visitor_network(request),
        has_bait=bool(request.POST.get(BAIT, "").strip()),
        stamped_at=moment,
        is_stamped=moment is not None,
        proof=proofs.verified(request.POST.get(PROOF, ""), timezone.now()),
        has_patience=request.POST.get(PATIENCE) == "1",
    )
