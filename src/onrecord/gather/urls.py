"""Addresses: the one that an article is kept under, and what its variants share.

Two articles taken for one cost more than one article kept twice. So a query field goes only when it is
known to say nothing about the page, or when the path names the article without it; and what a page claims
as its canonical address is believed only about its own site.

courlan says which query fields are trackers. Its `normalize_url` is not used: it drops bare fields
(`story.php?48213`) and decodes entities (`&para=2`), which merges articles or breaks their addresses.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from urllib.parse import SplitResult, quote, unquote, urljoin, urlsplit, urlunsplit

from onrecord.text.lists import sections

LONGEST = 2000
_LONGEST_GIVEN = 16_000
_PORTS = {"http": 80, "https": 443}
_JUNK = re.compile(r"[\x00-\x20\x7f\u00a0\u200b\u2028\u2029\ufeff]+")
_HOST = re.compile(r"[a-z0-9_](?:[a-z0-9_.-]*[a-z0-9_])?|\[[0-9a-f:.]+\]")
_ESCAPE = re.compile(r"%([0-9a-fA-F]{2})")
_UNRESERVED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")
_AMP_CACHE = re.compile(r"/(?:[a-z]/)?(?P<secure>s/)?(?P<rest>[^/]+\.[^/]+/.*)")
_AMP_VIEWER = re.compile(r"/amp/(?P<secure>s/)?(?P<rest>[^/]+\.[^/]+/.*)")
_NUMERIC = re.compile(r"[0-9.]+|.*:.*")
_NUMBER = re.compile(r"\d{5,}")
_AMP_ENDING = re.compile(r"(?:\.amp(?=\.html?$)|\.amp$|[-_]amp(?=\.html?$))", re.IGNORECASE)


def canonical(url: str, *, declared: str | None = None) -> str | None:
    """The address to keep `url` under, or None where it is no http(s) address.

    Without tracking fields, fragment, default port, user name and AMP cache. `declared` is what the page
    gives as its canonical address, relative or absolute: it counts where `may_declare` allows it.
    """
    own = _cleaned(url)
    if own is None or not declared or len(declared) > _LONGEST_GIVEN:
        return own
    declared = _JUNK.sub("", declared)
    try:
        claimed = _cleaned(declared) or _cleaned(urljoin(own, declared))
    except ValueError:
        return own
    return claimed if claimed is not None and may_declare(own, claimed) else own


def url_key(url: str) -> str:
    """What the addresses of one page share: scheme, www and mobile hosts, AMP forms, final slash left out.

    A key is for comparing, not for fetching. What is no http(s) address is its own key.
    """
    clean = _cleaned(url)
    if clean is None:
        return url
    parted = urlsplit(clean)
    fields = sorted(f for f in parted.query.split("&") if f and _name(f) not in _listed("form"))
    path = _plain_path(parted.path)
    return f"{_plain_host(parted.netloc)}{path}" + (f"?{'&'.join(fields)}" if fields else "")


def may_declare(own: str, claimed: str) -> bool:
    """Whether a page at `own` may name `claimed` as its canonical address; both as `canonical` gives them.

    Never another site's, since anybody can write the tag: the same host, or its www, mobile or AMP form;
    or the parent domain with the same last part of the path. Never a front page or a section in place of
    the article, and never an address that has lost the field that tells the article.
    """
    if own == claimed:
        return True
    here, there = urlsplit(own), urlsplit(claimed)
    mine, theirs = _plain_path(here.path), _plain_path(there.path)
    if not _may_speak_for(here, there):
        return False
    if not theirs.strip("/") and not there.query:
        return not mine.strip("/") and not here.query
    if mine.startswith(theirs.rstrip("/") + "/") and not names_article(theirs):
        return False
    return not (mine == theirs and here.query and not there.query and not names_article(mine))


def host_of(url: str) -> str | None:
    """The host in lower case and ASCII, without its port; None where there is none."""
    clean = _cleaned(url)
    return None if clean is None else urlsplit(clean).hostname


def site_of(url: str) -> str | None:
    """The domain that was registered: `bbc.co.uk` of `https://m.bbc.co.uk/news`; the host where that is all.

    What lets others publish below it (`github.io`) counts as a suffix, not as a site.
    """
    host = host_of(url)
    return None if host is None else _registered(host)


def names_article(path: str) -> bool:
    """Whether the path's last part names one page by itself: a few words joined, or a long number."""
    last = next((part for part in reversed(path.split("/")) if part), "")
    return last.count("-") + last.count("_") >= 2 or bool(_NUMBER.search(last))


@lru_cache(maxsize=4096)
def _cleaned(url: str) -> str | None:
    if len(url) > _LONGEST_GIVEN:
        return None
    try:
        parted = urlsplit(_JUNK.sub("", url))
        port = parted.port
    except ValueError:
        return None
    host = _ascii_host(parted.hostname or "")
    if parted.scheme not in _PORTS or host is None:
        return None
    inner = _within_amp_cache(host, parted.path)
    if inner is not None:
        return _cleaned(inner + (f"?{parted.query}" if parted.query else ""))
    netloc = host if port in (None, _PORTS[parted.scheme]) else f"{host}:{port}"
    path = _tidy_path(parted.path)
    clean = urlunsplit((parted.scheme, netloc, path, _tidy_query(parted.query, path), ""))
    return clean if len(clean) <= LONGEST else None


def _ascii_host(host: str) -> str | None:
    host = host.rstrip(".").lower()
    if ":" in host:
        host = f"[{host}]"
    elif not host.isascii():
        try:
            host = host.encode("idna").decode("ascii")
        except UnicodeError:
            return None
    return host if _HOST.fullmatch(host) and ".." not in host and len(host) <= 253 else None


def _within_amp_cache(host: str, path: str) -> str | None:
    """The address inside an AMP cache's or viewer's."""
    if host.endswith(".cdn.ampproject.org"):
        found = _AMP_CACHE.fullmatch(path)
    elif host.startswith(("www.google.", "google.")):
        found = _AMP_VIEWER.fullmatch(path)
    else:
        return None
    return None if found is None else f"http{'s' if found['secure'] else ''}://{found['rest']}"


def _tidy_path(path: str) -> str:
    parts: list[str] = []
    for part in _tidy_escapes(path, "/%!$&'()*+,;=:@~").split("/"):
        if part == "..":
            del parts[-1:]
        elif part not in ("", ".") or (part == "" and parts and parts[-1].endswith(":")):
            parts.append(part)
    slash = "/" if parts and path.endswith(("/", "/.", "/..")) else ""
    return "/" + "/".join(parts) + slash


def _tidy_query(query: str, path: str) -> str:
    fields = [field for field in query.replace("&amp;", "&").split("&") if field]
    named = names_article(path)
    kept = [field for field in fields if not _is_tracking(_name(field), named)]
    return _tidy_escapes("&".join(kept), "/%!$&'()*+,;=:@~?")


def _tidy_escapes(part: str, safe: str) -> str:
    """Escaped where it must be, in capitals, and nowhere else."""

    def tidy(match: re.Match[str]) -> str:
        char = chr(int(match[1], 16))
        return char if char in _UNRESERVED else match[0].upper()

    return _ESCAPE.sub(tidy, quote(part, safe=safe, errors="replace"))


def _name(field: str) -> str:
    return unquote(field.partition("=")[0]).lower()


def _is_tracking(name: str, named: bool) -> bool:
    """Known to be tracking anywhere; or taken for it by courlan, on a page that its path names already."""
    if name in _listed("tracking") or name.startswith(_beginnings()):
        return True
    return named and (name in _listed("tracking-beside-a-name") or _courlan_drops(name))


@lru_cache(maxsize=1024)
def _courlan_drops(name: str) -> bool:
    from courlan.clean import clean_query

    return not clean_query(f"{quote(name, errors='replace')}=1")


@cache
def _listed(section: str) -> frozenset[str]:
    return frozenset(sections("onrecord.gather", "addresses.txt")[section])


@cache
def _beginnings() -> tuple[str, ...]:
    return tuple(name[:-1] for name in _listed("tracking") if name.endswith("*"))


def _plain_host(netloc: str) -> str:
    """The host without the labels that serve the same pages: `m.example.org`, `www.example.org`."""
    while True:
        label, _, rest = netloc.partition(".")
        if label not in _listed("variant-hosts") or "." not in rest:
            return netloc
        if _registered(netloc.partition(":")[0]) == netloc.partition(":")[0]:
            return netloc
        netloc = rest


def _plain_path(path: str) -> str:
    parts = [part for part in path.split("/") if part]
    while parts and parts[-1].lower() in _listed("variant-paths"):
        parts.pop()
    while len(parts) > 1 and parts[0].lower() in _listed("variant-paths"):
        parts.pop(0)
    if parts and parts[-1].lower() in _listed("folder-pages"):
        parts.pop()
    if parts:
        parts[-1] = _AMP_ENDING.sub("", parts[-1])
    return "/" + "/".join(parts)


def _may_speak_for(here: SplitResult, there: SplitResult) -> bool:
    mine, theirs = _plain_host(here.netloc), _plain_host(there.netloc)
    if mine == theirs:
        return True
    below = mine.endswith("." + theirs) and _registered(mine) == _registered(theirs)
    return below and _last(here.path) == _last(there.path) != ""


def _last(path: str) -> str:
    return _plain_path(path).rsplit("/", 1)[-1]


@lru_cache(maxsize=4096)
def _registered(host: str) -> str:
    from tld import get_tld

    found = get_tld(f"https://{host}", as_object=True, fail_silently=True, search_private=True)
    domain = getattr(found, "fld", None)
    if isinstance(domain, str) and domain:
        return domain
    return host if _NUMERIC.fullmatch(host) else ".".join(host.split(".")[-2:])
