"""Open Public Accounts: from printed statements to data that proves itself."""
