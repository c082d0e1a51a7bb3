"""Our image, slogan or hashtag is turned against us."""

from palabre.strategy.drafts._shape import END, LOG, PAUSE, Draft
from palabre.words import N_

DRAFT = Draft(
    trigger=N_(
        "{subject}: a parody, or our own image shown as offensive, is taken up more than our publication, or by "
        "one account people listen to."
    ),
    critics=(
        N_("people who feel mocked or stereotyped"),
        N_("humorists and parody accounts"),
        N_("people of the trade who comment on adverts"),
        N_("campaigners who use the opening"),
    ),
    facts=(
        (N_("Where the image runs, until when, how to stop it: [places, contacts, delays]"), "{press}"),
        (N_("Who made it, who approved it, what had been remarked: [names, dates]"), "{press}"),
        (N_("Rights on the image and consent of the people shown: [contract]"), "{legal}"),
        (N_("Is it funny or does it hurt: [read fifty messages and count]"), "{care}"),
    ),
    holding_statement=N_(
        "Our [image, film, slogan] has hurt people, and that is what counts, not what we meant. We are taking it "
        "off [where]; it will be done by [when]. We are listening to those who write to us and we shall say here "
        "what we learn from it."
    ),
    cell=("press", "legal", "care"),
    first_hour=(
        LOG,
        PAUSE,
        N_(
            "Minute 10: {press} reads fifty messages: amused, mocking, hurt; if nobody is hurt, a smile and no "
            "cell: this stops here."
        ),
        N_("Minute 20: paid broadcasting of the image is suspended everywhere, within the hour, agency included."),
        N_("Minute 30: {care} writes to two or three people who said why it hurts, to understand, not to convince."),
        N_(
            "Minute 45: {decider} chooses: laugh with them, explain, or withdraw; holding statement only if we "
            "withdraw."
        ),
        END,
    ),
    channels=("instagram", "x", "facebook", "website"),
    not_do=(
        N_("Claim rights on a parody: it doubles its public."),
        N_("Explain that people did not understand."),
        N_("Apologise “to those who may have felt hurt”."),
        N_("Withdraw without a word."),
    ),
)
