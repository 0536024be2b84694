"""Every view says who may open it: a policy, or `public`. A test of the house refuses a route without one."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase, HttpResponseNotAllowed

from nabij.kernel.actors import VISITOR, Actor
from nabij.kernel.decisions import Decision, allow, require

View = Callable[..., HttpResponseBase]
Policy = Callable[[Actor], Decision]


class GuardedView(Protocol):
    """A view that carries the policy it is guarded by."""

    policy: Policy

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer the request, or refuse it."""


def everyone(actor: Actor) -> Decision:
    """Allow whoever comes: the policy of public pages."""
    return allow()


METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST"})
"""How a page may be asked for. What asks in another way gets no further than the guard."""


def guarded_by(policy: Policy, *, methods: frozenset[str] = METHODS) -> Callable[[View], GuardedView]:
    """Open a view only after a yes of this policy about the actor, and only for these methods.

    Somebody who has not logged in is asked to do so first; somebody who has is told the reason (Refused).
    What also depends on the household or case is decided further on, by the action or query.
    """

    def guard(view: View) -> GuardedView:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if request.method not in methods:
                return HttpResponseNotAllowed(sorted(methods))
            actor: Actor = getattr(request, "actor", VISITOR)
            decision = policy(actor)
            if not decision.allowed and not actor.is_known:
                return redirect_to_login(request.get_full_path())
            require(decision)
            return view(request, *args, **kwargs)

        named = cast("GuardedView", guarded)
        named.policy = policy
        return named

    return guard


Proof = Callable[[HttpRequest], HttpResponseBase | None]
_proofs: list[Proof] = []


def register_proof(proof: Proof) -> None:
    """Say how somebody proves again who it is: the app that knows accounts fills this in.

    `proof` returns None after a recent proof, and else the answer that asks for one.
    """
    _proofs.append(proof)


def recently_proven(view: View) -> View:
    """Open a view only to somebody who proved within the last minutes who it is, with the second step.

    For what does much harm in the hands of whoever finds a computer unlocked: an export, a change of roles,
    exceptional access. Stands between `guarded_by` and the view, on the page with the form as well as on its
    sending: what was typed is not sent on after a proof.
    """

    @wraps(view)
    def proven(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        for proof in _proofs:
            if (answer := proof(request)) is not None:
                return answer
        return view(request, *args, **kwargs)

    return proven


def public(view: View) -> GuardedView:
    """Open a view to everyone, on purpose."""
    return guarded_by(everyone)(view)
