"""An audience is neither bought nor made up, whatever it is called; what only looks like it is left alone."""

from __future__ import annotations

import pytest

from palabre.strategy.buying import buying_in
from tests.strategy.building import found


@pytest.mark.parametrize(
    "text",
    [
        "Acheter 5 000 abonnés Instagram",
        "buying likes and views on YouTube",
        "on prend un ptit pack de 10k abos",
        "bying folowers, 5k for 20$",
        "achté des abos pas cher",
        "Mettre 300 balles dans des abonnés",
        "29 € les 1000 abonnés",
        "passer par une ferme à clics",
        "Use bots to like our posts",
        "Hire a growth agency that guarantees 100k followers",
        "Le gourou nous assure 100 000 fans d'ici Noël",
        "rejoindre un pod d'engagement",
        "Créer un groupe WhatsApp pour se liker mutuellement",
        "Suivre 500 comptes par jour puis se désabonner",
        "follow/unfollow strategy",
        "f4f with ten other shops",
        "Créer des faux comptes pour commenter",
        "Have the interns write glowing reviews",
        "Un bon d'achat de 10 € contre un avis 5 étoiles",
        "Buy an existing page with 20k fans",
        "une audience clé en main",
        "Inflate our follower count before the launch",
        "abonnés livrés progressivement, indétectables",
        "Not enough fans yet, so we buy 5000 followers",
        "Pourquoi pas acheter des abonnés ?",
    ],
)
def test_buying_an_audience_is_recognised_however_it_is_said(text: str) -> None:
    assert len(buying_in(text)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Nous n'achetons jamais d'abonnés, ni likes, ni avis",
        "No bought followers, bots or engagement pods",
        "Buying followers? Never.",
        "L'achat d'avis est interdit",
        "Plutôt que d'acheter des abonnés, parler avec cinquante personnes",
        "Acheter de la publicité pour faire connaître le musée",
        "Buy ad impressions",
        "Paid partnership with a creator, disclosed",
        "Les abonnés qui achètent nos fromages",
        "Followers who buy our products leave reviews",
        "Audit des faux abonnés de nos comptes",
        "Clean up fake followers",
        "Répondre aux faux avis sur Google",
        "Check whether the agency buys followers",
        "A bot that answers frequent questions in comments",
        "Exchange views with residents",
        "Échanger des avis entre habitants",
        "Our competitors buy followers",
        "Like-for-like comparison with last year",
        "Payer un community manager pour répondre aux commentaires",
        "Envoyer des échantillons en échange d'un avis honnête",
        "Mettre une heure par jour sur les avis",
    ],
)
def test_refusals_audits_advertising_and_buyers_of_our_products_are_left_alone(text: str) -> None:
    assert buying_in(text) == ()


def test_it_is_found_in_any_sentence_of_a_strategy_with_its_own_words() -> None:
    text = """
        operations:
          - id: launch
            steps:
              - what: Ouvrir la page
              - what: Un peu d’aide. Acheter 3 000 Abonnés, puis attendre.
        resources:
          money:
            - {what: click farm, euros: 300}
    """

    findings = found("audience-bought", text)

    assert [one.path for one in findings] == [("operations", 0, "steps", 1, "what"), ("resources", "money", 0, "what")]
    assert findings[0].fields["words"] == "Acheter 3 000 Abonnés"
    assert {one.severity for one in findings} == {"error"}


def test_what_we_never_do_and_what_others_may_do_are_not_read_as_plans() -> None:
    text = """
        content:
          never: [acheter des abonnés]
        scenarios:
          - id: rumour
            trigger: fake accounts say that the milk is bad
            not_do: [buy likes to drown it]
        sensitive_subjects:
          - {id: fakes, subject: faux avis}
    """

    assert found("audience-bought", text) == ()


@pytest.mark.parametrize("text", ["fans " * 4_000, "a" * 20_000, "acheter " * 2_500, "«" * 20_000, "10k " * 5_000])
def test_a_text_of_nonsense_is_read_to_its_end(text: str) -> None:
    assert buying_in(text[:20_000]) == ()


def test_a_long_sentence_is_read_to_its_end() -> None:
    assert buying_in("nous irons au marché et " * 100 + "il faudra acheter des abonnés")
