"""Signing in with the token in a browser, and out again."""

from __future__ import annotations

from urllib.parse import parse_qs

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from termcheck.web.credentials import COOKIE, LASTS, Credentials, TooManyGuesses, address_of
from termcheck.web.guard import too_many
from termcheck.web.language import language_of
from termcheck.web.pages import page

MOST = 4_000
"""Bytes of a form that holds a token, at most."""
_FIELDS = 4


class Login:
    """The page where a token is typed, for servers that have one."""

    def __init__(self, credentials: Credentials) -> None:
        self.credentials = credentials

    def routes(self) -> list[Route]:
        """Return the routes, none where no token is needed."""
        if not self.credentials.needed:
            return []
        return [
            Route("/login", self.login, methods=["GET", "POST"]),
            Route("/logout", self.logout, methods=["POST"]),
        ]

    async def login(self, request: Request) -> Response:
        """Take the token of somebody in a browser, and remember it in a cookie."""
        gettext = language_of(request).gettext
        wrong = ""
        if request.method == "POST":
            try:
                right = self.credentials.is_right(
                    _token(await request.body()), address_of(request.scope)
                )
            except TooManyGuesses as error:
                return too_many(error.seconds)
            if right:
                answer = RedirectResponse("/", 303)
                answer.set_cookie(
                    COOKIE,
                    self.credentials.sign_in(),
                    httponly=True,
                    samesite="strict",
                    secure=_is_secure(request),
                    max_age=LASTS,
                )
                return answer
            wrong = gettext("That is not the token.")
        elif self.credentials.signed_in(request.headers):
            return page(request, "login", gettext("Sign out"), signed_in=True)
        status = 401 if wrong else 200
        return page(request, "login", gettext("Sign in"), status, signed_in=False, told=wrong)

    async def logout(self, request: Request) -> Response:
        """End the session of the browser that asks."""
        self.credentials.sign_out(request.headers)
        answer = RedirectResponse("/login", 303)
        answer.delete_cookie(COOKIE, httponly=True, samesite="strict", secure=_is_secure(request))
        return answer


def _is_secure(request: Request) -> bool:
    return request.headers.get("x-forwarded-proto", request.url.scheme) == "https"


def _token(body: bytes) -> str:
    """Return the token in a form, empty for anything else."""
    if len(body) > MOST:
        return ""
    try:
        said = parse_qs(body.decode("utf-8", "replace"), max_num_fields=_FIELDS)
    except ValueError:
        return ""
    return said.get("token", [""])[0].strip()
