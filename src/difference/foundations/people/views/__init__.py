"""The pages about people: own record, accounts, invitations, lost second factors, the audit."""
