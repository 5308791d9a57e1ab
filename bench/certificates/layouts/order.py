"""All layouts in one order: it decides whose name, which medium and which paper each of them gets, so it stays."""

from __future__ import annotations

from bench.certificates.layouts import (
    certifications,
    courses,
    degrees,
    held_back_certifications,
    held_back_courses,
    held_back_degrees,
    language_tests,
    once_held_back_courses,
    once_held_back_degrees,
)

_TUNED = (
    courses.MOOC,
    courses.PLATFORM_FR,
    certifications.VENDOR,
    courses.TRAINING_FR,
    language_tests.GOETHE,
    language_tests.TOEIC,
    courses.ARABIC_TRAINING,
    certifications.SPECIALIZATION,
    degrees.DIPLOMA_FR,
    certifications.CHAMBER_DE,
    language_tests.IELTS,
    language_tests.DELF,
    degrees.ARABIC_DIPLOMA,
    certifications.BADGE,
    courses.MOOC_FR,
    certifications.CREDENTIAL,
    language_tests.TELC,
    degrees.DEGREE_EN,
)
_ONCE_HELD_BACK = (
    once_held_back_courses.VIDEO_COURSE,
    once_held_back_courses.LEARNING_FR,
    once_held_back_courses.SAFETY_FR,
    once_held_back_courses.VOCATIONAL_EN,
    once_held_back_courses.ARABIC_CENTRE,
    once_held_back_degrees.DIPLOMA_DE,
    once_held_back_degrees.BILINGUAL,
    once_held_back_degrees.CAMBRIDGE,
    once_held_back_degrees.TCF,
)
_HELD_BACK = (
    *held_back_courses.LAYOUTS,
    *held_back_certifications.LAYOUTS,
    *held_back_degrees.LAYOUTS,
)
LAYOUTS = (*_TUNED, *_ONCE_HELD_BACK, *_HELD_BACK)
