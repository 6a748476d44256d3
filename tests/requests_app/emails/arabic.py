"""Letters in Arabic, as an administrator might write them: our catalogue does not speak it yet."""

SUBJECT = "رسالتك إلينا – {reference}"
ACKNOWLEDGEMENT = (
    "مرحبا {name}،\n\nلقد تلقينا رسالتك. شكرا لك.\n\n"
    "رقمك المرجعي: {reference}\n{reference} هو رقمك المرجعي.\nتاريخ الاستلام: {received_at}\n\n"
    "سيقرأها أحد أعضاء فريقنا ويجيبك في موعد أقصاه {due_on}.\n\n"
    "لمتابعة طلبك أو إضافة شيء أو إلغائه:\n{link}"
)
REPLY = "{answer}\n\n{agent}\n\nللإجابة أو لرؤية المراسلة كاملة:\n{link}\n\n{reference} هو رقمك المرجعي."
