"""What people do on a PDS, through its own interface."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

    import httpx2

POSTS = "app.bsky.feed.post"


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """An account and its key."""

    did: str
    token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Pds:
    """A running PDS."""

    address: str
    http: httpx2.Client

    def join(self, name: str) -> Person:
        """A new account, `NAME.test`."""
        asked = {"handle": f"{name}.test", "email": f"{name}@example.org", "password": "not-a-secret"}
        told = self._ask("com.atproto.server.createAccount", asked)
        return Person(did=told["did"], token=told["accessJwt"])

    def write(self, person: Person, collection: str, record: Mapping[str, object], key: str | None = None) -> str:
        """The key of a new record."""
        asked = {"repo": person.did, "collection": collection, "record": record, **({"rkey": key} if key else {})}
        return str(self._ask("com.atproto.repo.createRecord", asked, person)["uri"]).rpartition("/")[2]

    def rewrite(self, person: Person, collection: str, key: str, record: Mapping[str, object]) -> None:
        """Puts another record in the place of one."""
        asked = {"repo": person.did, "collection": collection, "rkey": key, "record": record}
        self._ask("com.atproto.repo.putRecord", asked, person)

    def erase(self, person: Person, collection: str, key: str) -> None:
        """Takes a record away."""
        self._ask("com.atproto.repo.deleteRecord", {"repo": person.did, "collection": collection, "rkey": key}, person)

    def leave(self, person: Person) -> None:
        """Switches an account off, until its owner comes back."""
        self._ask("com.atproto.server.deactivateAccount", {}, person)

    def _ask(self, name: str, asked: Mapping[str, object], person: Person | None = None) -> Any:
        headers = {"Authorization": f"Bearer {person.token}"} if person else {}
        answer = self.http.post(f"{self.address}/xrpc/{name}", json=asked, headers=headers)
        assert answer.is_success, f"{name}: {answer.status_code} {answer.text}"
        return answer.json() if answer.content else None
