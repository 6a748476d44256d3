"""Two letters of ours that the first set does not have: neither has the line to write above."""

ASKS = """Bonjour,

Pour votre dossier de logement, il nous manque trois renseignements :

- le montant du loyer
- le nom du propriétaire
- la date de la lettre de congé

Pouvez-vous nous les envoyer ?

Bruno
CAI, rue Docteur Haibe 2, 5002 Saint-Servais"""

CLOSED = """Hello,

We think that your question is answered, so we have closed it. If it is not, simply answer this message.

Your reference: CAI-26-3WQE-8NBC

Claire
CAI, rue Docteur Haibe 2, 5002 Saint-Servais"""
