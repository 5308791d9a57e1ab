"""Thirty sentences of invented offers, with the knowledge that a reader would mark in them."""

from __future__ import annotations

import pytest

from app.core.skills.lexicon import Lexicon
from app.core.skills.tagger.reading import find_spans
from app.core.skills.tagger.tagger import KNOWLEDGE, Tagger

MARKED = {
    "Solid experience with Kubernetes, Helm and ArgoCD.": ["Kubernetes", "Helm", "ArgoCD"],
    "You know Python and at least one of Rust or Go.": ["Python", "Rust", "Go"],
    "Good knowledge of PostgreSQL and Redis is required.": ["PostgreSQL", "Redis"],
    "Hands-on experience with Snowflake, dbt and Airflow.": ["Snowflake", "dbt", "Airflow"],
    "Our stack: TypeScript, React, GraphQL and Node.js.": ["TypeScript", "React", "GraphQL", "Node.js"],
    "You have a degree in computer science or mathematics.": ["computer science", "mathematics"],
    "Experience with Quarkus and Micronaut is a plus.": ["Quarkus", "Micronaut"],
    "Familiarity with CI/CD pipelines and Jenkins.": ["CI/CD", "Jenkins"],
    "Knowledge of Qlorbix or Vantrex is a plus.": ["Qlorbix", "Vantrex"],
    "Proficiency in Zephyria, Mandolo and Kestrix.": ["Zephyria", "Mandolo", "Kestrix"],
    "Excellent knowledge of accounting and tax law.": ["accounting", "tax law"],
    "Fluent in English and German.": ["English", "German"],
    "Practical experience with machine learning and NLP.": ["machine learning", "NLP"],
    "Strong understanding of REST APIs and microservices.": ["REST APIs", "microservices"],
    "Experience in Java development with Spring Boot.": ["Java", "Spring Boot"],
    "Master's degree in chemistry or biotechnology.": ["chemistry", "biotechnology"],
    "You have worked with Linux, Bash and Ansible.": ["Linux", "Bash", "Ansible"],
    "Very good MS Office skills, especially Excel.": ["MS Office", "Excel"],
    "Knowledge of network protocols such as TCP/IP and DNS.": ["network protocols", "TCP/IP", "DNS"],
    "Experience with AWS (Lambda, S3) or Azure.": ["AWS", "Lambda", "S3", "Azure"],
    "You bring experience with Scrum and Kanban.": ["Scrum", "Kanban"],
    "Knowledge of hygiene regulations and food safety.": ["hygiene", "food safety"],
    "We offer a friendly team and thirty days of holiday.": [],
    "The office is in the centre of the town, near the station.": [],
    "Apply now with your letter and the date you can start!": [],
    "Our company was founded in 1987 and has 300 employees.": [],
    "We look forward to hearing from you.": [],
    "This is a full-time position in a small team.": [],
    "All applicants are treated equally, whatever their age.": [],
    "Send your documents to the address below.": [],
}
LEAST = 0.8


@pytest.fixture(scope="module")
def tagger(shipped: Lexicon) -> Tagger:
    return Tagger.load(lexicon=shipped)


def test_knowledge_is_found_and_little_else(tagger: Tagger) -> None:
    right = predicted = found = marked = 0
    for sentence, names in MARKED.items():
        spans = [span for span in find_spans(sentence, tagger) if span.kind == KNOWLEDGE]
        places = [(sentence.index(name), sentence.index(name) + len(name)) for name in names]
        right += sum(any(span.start < end and start < span.end for start, end in places) for span in spans)
        found += sum(any(span.start < end and start < span.end for span in spans) for start, end in places)
        predicted, marked = predicted + len(spans), marked + len(places)
    assert len(MARKED) == 30
    assert found / marked > LEAST
    assert right / predicted > LEAST


def test_a_name_that_no_list_has_is_found_by_where_it_stands(tagger: Tagger) -> None:
    found = {span.surface for span in find_spans("Knowledge of Qlorbix or Vantrex is a plus.", tagger)}
    assert found & {"Qlorbix", "Vantrex"}
