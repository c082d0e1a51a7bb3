"""What schools and universities are asked."""

from palabre.strategy.questions._shape import Question
from palabre.words import N_

QUESTIONS: tuple[Question, ...] = (
    Question(
        id="education-bullying",
        family="people",
        risk=N_("Bullying, assault, discrimination"),
        asks=N_(
            "Which bullying, assault or discrimination could a pupil, a student or a parent tell, and had we been"
            " warned?"
        ),
        why=N_(
            "The question asked is never only what happened but since when the school knew; old unanswered mails "
            "are produced."
        ),
        leads_to="ethics",
        relay="people",
        level=4,
        words=N_("bullying, harassment, assault, hazing, testimony"),
    ),
    Question(
        id="education-exam",
        family="product",
        risk=N_("An exam or enrolment that fails"),
        asks=N_("What if the exam, the enrolment or the platform fails on the day it counts?"),
        why=N_(
            "Thousands of anxious people refresh the same page; a false answer posted by a student is believed in"
            " ten minutes if the school says nothing."
        ),
        leads_to="service_failure",
        relay="technical",
        level=3,
        words=N_("exam, platform down, enrolment, leak, unfair"),
    ),
    Question(
        id="education-results",
        family="ethics",
        risk=N_("Our rates, rankings and diplomas"),
        asks=N_(
            "Can we prove our success rates, our rankings, the value of our diplomas and where our graduates went?"
        ),
        why=N_(
            "Former students compare what they were promised and what they got, in a public table; the fee is "
            "always in it."
        ),
        leads_to="legal",
        relay="legal",
        level=2,
        words=N_("scam, diploma, tuition fees, fake ranking, misleading"),
    ),
    Question(
        id="education-images",
        family="data",
        risk=N_("Images and names of minors"),
        asks=N_("Do we show faces, names or work of minors, and with whose written agreement?"),
        why=N_(
            "A class photograph put online in good faith has shown where a protected child lived; no apology "
            "takes that back."
        ),
        leads_to="legal",
        relay="legal",
        level=3,
        words=N_("photo of my child, consent, minors, take down, privacy"),
    ),
    Question(
        id="education-content",
        family="product",
        risk=N_("A course or guest under attack"),
        asks=N_(
            "Which course, guest, book or partner of ours could be attacked from outside, and who decides whether"
            " it is kept?"
        ),
        why=N_(
            "A slide out of its context sets people who were never in the room against a teacher; the teacher "
            "alone on the front line is the worst image."
        ),
        leads_to="ethics",
        relay="press",
        level=3,
        words=N_("indoctrination, guest speaker, cancelled, censorship, course"),
    ),
)
