"""What is said of the self-test: planted classes, what caught them, what was missed, and false alarms."""

from typing import Final

from leakverify.model.museum import Catch, Caught, SelfTest, Trial
from leakverify.words import numbers
from leakverify.words.findings import help_of
from leakverify.words.language import _, plural
from leakverify.words.lists import listed
from leakverify.words.names import reading_name, status_name
from leakverify.words.phrases import N_

KINDS: Final = {
    "subscribers": N_("subscribers of a paper (France)"),
    "members": N_("members of a club (Germany)"),
    "customers": N_("customers of a shop (United States)"),
    "orders": N_("orders of a shop (France)"),
    "payments": N_("a log of payments (Germany)"),
    "dues": N_("dues of a club (Germany)"),
    "bodies": N_("a register of companies (France)"),
}

CLASSES: Final = {
    "broken_address": N_("Addresses that no mail can reach"),
    "reserved_domain": N_("Addresses in domains kept for examples"),
    "slipped_domain": N_("Mistyped mail providers"),
    "fiction_phone_fr": N_("French telephone numbers kept for films"),
    "fiction_phone_us": N_("American telephone numbers kept for films"),
    "no_phone": N_("Digits that are no telephone number"),
    "foreign_phone": N_("Telephone numbers of another country"),
    "other_phone_area": N_("Landlines of another part of the country"),
    "postcode_town": N_("Towns that do not fit their postcode"),
    "postcode_region": N_("States that do not fit their postcode"),
    "invented_town": N_("Towns that exist nowhere"),
    "other_address": N_("Addresses of mail exchanged among people"),
    "trial_name": N_("Names typed to try a form out"),
    "future_date": N_("Dates in the future"),
    "turned_dates": N_("A later date before an earlier one"),
    "moved_date": N_("Dates of sign-up exchanged among people"),
    "broken_sum": N_("Totals that are not the sum of their parts"),
    "changed_amount": N_("Amounts a tenth higher or lower"),
    "negative_amount": N_("Amounts below nothing"),
    "check_digit": N_("Company numbers with a wrong check digit"),
    "reserved_ip": N_("IP addresses that nobody can have"),
    "scarred_text": N_("Accents read in a wrong encoding"),
    "placeholder": N_("Words that stand for an empty cell"),
    "copied_rows": N_("Rows put in twice"),
    "near_copies": N_("Rows put in twice with a letter changed"),
    "put_in": N_("Rows put in anywhere in a sorted list"),
    "moved_fee": N_("Fees that are on no list"),
    "invented_list": N_("A subscriber list from a plain generator"),
    "invented_members": N_("A member list from a plain generator"),
    "even_dates": N_("Dates of sign-up drawn evenly"),
    "even_amounts": N_("Amounts drawn evenly"),
    "careful": N_("A careful invention that follows a real list"),
    "as_people_do": N_("An invention made like the clean lists here"),
    "columns_apart": N_("All columns from different sources"),
    "half_apart": N_("Half of the columns from another source"),
    "few_apart": N_("A few columns from another source"),
    "padded_lists": N_("Filled up by three tenths from a generator"),
    "padded_real": N_("Filled up by three tenths with real values, mixed"),
    "inflated": N_("Twice as long, by copies with letters changed"),
    "doubled": N_("Twice as long, by copies with dates changed"),
    "altered_dates": N_("A quarter of the dates drawn anew"),
    "altered_amounts": N_("A quarter of the amounts drawn anew"),
    "recycled": N_("An older file in new order, the older file given"),
    "recycled_alone": N_("An older file in new order, no older file given"),
}

CAUGHT: Final = {
    Caught.NAMED: N_("rows named"),
    Caught.SPEAKS: N_("noticed"),
    Caught.MISSED: N_("missed"),
}


def class_name(trial: Trial) -> str:
    """A planted class in plain words."""
    return _(CLASSES.get(trial.id, trial.id))


def kind_name(kind: str) -> str:
    """A kind of list."""
    return _(KINDS.get(kind, kind))


def caught_word(trial: Trial) -> str:
    """Whether a class was caught, in a word or two."""
    return _(CAUGHT[trial.caught])


def rows_right(trial: Trial) -> str:
    """Of the planted rows how many the best check named, and how many others it named beside them."""
    best = next((c for c in trial.catches if c.right), None)
    if not trial.planted:
        return _(N_("whole file"))
    if best is None:
        return _(N_("0 of {planted}")).format(planted=numbers.count(trial.planted))
    text = _(N_("{right} of {planted}")).format(
        right=numbers.count(best.right), planted=numbers.count(trial.planted)
    )
    others = best.named - best.right
    if not others:
        return text
    return listed([text, plural("{n} other", "{n} others", others).format(n=numbers.count(others))])


def alarms_of(test: SelfTest, check: str) -> str:
    """How often a check spoke against the claim on clean lists."""
    if not test.made.get(check):
        return "–"
    return _(N_("{spoke} of {made}")).format(
        spoke=numbers.count(test.alarms.get(check, 0)), made=numbers.count(test.made[check])
    )


def catch_sentence(catch: Catch, trial: Trial) -> str:
    """What one check made of a planted class."""
    summary = help_of(catch.check).summary.rstrip(".")
    if trial.planted and catch.right:
        return _(
            N_(
                "{check} ({summary}): named {named} rows, {right} of them planted; weight {support}."
            )
        ).format(
            check=catch.check,
            summary=summary,
            named=numbers.count(catch.named),
            right=numbers.count(catch.right),
            support=f"{catch.support:+.2f}",
        )
    return _(N_("{check} ({summary}): weight {support}.")).format(
        check=catch.check, summary=summary, support=f"{catch.support:+.2f}"
    )


def trial_sentences(trial: Trial) -> tuple[str, ...]:
    """One planted class in full: what was planted, what it came to, how the verdict read."""
    if trial.planted:
        planted = _(N_("Planted into {n} rows of a list: {kind}.")).format(
            n=numbers.count(trial.planted), kind=kind_name(trial.base)
        )
    else:
        planted = _(N_("The whole file was made so; it looks like a list of {kind}.")).format(
            kind=kind_name(trial.base)
        )
    if trial.caught is Caught.NAMED:
        came = _(N_("Caught: a check names these rows, and few others."))
    elif trial.caught is Caught.SPEAKS:
        came = _(N_("Noticed: a check says more against this file than against the clean list."))
    else:
        came = _(
            N_("Missed: no check of this build sees it. A file like this can pass as “unverified”.")
        )
    verdict = _(N_("The verdict on the whole file: {status}.")).format(
        status=status_name(trial.status)
    )
    if trial.read_right:
        verdict += " " + _(N_("That is the right reading ({readings}).")).format(
            readings=listed(reading_name(r) for r in trial.readings)
        )
    return (planted, came, verdict)


def summary_sentences(test: SelfTest) -> tuple[str, ...]:
    """The whole run in three or four sentences; every number is of this run."""
    caught = [t for t in test.trials if t.caught is not Caught.MISSED]
    named = [t for t in test.trials if t.caught is Caught.NAMED]
    out = [
        _(
            N_(
                "{caught} of {all} planted classes were caught, {named} of them with the right rows named;"
                " {missed} were missed."
            )
        ).format(
            caught=len(caught),
            all=len(test.trials),
            named=len(named),
            missed=len(test.trials) - len(caught),
        ),
        _(N_("{accused} of {clean} clean lists were accused.")).format(
            accused=test.accused, clean=test.clean
        ),
    ]
    if not test.complete:
        out.append(_(N_("Stopped early: the rest was not tried.")))
    if test.missed:
        names = listed(_(CLASSES.get(name, name)) for name in test.missed)
        out.append(
            _(N_("This build fails its self-test. It should have caught: {names}.")).format(
                names=names
            )
        )
    elif test.accused:
        out.append(_(N_("This build fails its self-test: a clean list was accused.")))
    elif test.complete:
        out.append(
            _(N_("Every class that a build must catch was caught. The others are hard, and shown."))
        )
    return tuple(out)


def as_text(test: SelfTest) -> str:
    """The whole result as plain text with tabs, for the clipboard."""
    head = (N_("Planted class"), N_("Result"), N_("Rows right"), N_("Checks"), N_("Verdict"))
    lines = ["\t".join(_(word) for word in head)]
    for trial in test.trials:
        checks = " ".join(c.check for c in trial.catches) or "–"
        cells = (class_name(trial), caught_word(trial), rows_right(trial), checks)
        lines.append("\t".join((*cells, status_name(trial.status))))
    lines.append("")
    lines.append("\t".join((_(N_("Check")), _(N_("Spoke against clean lists")))))
    lines += [f"{check}\t{alarms_of(test, check)}" for check in sorted(test.made)]
    return "\n".join((*summary_sentences(test), "", *lines, ""))
