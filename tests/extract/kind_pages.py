"""Pages of each kind, written for the tests: what stands where an article might, in several languages and builds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

PROSE = {
    "en": "The harbour will close on Monday, the mayor said, and nobody knew for how long the ships would stay away. ",
    "de": "Der Hafen schließt am Montag, sagte die Bürgermeisterin, und niemand wusste, wie lange die Schiffe fernbleiben. ",
    "fr": "Le port fermera lundi, a dit la maire, et personne ne savait combien de temps les navires resteraient au loin. ",
    "es": "El puerto cerrará el lunes, dijo la alcaldesa, y nadie sabía cuánto tiempo estarían lejos los barcos. ",
    "ru": "Порт закроется в понедельник, сказала мэр, и никто не знал, как долго корабли останутся вдали. ",
    "ja": "港は月曜日に閉鎖されると市長は述べ、船がいつまで離れているのか誰にも分からなかった。",
}
MENU = (
    "<nav>"
    + "".join(f"<a href='/{w}'>{w.title()}</a> " for w in ("home", "world", "sport", "culture"))
    + "</nav>"
)
FOOT = "<footer><p>© The Harbour Paper. All rights reserved.</p><a href='/imprint'>Imprint</a></footer>"


@dataclass(frozen=True, slots=True)
class Made:
    """A page, the kind that it is, and a name for it."""

    kind: str
    name: str
    html: str
    url: str = "https://paper.example/2025/12/01/harbour-closes-on-monday"


def ld(**node: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@context": "https://schema.org", **node})}</script>'


ARTICLE = ld(
    **{
        "@type": "NewsArticle",
        "headline": "Harbour closes on Monday",
        "datePublished": "2025-12-01T08:00:00Z",
    }
)
PAID = ld(**{"@type": "NewsArticle", "headline": "Harbour closes on Monday", "datePublished": "2025-12-01T08:00:00Z",
             "isAccessibleForFree": "False"})  # fmt: skip


def page(body: str, head: str = "", lang: str = "en", title: str = "Harbour closes on Monday") -> str:
    return (
        f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>'
        f"<body>{MENU}{body}{FOOT}</body></html>"
    )


def bare(title: str, *paragraphs: str, lang: str = "en") -> str:
    inner = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        f'<html lang="{lang}"><head><title>{title}</title></head><body><h1>{title}</h1>{inner}</body></html>'
    )


def walls() -> Iterator[Made]:
    yield Made(
        "bot wall",
        "en challenge",
        bare(
            "Just a moment...",
            "Checking if the site connection is secure",
            "paper.example needs to review the security of your connection before proceeding.",
        ),
    )
    yield Made(
        "bot wall",
        "en denied",
        bare(
            "Access Denied",
            "You don't have permission to access this page on this server.",
            "Reference #18.2f",
        ),
    )
    yield Made(
        "bot wall",
        "en press",
        bare("Before we continue...", "Press &amp; Hold to confirm you are a human (and not a bot)."),
    )
    yield Made(
        "bot wall",
        "en rate",
        bare("429 Too Many Requests", "You have sent too many requests in a given amount of time."),
    )
    yield Made(
        "bot wall",
        "de robot",
        bare("Sicherheitsprüfung", "Bitte bestätigen Sie, dass Sie kein Roboter sind.", lang="de"),
    )
    yield Made(
        "bot wall",
        "fr robot",
        bare("Vérification", "Merci de confirmer que vous n’êtes pas un robot.", lang="fr"),
    )
    yield Made(
        "bot wall",
        "ru robot",
        bare("Проверка", "Подтвердите, что вы не робот, и продолжайте чтение.", lang="ru"),
    )
    yield Made("bot wall", "zh check", bare("安全验证", "请完成安全验证后继续访问。", lang="zh"))
    yield Made(
        "cookie wall",
        "en",
        bare(
            "Your choices",
            "We value your privacy. We and our partners store and access information on a device.",
            "Accept all cookies",
        ),
    )
    yield Made(
        "cookie wall",
        "en before",
        bare(
            "Before you continue to The Harbour Paper",
            "We use cookies and data to deliver and maintain our services.",
        ),
    )
    yield Made(
        "cookie wall",
        "de pur",
        bare("Willkommen", "Mit Werbung weiterlesen", "Wir und unsere Partner verarbeiten Daten.", lang="de"),
    )
    yield Made(
        "cookie wall",
        "fr",
        bare(
            "Le respect de votre vie privée",
            "Nous et nos partenaires stockons des informations sur un terminal. Continuer sans accepter",
            lang="fr",
        ),
    )
    yield Made(
        "cookie wall",
        "it",
        bare(
            "La tua scelta", "Noi e i nostri partner archiviamo informazioni. Rifiuta e abbonati", lang="it"
        ),
    )
    yield Made(
        "cookie wall",
        "nl",
        bare("Uw keuze", "Wij en onze partners gebruiken cookies op dit apparaat.", lang="nl"),
    )
    yield Made(
        "error page",
        "en 404",
        page(
            "<h1>Page not found</h1><p>The page you are looking for has moved or never was.</p>", title="404"
        ),
    )
    yield Made(
        "error page", "en gone", page("<h1>Sorry</h1><p>This article is no longer available on our site.</p>")
    )
    yield Made("error page", "en 502", bare("502 Bad Gateway", "nginx"))
    yield Made(
        "error page",
        "en region",
        bare(
            "Unavailable", "Our site is not available in your region. We are looking for ways to change that."
        ),
    )
    yield Made(
        "error page",
        "de",
        page("<h1>Fehler</h1><p>Die gewünschte Seite wurde nicht gefunden.</p>", lang="de"),
    )
    yield Made("error page", "es", page("<h1>Lo sentimos</h1><p>Página no encontrada</p>", lang="es"))
    yield Made("error page", "pl", page("<h1>404</h1><p>Strona nie została znaleziona</p>", lang="pl"))
    yield Made("error page", "ja", page("<h1>404</h1><p>お探しのページは見つかりませんでした</p>", lang="ja"))
    yield Made(
        "login wall",
        "en",
        page(
            "<h1>Harbour closes on Monday</h1><div><p>Sign in to read this story. Already a subscriber? Log in.</p></div>"
        ),
    )
    yield Made(
        "login wall",
        "fr",
        page("<h1>Le port ferme</h1><p>Cet article est réservé aux abonnés.</p>", lang="fr"),
    )
    yield Made(
        "login wall",
        "pt",
        page(
            "<h1>O porto fecha</h1><p>Conteúdo exclusivo para assinantes. Já é assinante? Entre.</p>",
            lang="pt",
        ),
    )


CALLS = {
    "en": "To continue reading this article, subscribe for one crown a week.",
    "de": "Jetzt weiterlesen mit dem Hafenblatt-Abo. Sie haben bereits ein Abo?",
    "fr": "La suite est réservée aux abonnés. Déjà abonné ? Connectez-vous",
    "es": "Para seguir leyendo, suscríbete. ¿Ya tienes cuenta?",
    "ru": "Чтобы читать дальше, оформите подписку.",
    "ja": "この記事は会員限定です。続きを読むには登録が必要です。",
}


def stubs() -> Iterator[Made]:
    for lang, call in CALLS.items():
        teaser = f"<p>{PROSE[lang] * 2}</p><p>{PROSE[lang] * 2}</p>"
        body = f"<h1>{PROSE[lang][:40]}</h1><article>{teaser}</article><section class='offer'><h3>{call}</h3></section>"
        yield Made("paywall stub", f"{lang} call", page(body, ARTICLE, lang))
    teaser = f"<p>{PROSE['en'] * 3}</p><p>The ships, she said, would…</p>"
    yield Made(
        "paywall stub",
        "en stated",
        page(f"<h1>Harbour closes on Monday</h1><article>{teaser}</article>", PAID),
    )
    yield Made(
        "paywall stub",
        "en inside",
        page(
            f"<h1>Harbour closes on Monday</h1><article><p>{PROSE['en'] * 3}</p><p>Unlock this article with a day pass.</p></article>",
            ARTICLE,
        ),
    )


TICKS = {
    "en": ("10:42", "9.15pm", "08:03", "07:55", "06:20"),
    "de": ("10.42 Uhr", "09:15 Uhr", "08:03", "07:55", "06:20"),
    "fr": ("10h42", "9h15", "08h03", "07h55", "06h20"),
}


def live() -> Iterator[Made]:
    stated = ld(**{"@type": "LiveBlogPosting", "headline": "Harbour: live", "datePublished": "2025-12-01T08:00:00Z",
                   "liveBlogUpdate": [{"@type": "BlogPosting", "headline": "Ships wait", "articleBody": "x"}]})  # fmt: skip
    yield Made(
        "live blog",
        "en stated",
        page(f"<h1>Harbour: live</h1><article><p>{PROSE['en'] * 20}</p></article>", stated),
    )
    for lang, where in (("en", "live"), ("de", "liveticker"), ("fr", "en-direct")):
        entries = "".join(f"<h3>{t} – {PROSE[lang][:30]}</h3><p>{PROSE[lang] * 3}</p>" for t in TICKS[lang])
        yield Made(
            "live blog",
            f"{lang} ticks",
            page(f"<h1>Harbour</h1><article>{entries}</article>", ARTICLE, lang),
            f"https://paper.example/{where}/harbour-closes-on-monday",
        )


def galleries() -> Iterator[Made]:
    figures = "".join(
        f"<figure><img src='/{n}.jpg'><figcaption>Picture {n}: a ship waits outside the harbour wall at dawn.</figcaption></figure>"
        for n in range(9)
    )
    lead = f"<p>{PROSE['en'] * 2}</p>"
    yield Made(
        "gallery",
        "en title",
        page(
            f"<h1>In pictures: the harbour closes</h1><article>{lead}{figures}</article>",
            ARTICLE,
            title="In pictures: the harbour closes",
        ),
    )
    yield Made(
        "gallery",
        "en path",
        page(f"<h1>The harbour closes</h1><article>{lead}{figures}</article>", ARTICLE),
        "https://paper.example/gallery/2025/the-harbour-closes",
    )
    yield Made(
        "gallery",
        "de path",
        page(
            f"<h1>Der Hafen schließt</h1><article><p>{PROSE['de'] * 2}</p>{figures}</article>", ARTICLE, "de"
        ),
        "https://paper.example/fotostrecke/der-hafen-schliesst",
    )
    yield Made(
        "gallery",
        "es title",
        page(
            f"<h1>Fotogalería: el puerto cierra</h1><article><p>{PROSE['es'] * 2}</p>{figures}</article>",
            ARTICLE,
            "es",
            "Fotogalería: el puerto cierra",
        ),
    )
    stated = ld(**{"@type": "ImageGallery", "name": "The harbour closes", "datePublished": "2025-12-01"})
    yield Made("gallery", "en stated", page(f"<h1>The harbour closes</h1>{lead}{figures}", stated))


def videos() -> Iterator[Made]:
    stated = ld(
        **{"@type": "VideoObject", "name": "Harbour closes", "uploadDate": "2025-12-01", "description": "x"}
    )
    og = "<meta property='og:type' content='video.other'>"
    player = "<div class='player'><video src='/a.mp4'></video></div>"
    lead = f"<p>{PROSE['en'] * 3}</p>"
    yield Made("video page", "en data", page(f"<h1>Harbour closes</h1>{player}{lead}", stated))
    yield Made("video page", "en og", page(f"<h1>Harbour closes</h1>{player}{lead}", og + ARTICLE))
    yield Made(
        "video page",
        "en path",
        page(f"<h1>Harbour closes</h1>{player}{lead}", ARTICLE),
        "https://paper.example/videos/2025/harbour-closes-now",
    )
    yield Made(
        "video page",
        "de path",
        page(
            f"<h1>Der Hafen schließt</h1><iframe src='https://v.example/1'></iframe><p>{PROSE['de'] * 2}</p>",
            ARTICLE,
            "de",
        ),
        "https://paper.example/mediathek/der-hafen-schliesst-jetzt",
    )
    yield Made(
        "video page", "fr og", page(f"<h1>Le port ferme</h1>{player}<p>{PROSE['fr'] * 2}</p>", og, "fr")
    )


def indexes() -> Iterator[Made]:
    heads = [f"Ship number {n} waits for the harbour to open again" for n in range(14)]
    cards = "".join(
        f"<div class='card'><h3><a href='/2025/{n}'>{h}</a></h3><p>{PROSE['en']}</p></div>"
        for n, h in enumerate(heads)
    )
    rows = "".join(f"<li><a href='/2025/{n}'>{h}</a></li>" for n, h in enumerate(heads))
    yield Made(
        "index page",
        "front",
        page(
            f"<h1>The Harbour Paper</h1>{cards}",
            "<meta property='og:type' content='website'>",
            title="The Harbour Paper",
        ),
        "https://paper.example/",
    )
    yield Made(
        "index page", "section", page(f"<h1>World</h1>{cards}", title="World"), "https://paper.example/world"
    )
    yield Made(
        "index page",
        "list",
        page(f"<h1>Archive</h1><p>{PROSE['en'] * 3}</p><ul>{rows}</ul>", title="Archive"),
        "https://paper.example/archive/2025/",
    )
    stated = ld(**{"@type": "CollectionPage", "name": "Harbours"})
    yield Made(
        "index page",
        "topic",
        page(f"<h1>Harbours</h1><p>{PROSE['en'] * 3}</p>{cards}", stated, title="Harbours"),
        "https://paper.example/topic/harbours-and-the-sea",
    )
    yield Made(
        "index page",
        "author",
        page(
            f"<h1>Ana Ruiz</h1><p>{PROSE['en'] * 3}</p><ul>{rows}</ul>",
            ld(**{"@type": "ProfilePage", "name": "Ana Ruiz"}),
        ),
        "https://paper.example/by/ana-ruiz",
    )


def articles() -> Iterator[Made]:
    """Real articles that look like one of the kinds."""
    for lang, prose in PROSE.items():
        body = "".join(f"<p>{prose * 4}</p>" for _ in range(6))
        yield Made(
            "article", f"{lang} plain", page(f"<h1>{prose[:40]}</h1><article>{body}</article>", ARTICLE, lang)
        )
    whole = "".join(f"<p>{PROSE['en'] * 4}</p>" for _ in range(6))
    yield Made(
        "article",
        "brief",
        page(f"<h1>Harbour closes</h1><article><p>{PROSE['en'] * 3}</p></article>", ARTICLE),
    )
    yield Made(
        "article",
        "brief with a login in its menu",
        page(
            f"<div class='top'><a href='/in'>Already a subscriber? Log in</a></div><h1>Harbour closes</h1><article><p>{PROSE['en'] * 6}</p></article>",
            ARTICLE,
        ),
    )
    yield Made("article", "paid and whole", page(f"<h1>Harbour closes</h1><article>{whole}</article>", PAID))
    yield Made(
        "article",
        "whole with a call below",
        page(f"<h1>Harbour closes</h1><article>{whole}</article><p>{CALLS['en']}</p>", ARTICLE),
    )
    yield Made(
        "article",
        "about a wall",
        page(
            f"<h1>Are you a robot?</h1><article>{whole}<p>The site asked readers to verify you are human.</p></article>",
            ARTICLE,
        ),
    )
    yield Made(
        "article",
        "with a video",
        page(
            f"<h1>Harbour closes</h1><video src='/a.mp4'></video><article>{whole}</article>",
            ARTICLE + ld(**{"@type": "VideoObject", "name": "x"}),
        ),
        "https://paper.example/video/harbour-closes-on-monday",
    )
    many = "".join(
        f"<figure><img src='/{n}.jpg'><figcaption>The wall, {n}.</figcaption></figure>" for n in range(7)
    )
    yield Made(
        "article", "with pictures", page(f"<h1>Harbour closes</h1><article>{whole}{many}</article>", ARTICLE)
    )
    related = (
        "<ul>"
        + "".join(
            f"<li><a href='/{n}'>Ship number {n} waits for the harbour to open again</a></li>"
            for n in range(20)
        )
        + "</ul>"
    )
    yield Made(
        "article",
        "with many links below",
        page(f"<h1>Harbour closes</h1><article>{whole}</article>{related}"),
    )
    yield Made(
        "article",
        "short with many links below",
        page(f"<h1>Harbour closes</h1><article><p>{PROSE['en'] * 5}</p></article>{related}", ARTICLE),
    )
    yield Made(
        "article",
        "named live",
        page(f"<h1>Harbour closes</h1><article>{whole}</article>", ARTICLE),
        "https://paper.example/live/harbour-closes-on-monday",
    )
    yield Made(
        "article", "about cookies", page(f"<h1>Accept all cookies?</h1><article>{whole}</article>", ARTICLE)
    )


def made() -> tuple[Made, ...]:
    return tuple(
        one for group in (walls, stubs, live, galleries, videos, indexes, articles) for one in group()
    )
