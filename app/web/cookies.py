"""Who a browser is: an opaque id in a signed cookie. There are no names and no passwords."""

from __future__ import annotations

import secrets
from pathlib import Path

from fastapi import Request, Response
from itsdangerous import BadSignature, URLSafeTimedSerializer

from app.private_file import kept_text
from app.settings import Settings
from graphs.errors import BadSettings, DataDirUnusable, PersonError

NAME = "mentor_learner"
LASTS = 400 * 24 * 3600
"""The longest that browsers keep a cookie; it is renewed on each visit."""


class NotSignedIn(PersonError):
    """The request carries no valid cookie."""

    code = "not_signed_in"
    status = 401


class LearnerCookie:
    """Issues and reads the cookie."""

    def __init__(self, secret: str, *, secure: bool):
        self._signer = URLSafeTimedSerializer(secret, salt="mentor-learner")
        self._secure = secure

    def read(self, request: Request) -> str | None:
        """The learner's id, or None for no cookie or one that we did not sign."""
        value = request.cookies.get(NAME)
        if not value:
            return None
        try:
            learner = self._signer.loads(value, max_age=LASTS)
        except BadSignature:
            return None
        return learner if isinstance(learner, str) and learner.isalnum() else None

    def require(self, request: Request) -> str:
        """Raises `NotSignedIn`."""
        learner = self.read(request)
        if learner is None:
            raise NotSignedIn(
                "This browser is not known here yet. Open the page (or GET /api/me) first, and allow its cookie."
            )
        return learner

    def issue(self, request: Request, response: Response) -> str:
        """The learner's id, new if need be, with the cookie set or renewed on the response."""
        learner = self.read(request) or secrets.token_hex(12)
        self.grant(response, learner)
        return learner

    def grant(self, response: Response, learner: str) -> None:
        """Makes the browser this learner's; only for one who has shown that they are that person."""
        response.set_cookie(
            NAME,
            self._signer.dumps(learner),
            max_age=LASTS,
            httponly=True,
            samesite="lax",
            secure=self._secure,
            path="/",
        )

    def clear(self, response: Response) -> None:
        """Makes the browser forget."""
        response.delete_cookie(NAME, httponly=True, samesite="lax", secure=self._secure, path="/")


def learner_cookie(settings: Settings) -> LearnerCookie:
    """Signed with `MENTOR_SECRET`, or with a secret made once and kept in the data directory."""
    secret = (
        settings.secret.get_secret_value()
        if settings.secret is not None
        else _kept_secret(settings.data_dir / "secret")
    )
    if len(secret) < 16:
        raise BadSettings("MENTOR_SECRET is too short to sign with. Use 16 characters or more, or unset it.")
    return LearnerCookie(secret, secure=settings.secure_cookies)


def _kept_secret(file: Path) -> str:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        return kept_text(file, lambda: secrets.token_urlsafe(32))
    except OSError as error:
        raise DataDirUnusable(
            f"Cannot keep the cookie secret in {file} ({error.strerror}). Set MENTOR_SECRET, or mend its folder."
        ) from error
