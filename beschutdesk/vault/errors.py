"""Why a vault does not open. Apart from the envelope, so that naming them costs no import of it."""

from beschutdesk.trouble import Trouble


class WrongSecret(Trouble):
    """Passphrase or recovery code opens no slot."""


class DamagedEnvelope(Trouble):
    """The envelope file cannot be read."""


class NewerEnvelope(Trouble):
    """The envelope was written by a newer version."""
