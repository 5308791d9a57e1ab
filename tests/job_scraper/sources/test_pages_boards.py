"""Pages of boards that describe their offers for people only."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from job_scraper.pages.boards import find_board
from job_scraper.pages.tunisie_travail import named
from job_scraper.posting import JobPosting
from job_scraper.posting_page import read_posting_page
from job_scraper.record import posting_from_record

NOW = datetime(2026, 11, 20, tzinfo=UTC)


def page(body: str, head: str = "") -> str:
    return f"<!doctype html><html><head><title>Offres</title>{head}</head><body>{body}</body></html>"


def postings(text: str, address: str) -> list[JobPosting]:
    found = read_posting_page(text, address)
    return [posting_from_record(record, "test", NOW, found.habits) for record in found.records]


KEEJOB_NEW = page("""
<article class="bg-white rounded-lg">
  <a href="/offres-emploi/entreprise/7/"><img src="/logo.png" alt=""></a>
  <h2 class="text-lg"><a href="/offres-emploi/224411/developpeur-python/">Développeur Python</a></h2>
  <p><a href="/offres-emploi/companies/7/">Société Olive</a></p>
  <p class="text-sm">Nous cherchons un développeur pour nos outils internes.</p>
  <span>Sfax, Tunisie</span><span>CDI</span><span>12 novembre 2026</span>
</article>
<article><h2><a href="/offres-emploi/224412/comptable/">Comptable</a></h2><p><a href="#">Cabinet Jasmin</a></p></article>
<article><h2><a href="/blog/conseils/">Dix conseils</a></h2></article>
<nav class="nav-pagination"><a class="page-link" aria-label="Suivant" href="?page=2">»</a></nav>""")

KEEJOB_OLD = page("""
<div class="block_white_a post">
  <div class="content"><h6><a href="/offres-emploi/99001/infirmier/">Infirmier</a></h6>
  <div class="span8"><a href="/companies/3/">Clinique Cactus</a><p>Soins de nuit.</p></div>
  <span class="pull-left">03/11/2026</span></div></div>""")

KEEJOB_DETAIL = page("""
<h1>Développeur Python</h1><p><a href="/c/7">Société Olive</a></p>
<article><p>Vous écrivez des outils en Python et Django pour une équipe de cinq personnes, avec des revues de code.</p>
<dl><dt>Type de poste :</dt><dd>CDI - Temps plein</dd><dt>Lieu de travail :</dt><dd>Sfax, Tunisie</dd>
<dt>Expérience :</dt><dd>Entre 2 et 5 ans</dd><dt>Langues :</dt><dd>Français , Anglais</dd>
<dt>Publiée le :</dt><dd>12 novembre 2026</dd></dl></article>""")


def test_keejob_as_it_is() -> None:
    first, second = postings(KEEJOB_NEW, "https://www.keejob.com/offres-emploi/")
    assert (first.external_id, first.title, first.company) == (
        "224411",
        "Développeur Python",
        "Société Olive",
    )
    assert (first.city, first.country, first.contract) == ("Sfax", "TN", "permanent")
    assert first.published_at == datetime(2026, 11, 12, tzinfo=UTC)
    assert first.url == "https://www.keejob.com/offres-emploi/224411/developpeur-python/"
    assert (second.title, second.company, second.country) == ("Comptable", "Cabinet Jasmin", "TN")


def test_keejob_as_it_was() -> None:
    [one] = postings(KEEJOB_OLD, "https://www.keejob.com/offres-emploi/")
    assert (one.external_id, one.title, one.company) == ("99001", "Infirmier", "Clinique Cactus")
    assert one.published_at == datetime(2026, 11, 3, tzinfo=UTC)
    assert "Soins de nuit" in one.description_text


def test_keejob_with_neither_layout_left() -> None:
    text = page(
        '<ul><li><a href="/offres-emploi/5/x/">Soudeur</a></li><li><a href="/about/">À propos</a></li></ul>'
    )
    [one] = postings(text, "https://www.keejob.com/offres-emploi/")
    assert (one.title, one.external_id) == ("Soudeur", "5")


def test_keejob_page_of_an_offer() -> None:
    [one] = postings(KEEJOB_DETAIL, "https://www.keejob.com/offres-emploi/224411/developpeur-python/")
    assert (one.title, one.company, one.city) == ("Développeur Python", "Société Olive", "Sfax")
    assert (one.contract, one.work_time, one.years_min) == ("permanent", "full_time", 2.0)
    assert set(one.languages) == {"fr", "en"}
    assert "Django" in one.description_text


TANIT = page("""
<div class="sj-job-card"><h3 class="sj-card-title"><a href="/job/1500/technicien-reseau/">Technicien réseau</a></h3>
  <div class="sj-card-company"><a href="/company/4/">Réseaux du Cap</a></div><span class="sj-loc">Nabeul, Tunisie</span>
  <span class="sj-card-date">05/11/2026</span><span class="sj-card-tag">CDD</span><span class="sj-card-tag">Plein temps</span>
  <p class="sj-card-desc">Câbler et dépanner.</p></div>
<div class="sj-job-card"><h3 class="sj-card-title"><a href="/job/1501/x/"></a></h3></div>""")

TANIT_DETAIL = page("""
<h1 class="details-header__title">Technicien réseau</h1>
<a class="listing-item__info--item-company">Réseaux du Cap</a>
<div class="infos_job_details"><dl><dt>Experience :</dt><dd>1 à 3 ans</dd></dl>
<dl><dt>Rémunération proposée :</dt><dd>1200 - 1500 TND / Mois</dd></dl>
<dl><dt>Type d'emploi désiré :</dt><dd>CDI</dd></dl></div>
<div class="bootstrap-tagsinput"><a><span>Cisco</span></a><a><span>Linux</span></a></div>
<div class="details-body__content">Vous câblez, vous dépannez, vous écrivez la documentation du réseau.</div>""")


def test_tanitjobs_list() -> None:
    [one] = postings(TANIT, "https://www.tanitjobs.com/jobs/")
    assert (one.external_id, one.title, one.company, one.city) == (
        "1500", "Technicien réseau", "Réseaux du Cap", "Nabeul",
    )  # fmt: skip
    assert (one.contract, one.work_time, one.published_at) == (
        "fixed_term", "full_time", datetime(2026, 11, 5, tzinfo=UTC),
    )  # fmt: skip


def test_tanitjobs_page_of_an_offer() -> None:
    [one] = postings(TANIT_DETAIL, "https://www.tanitjobs.com/job/1500/technicien-reseau/")
    assert (one.title, one.company, one.contract, one.years_min) == (
        "Technicien réseau", "Réseaux du Cap", "permanent", 1.0,
    )  # fmt: skip
    assert set(one.skills) == {"Cisco", "Linux"}
    assert one.salary is not None
    assert (one.salary.currency, one.salary.period) == ("TND", "month")


EMPLOI = page("""
<div class="card-job"><div class="card-job-detail"><h3><a href="/offre-emploi-tunisie/comptable-ariana-8123456">Comptable - Ariana</a></h3>
  <a class="card-job-company company-name" href="/recruteur/5">Atlas Compta</a>
  <div class="card-job-description"><p>Tenir les comptes de trois sociétés.</p></div>
  <ul><li>Niveau d´études requis : <strong>Bac+3</strong></li><li>Niveau d'expérience : <strong>Expérience entre 2 ans et 5 ans</strong></li>
  <li>Contrat proposé : <strong>CDI</strong></li><li>Région de : <strong>Ariana</strong></li>
  <li>Compétences clés : <strong>Sage - Excel - Fiscalité</strong></li></ul>
  <time datetime="2026-11-02">02.11.2026</time></div></div>""")

EMPLOI_OLD = page("""
<div class="job-description-wrapper"><h5><a href="/offre-emploi-tunisie/chauffeur-777">Chauffeur</a></h5>
<p class="job-recruiter">01.11.2026 | Transports Sirocco</p><div class="job-tags"><span class="badge">Permis C</span></div></div>""")


def test_emploi_tunisie_list() -> None:
    [one] = postings(EMPLOI, "https://www.emploitunisie.com/recherche-jobs-tunisie")
    assert (one.external_id, one.company, one.city, one.contract) == (
        "8123456",
        "Atlas Compta",
        "Ariana",
        "permanent",
    )
    assert one.years_min == 2.0
    assert one.skills == ("Sage", "Excel", "Fiscalité")
    assert one.published_at == datetime(2026, 11, 2, tzinfo=UTC)


def test_emploi_tunisie_of_before() -> None:
    [one] = postings(EMPLOI_OLD, "https://www.emploitunisie.com/recherche-jobs-tunisie?page=3")
    assert (one.external_id, one.title, one.company) == ("777", "Chauffeur", "Transports Sirocco")
    assert one.skills == ("Permis C",)


def test_emploi_tunisie_page_of_an_offer() -> None:
    text = page("""<h1>Comptable - Ariana</h1><div class="card-block-company"><h3><a>Atlas Compta</a></h3></div>
      <div class="page-application-details"><p>Publiée le 02.11.2026</p></div>
      <div class="job-description"><p>Tenir les comptes de trois sociétés et préparer les bilans.</p></div>
      <ul><li>Contrat proposé : CDD</li><li>Région de : Ariana</li></ul>""")
    [one] = postings(text, "https://www.emploitunisie.com/offre-emploi-tunisie/comptable-ariana-8123456")
    assert (one.title, one.company, one.contract) == ("Comptable - Ariana", "Atlas Compta", "fixed_term")
    assert one.published_at == datetime(2026, 11, 2, tzinfo=UTC)


def test_bayt_list() -> None:
    text = page("""<ul><li data-js-job data-job-id="5012345"><h2><a href="/en/tunisia/jobs/accountant-5012345/">Accountant</a></h2>
      <div class="job-company-location-wrapper"><a href="/c/9">Palm Ledger</a><div>Tunis · Tunisia</div></div>
      <div class="jb-descr">Keep the books.</div></li></ul>""")
    [one] = postings(text, "https://www.bayt.com/en/tunisia/jobs/accountant-jobs/")
    assert (one.external_id, one.title, one.company, one.city, one.country) == (
        "5012345", "Accountant", "Palm Ledger", "Tunis", "TN",
    )  # fmt: skip


BLOG = page("""
<article><h2><a href="https://www.tunisietravail.net/societe-olive-recrute-des-developpeurs-51234/"
   title="Société Olive recrute des Développeurs Web">Société Olive recrute des Développeurs Web</a></h2>
   <time class="entry-date" datetime="2026-11-18T09:00:00+01:00">18 novembre 2026</time>
   <div class="entry-content"><p>Poste à pourvoir à Tunis.</p></div></article>
<article><a class="h1titleall" href="/hopital-dunes-recrute-un-infirmier-qatar-51235/">Hôpital Dunes recrute un Infirmier – Qatar</a>
   <div align="justify">Poste au Qatar.</div></article>""")


def test_tunisie_travail_list() -> None:
    first, second = postings(BLOG, "https://www.tunisietravail.net/page/2/")
    assert (first.external_id, first.title, first.company, first.country) == (
        "51234", "Développeurs Web", "Société Olive", "TN",
    )  # fmt: skip
    assert first.published_at == datetime(2026, 11, 18, 8, tzinfo=UTC)
    assert (second.external_id, second.title, second.company, second.country) == (
        "51235", "Infirmier", "Hôpital Dunes", "QA",
    )  # fmt: skip


def test_tunisie_travail_page_of_an_offer() -> None:
    text = page(
        """<h1>Société Olive recrute des Développeurs Web</h1><p class="PostInfo"><a href="/category/pays/tunisie/">Tunisie</a></p>
        <div class="entry-content"><p>Poste à pourvoir à Tunis avec Python.</p><p>Type de contrat : CDI</p></div>""",
        '<meta property="article:published_time" content="2026-11-18T08:00:00+00:00">',
    )
    [one] = postings(text, "https://www.tunisietravail.net/societe-olive-recrute-des-developpeurs-51234/")
    assert (one.company, one.title, one.contract, one.country) == (
        "Société Olive", "Développeurs Web", "permanent", "TN",
    )  # fmt: skip
    assert one.published_at == datetime(2026, 11, 18, 8, tzinfo=UTC)
    assert one.external_id == "51234"


@pytest.mark.parametrize(
    ("title", "company", "post", "country"),
    [
        ("Olive recrute plusieurs Profils", "Olive", "Profils", None),
        ("Clinique du Port recrute une Infirmière", "Clinique du Port", "Infirmière", None),
        ("Olive recrute 5 Agents – France", "Olive", "Agents", "FR"),
        ("Concours externe 2026", None, "Concours externe 2026", None),
        ("recrute", None, "recrute", None),
    ],
)
def test_what_titles_of_posts_say(title: str, company: str | None, post: str, country: str | None) -> None:
    found = named(title)
    assert (found.get("company"), found["title"], found.get("country")) == (company, post, country)


def test_boards_are_known_by_their_host() -> None:
    assert find_board("https://keejob.com/x") is find_board("https://www.keejob.com/offres-emploi/1/x/")
    assert find_board("https://notkeejob.com/") is None
    assert find_board("https://keejob.com.example.org/") is None
    assert find_board("http://[::1") is None


def test_a_page_that_describes_itself_for_machines_is_believed_first() -> None:
    script = (
        '<script type="application/ld+json">{"@type": "JobPosting", "title": "Dév", '
        '"hiringOrganization": {"name": "Olive"}, "description": "Texte"}</script>'
    )
    [one] = postings(page("<h1>Autre</h1>", script), "https://www.keejob.com/offres-emploi/1/x/")
    assert (one.title, one.company, one.url) == ("Dév", "Olive", "https://www.keejob.com/offres-emploi/1/x/")
