"""The one place where errors become HTTP answers."""

from __future__ import annotations

import logging

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from starlette.exceptions import HTTPException

from graphs.errors import MentorError, OperatorError, TooManyRequests

log = logging.getLogger(__name__)

SENTENCES = {
    404: "There is nothing at this address.",
    405: "This address does not take that kind of request.",
}


def error_response(status: int, code: str, message: str, headers: dict[str, str] | None = None) -> JSONResponse:
    """The API's one error shape."""
    return JSONResponse({"error": {"code": code, "message": message}}, status, headers)


def add_error_handlers(app: FastAPI) -> None:
    """Exception text reaches a person only when it was written for one: a `MentorError`."""

    @app.exception_handler(MentorError)
    async def _named(_: Request, error: MentorError) -> JSONResponse:
        if isinstance(error, OperatorError):
            log.error("%s: %s", error.code, error)
        headers = {"Retry-After": "10"} if isinstance(error, (TooManyRequests, OperatorError)) else None
        return error_response(error.status, error.code, str(error), headers)

    @app.exception_handler(RequestValidationError)
    async def _invalid(_: Request, error: RequestValidationError) -> JSONResponse:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"] if part != "body") or "the body"
        return error_response(422, "bad_request", f"The request is not understood: {place}: {first['msg']}.")

    @app.exception_handler(HTTPException)
    async def _http(_: Request, error: HTTPException) -> JSONResponse:
        sentence = SENTENCES.get(error.status_code, "The request cannot be served.")
        code = "not_found" if error.status_code == 404 else "bad_request"
        return error_response(error.status_code, code, sentence, dict(error.headers or {}))

    @app.exception_handler(Exception)
    async def _unnamed(_: Request, __: Exception) -> JSONResponse:
        return error_response(
            500, "internal", "Something broke on our side. Try again; if it happens twice, see the log."
        )
