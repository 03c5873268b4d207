"""Teaching the model that reads claims: needs torch, so nothing else imports it."""
