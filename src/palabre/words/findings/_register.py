"""The register of accounts."""

from palabre.words import N_
from palabre.words.findings import Told

FINDINGS: dict[str, Told] = {
    "accounts-missing": Told(
        N_("Places are open, and there is no register of accounts."),
        N_("On the day someone leaves, nobody knows who holds the keys; accounts are lost that way every month."),
        N_("List each account after “accounts:”: who owns it, who has access, the second factor, how to recover it."),
    ),
    "place-not-registered": Told(
        N_("The account behind “{place}” is not in the register."),
        N_("What is not in the register is forgotten when someone leaves or a password leaks."),
        N_("Add it to “accounts:”, then name it after “account:”."),
    ),
    "place-without-account": Told(
        N_("“{place}” does not say which account of the register it uses."),
        N_("In an emergency one looks for the right key first."),
        N_("Name the account after “account:”."),
    ),
    "account-without-second-factor": Told(
        N_("The account “{account}” has no second factor."),
        N_("One leaked password is enough to speak in our name, and a stolen account takes weeks to get back."),
        N_("Switch it on with the network today, then write “two_factor: true”."),
    ),
    "account-second-factor-unsaid": Told(
        N_("Nothing says whether the account “{account}” has a second factor."),
        N_("One leaked password is enough to speak in our name, and a stolen account takes weeks to get back."),
        N_("Look at its settings, then write “two_factor: true” or “two_factor: false”."),
    ),
    "account-held-outside": Told(
        N_("Only trainees or providers hold the account “{account}”: {person}."),
        N_("When they leave, the account leaves with them."),
        N_("Give access and ownership to someone of the house, under “owner:” and “access:”."),
    ),
    "account-with-one-key": Told(
        N_("{person} alone can open the account “{account}”."),
        N_("Illness, holidays or a departure, and nobody can publish, nor take anything down."),
        N_("Give a second person access, after “access:”."),
    ),
    "account-without-owner": Told(
        N_("Nobody owns the account “{account}”."),
        N_("Networks give an account back to its owner only; without one, nobody can ask."),
        N_("Name a person of the house after “owner:”."),
    ),
    "account-without-access": Told(
        N_("Nothing says who has access to the account “{account}”."),
        N_("When someone leaves, nobody knows whether their access was withdrawn."),
        N_("List those who have it after “access:”."),
    ),
    "account-without-recovery": Told(
        N_("Nothing says how the account “{account}” is got back."),
        N_("On the day it is lost, one looks for an address and a number that nobody remembers."),
        N_(
            "Write after “recovery:” which address and which phone get it back, and where the spare codes are "
            "kept; never the codes themselves."
        ),
    ),
}
