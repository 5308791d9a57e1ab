"""A person who fills in everything that can be filled in, through the pages, each field with a word of its own.

The words are found again wherever they were written: ``found_in`` says which of them some bytes hold.
"""

from __future__ import annotations

import io
import json
import re
import secrets
from datetime import timedelta
from pathlib import Path
from urllib.parse import quote

import redis
import sqlalchemy
from flask import Flask
from PIL import Image
from sqlalchemy import select

from app.core.proofs.claim import Claim
from app.extensions import db, limiter
from app.models import CV, Application, QuizAttempt, SearchPreference, Task, User, utc_now
from app.outgoing import client_of
from app.services import tasks
from app.services.assistant import consents, set_up
from app.services.proofs import overview
from app.services.transaction import transaction
from app.worker import HANDLERS
from tests import model_site
from tests.client import CheckingClient, words
from tests.factories import posting, store
from tests.fake_model import FakeModel
from tests.fake_web import FakeWeb, Reply
from tests.mail_server import Mailbox
from tests.some_proofs import certificate_pdf
from tests.some_quizzes import as_form, load_some, places_for

PASSWORD = "four grey herons on a wall"
OFFER = "We build tools with Python, Docker and Kubernetes, and you know accounting."


class Words(dict[str, str]):
    """``self["notes"]`` is a word that stands nowhere else, made when it is first asked for."""

    def __missing__(self, name: str) -> str:
        self[name] = f"qzx{secrets.token_hex(5)}"
        return self[name]

    def found_in(self, content: bytes) -> set[str]:
        """Names of the words that are in there, in small or capital letters, in UTF-8 or UTF-16; what is made of
        letters and digits is its own URL encoding and JSON escape."""
        folded = content.lower()
        spread = (folded.replace(b"\x00", b""),) if b"\x00" in folded else ()
        return {
            name
            for name, word in self.items()
            if any(
                form in text
                for text in (folded, *spread)
                for form in (word.encode(), quote(word).lower().encode())
            )
        }


def work(app: Flask) -> None:
    """What the worker does with all that waits, and with what comes of that."""
    for _round in range(5):
        with app.app_context():
            with transaction() as session:
                waiting = session.scalars(select(Task.id).where(Task.state == "queued")).all()
            for task_id in waiting:
                tasks.run(task_id, HANDLERS)
            db.session.remove()
        if not waiting:
            return


class WholePerson:
    """``fill`` does it all; ``words`` are what was written."""

    def __init__(self, app: Flask, web: FakeWeb, model: FakeModel, mails: Mailbox) -> None:
        self.app, self.model, self.mails, self.words = app, model, mails, Words()
        self.web = web
        self.client: CheckingClient = app.test_client()  # type: ignore[assignment]
        limiter.enabled = True  # its counters hold names too
        mailer = app.extensions["mailman"]
        mailer.server, mailer.port, mailer.backend = "127.0.0.1", mails.port, "smtp"
        self.address = f"{self.words['address']}@example.org"
        self.user_id = 0

    def fill(self) -> None:
        with self.app.app_context():
            [self.job_id, self.other_job] = store(
                posting(1, description_text=OFFER), posting(2, title="Python tester", company="Atlas")
            )
            load_some("python")
            model_site.use(self.model)
            db.session.remove()
        self.register()
        self.profile()
        self.cv()
        self.proof()
        self.search()
        self.keep_offers()
        self.own_offers()
        self.application()
        self.quiz()
        self.help()
        work(self.app)

    def send(self, path: str, data: dict[str, object] | None = None, **more: object) -> str:
        """Where it led; never to an error."""
        answer = self.client.send(path, data, **more)
        assert answer.status_code in {200, 302}, (path, answer.status_code, words(answer)[:600])
        return str(answer.location or "")

    def register(self) -> None:
        w = self.words
        self.send(
            "/register",
            {"email": self.address, "password": PASSWORD, "first_name": w["first"], "last_name": w["last"]},
        )
        work(self.app)
        text = self.mails.mails[-1].get_body(("plain",)).get_content()  # type: ignore[union-attr]
        link = re.search(r"http://localhost(/register/[\w-]+)", text)
        assert link, text
        self.send(link[1])
        with self.app.app_context():
            self.user_id = db.session.scalars(select(User.id)).one()
        self.client.send("/login", {"email": self.address, "password": "not it"})
        self.send("/reset", {"email": self.address})

    def profile(self) -> None:
        w = self.words
        w["phone"] = "55" + "".join(secrets.choice("0123456789") for _ in range(8))
        names = {"first_name": w["new_first"], "last_name": w["new_last"], "phone": w["phone"]}
        self.send("/account", {**names, "timezone": "Europe/Paris", "email_notifications": "y"})
        out = io.BytesIO()
        Image.new("RGB", (300, 300), "teal").save(out, "PNG")
        self.send("/account/avatar", {"picture": (io.BytesIO(out.getvalue()), f"{w['picture_name']}.png")})

    def cv(self) -> None:
        w = self.words
        text = f"""{w["cv_name"]} Trabelsi
Python developer
{w["cv_mail"]}@example.org
Tunis, Tunisia

Experience
Python developer, {w["cv_company"]}, Tunis
January 2020 - December 2023
Built web services with Python, Flask and {w["cv_text"]}.

Certifications
Deep Learning with Python, {w["cv_academy"]}, May 2024

Skills
Python, Flask, PostgreSQL, Docker, Git
"""
        for number in (1, 2):
            file = (io.BytesIO(text.encode()), f"{w[f'cv_file_{number}']}.txt")
            self.send("/upload-cv", {"cv_file": file})
        with self.app.app_context():
            self.cv_ids = list(db.session.scalars(select(CV.id).order_by(CV.id)))
        self.send(
            f"/cv/{self.cv_ids[0]}/corrections",
            {
                "action": "add_experience",
                "title": w["corrected_job"],
                "company": w["corrected_company"],
                "start": "2018-01",
            },
        )
        self.send(f"/cv/{self.cv_ids[0]}/corrections", {"action": "add_title", "text": w["wished_title"]})

    def proof(self) -> None:
        w = self.words
        claim = {
            "category": "courses", "title": f"Course {w['claim']}", "issuer": w["claim_issuer"], "date": "2024",
        }  # fmt: skip
        self.send("/verify-cv/claims", claim)
        with self.app.app_context():
            found: list[Claim] = [
                entry.row
                for entry in overview.overview(self.user_id).entries
                if w["claim"] in entry.row.claim.title.lower()
            ]
            db.session.remove()
        row = found[0]
        lines = ("Academy", "Certificate", f"Course {w['proof_text']}", w["proof_person"])
        file = (io.BytesIO(certificate_pdf(*lines)), f"{w['proof_file']}.pdf")
        self.send(
            f"/upload-proof/{row.category}/{row.index}", {"proof_file": file, "claim": row.key, "check": "1"}
        )
        work(self.app)

    def search(self) -> None:
        w = self.words
        self.client.get(f"/?keyword={w['searched']}")
        self.send("/saved-searches", {"query": f"keyword={w['saved_words']}", "name": w["search_name"]})
        self.send("/saved-searches", {"query": "keyword=python", "name": w["python_search"]})
        with self.app.app_context():
            search_id = db.session.scalars(select(SearchPreference.id).order_by(SearchPreference.id)).all()[
                -1
            ]
        given = {
            "name": w["alert_name"],
            "search": str(search_id),
            "frequency": "instant",
            "hour": "8",
            "weekday": "0",
        }
        alert = self.send("/alerts/new", given)
        with self.app.app_context():
            store(posting(3, title="Python engineer", company="Carthage"))
        self.send(f"{alert}/trigger")
        work(self.app)

    def keep_offers(self) -> None:
        self.send(f"/saved/{self.job_id}/save")
        self.send(f"/saved/{self.job_id}/notes", {"text": f"Call {self.words['saved_note']}", "version": "1"})
        self.send(f"/saved/{self.other_job}/hide")

    def own_offers(self) -> None:
        w = self.words
        title, text = (
            f"Nurse {w['own_offer_title']}",
            f"Look after people, {w['own_offer_text']}, with Python. " * 3,
        )
        self.send("/jobs/import/text", {"title": title, "company": w["own_company"], "text": text})
        host = f"{w['host']}.example.org"
        settings = self.app.extensions["settings"].model_copy(
            update={"outgoing_routes": self.web.setting(host), "host_pause": 0.0}
        )
        with self.app.app_context():
            self.app.extensions["outgoing_client"] = client_of(settings)
        offer = {
            "@type": "JobPosting",
            "title": f"Cook {w['page_title']}",
            "description": f"<p>Cook with {w['page_text']} and Python, every day.</p>",
            "skills": [w["page_skill"]],
            "hiringOrganization": {"name": w["page_company"]},
        }
        page = f'<html><head><script type="application/ld+json">{json.dumps(offer)}</script></head></html>'
        self.web.answer(host, f"/{w['page_address']}", Reply(page, headers={"ETag": '"1"'}))
        self.send("/jobs/import", {"address": f"https://{host}/{w['page_address']}"})
        self.send("/jobs/import", {"address": f"https://{host}/missing/{w['missing_address']}"})
        work(self.app)

    def application(self) -> None:
        w = self.words
        given = {
            "title": w["application"], "company": w["application_company"], "location": w["application_place"],
            "url": f"https://jobs.example.org/{w['application_url']}", "source": w["application_source"],
            "status": "applied",
        }  # fmt: skip
        path = self.send("/applications/new", given)
        path = path.partition("?")[0].partition("#")[0]
        for name in ("notes", "cover_letter"):
            forms = re.findall(r"<form.*?</form>", self.client.get(path).text, re.S)
            form = next(form for form in forms if f'value="{name}"' in form)
            hidden = dict(re.findall(r'name="(field|version|seen)" value="([^"]*)"', form))
            self.send(f"{path}/text", {**hidden, "text": f"Text {w[f'application_{name}']}"})
        tomorrow = f"{utc_now() + timedelta(days=1):%Y-%m-%d}"
        self.send(f"{path}/follow-up", {"day": tomorrow, "time": "09:00", "text": w["follow_up"]})
        interview = {
            "kind": "video", "day": tomorrow, "time": "10:00", "minutes": "60", "place": w["interview_place"],
            "notes": w["interview_notes"], "outcome": "",
        }  # fmt: skip
        self.send(f"{path}/interviews/new", interview)
        contact = {
            "name": w["contact"], "role": w["contact_role"], "email": f"{w['contact_mail']}@example.org",
            "phone": "", "notes": w["contact_notes"],
        }  # fmt: skip
        self.send(f"{path}/contacts/new", contact)
        file = (io.BytesIO(f"Dear all, {w['document_text']}".encode()), f"{w['document_name']}.txt")
        self.send(f"{path}/documents", {"document": file})
        with self.app.app_context():
            application = db.session.scalars(select(Application)).first()
            assert application
        self.send(f"{path}/cv", {"cv_id": str(self.cv_ids[0])})
        table = f"Title,Company,Notes\nCook,{w['imported_company']},{w['imported_notes']}\n"
        self.send("/applications/files", {"table": (io.BytesIO(table.encode()), f"{w['table_name']}.csv")})
        with self.app.app_context(), transaction() as session:
            for row in session.scalars(select(Application)):
                row.follow_up_at = row.follow_up_at and utc_now() - timedelta(minutes=5)
        with self.app.app_context():
            from app.services.tracker import reminders

            reminders.tell_due()
        work(self.app)

    def quiz(self) -> None:
        path = self.send("/technical-tests/start", {"skill": "python"})
        with self.app.app_context():
            attempt = db.session.scalars(select(QuizAttempt)).one()
            answers = as_form(places_for(attempt, 50))
            db.session.remove()
        self.send(f"{path}/submit", dict(answers))
        self.send(f"{path}/questions/1/report", {"reason": f"It is wrong, says {self.words['report']}"})

    def help(self) -> None:
        w = self.words
        sentence = {"paragraph": 1, "text": f"Dear {w['model_answer']},", "quote": ""}
        self.model.behave("json", {"sentences": [sentence]})
        with self.app.app_context():
            given = {
                "purpose": "cover_letter",
                "provider": set_up.current().provider,
                "text_version": consents.TEXT_VERSIONS["cover_letter"],
            }
            db.session.remove()
        self.send("/assistant/consents", given)
        self.send(f"/job/{self.job_id}/help/cover_letter")
        work(self.app)


def all_places(app: Flask) -> dict[str, bytes]:
    """Everything that is kept anywhere, by where: files of the data folder, the tables of a database server, Redis."""
    settings = app.extensions["settings"]
    found = {
        str(path.relative_to(settings.data_dir)): path.read_bytes()
        for path in sorted(Path(settings.data_dir).rglob("*"))
        if path.is_file()
    }
    if settings.database_url:
        engine = sqlalchemy.create_engine(settings.sqlalchemy_url)
        with engine.connect() as connection:
            names = connection.exec_driver_sql("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
            for name in names.scalars().all():
                rows = connection.exec_driver_sql(f"SELECT t::text FROM {name} AS t").scalars()
                found[f"table {name}"] = "\n".join(rows).encode()
        engine.dispose()
    if settings.redis_url:
        server = redis.Redis.from_url(settings.redis_url)
        readers = {
            b"string": lambda key: [server.get(key)],
            b"list": lambda key: server.lrange(key, 0, -1),
            b"zset": lambda key: server.zrange(key, 0, -1),
            b"hash": lambda key: [part for pair in server.hgetall(key).items() for part in pair],
            b"set": server.smembers,
        }
        for key in server.scan_iter():
            found[f"redis {key!r}"] = b"\n".join([key, *readers[server.type(key)](key)])
        server.close()
    return found
