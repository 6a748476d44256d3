"""What four people answer on the four forms."""

from typing import Any

GENERAL: dict[str, Any] = {
    "writing_for": "moi",
    "topic": "fle_alpha",
    "message": "Bonjour, je voudrais apprendre le français.\nJ'habite à Andenne.",
    "name": "Oleksandr O'Neil-Müller",
    "preferred_contact": "email",
    "email": "oleksandr@example.org",
    "safe_contact": "ok",
    "reply_language": "uk",
    "postal_code": "5300",
}
OFFICE: dict[str, Any] = {
    "writing_for": "proche",
    "needs": ["rendez_vous", "fle_alpha"],
    "letter_from_commune": "unknown",
    "message": "Ma mère a reçu une lettre.",
    "residence_card_ordered": "mars 2026",
    "people_count": "2",
    "preferred_office": "namur",
    "availability": ["lun_am", "mer_pm"],
    "postal_code": "Jambes",
    "name": "Zoé",
    "preferred_contact": "telephone",
    "phone": "0477 / 12 34 56",
    "third_party_agreement": "yes",
}
REPORT: dict[str, Any] = {
    "reporter_role": "victime",
    "message": "On m'a refusé un appartement à cause de mon nom.",
    "when": "exact",
    "incident_date": "15/03/2026",
    "place": "Namur, près de la gare",
    "domain": "logement",
    "criteria_groups": ["origine"],
    "wishes": ["conseil"],
    "transfer_consent": "demander",
    "anonymous": "no",
    "name": "Karim Exemple",
    "preferred_contact": "email",
    "email": "karim@example.org",
    "sensitive_consent": "yes",
}
ANONYMOUS: dict[str, Any] = {**REPORT, "anonymous": "yes"}
UKRAINE: dict[str, Any] = {**GENERAL, "topic": "logement", "preferred_contact": "sur_place", "name": "Олена"}
ALL: dict[str, dict[str, Any]] = {
    "general": GENERAL,
    "bureau-accueil": OFFICE,
    "discrimination": REPORT,
    "ukraine": UKRAINE,
}
