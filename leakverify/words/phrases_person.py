"""What is said of the person checks' findings."""

from typing import Final

from leakverify.words.phrases import N_, Phrase

PHRASES: Final = {
    "PER001": Phrase(
        against=N_("The form of addresses is unlike genuine lists"),
        supports=N_("The form of addresses is as in genuine lists"),
        nothing=N_("The form of addresses says little"),
        seen=N_(
            "{invalid_rows} of {address_rows} addresses have a form that mail could not be sent to."
        ),
        figure=N_("{invalid_rows} of {address_rows} rows"),
        settle=N_("Look at these rows: were they typed by people, or damaged on the way?"),
    ),
    "PER002": Phrase(
        against=N_("Mistyped mail domains are unlike genuine lists"),
        supports=N_("Mistyped mail domains are as in genuine lists"),
        nothing=N_("Mistyped mail domains say little"),
        seen=N_(
            "{slip_rows} of {address_rows} addresses mistype a great provider; {throwaway_rows} are at a service that "
            "gives out addresses for an hour."
        ),
        figure=N_("{slip_rows} slips, {throwaway_rows} throw-away"),
        settle=N_("Look at these rows: slips of the finger are hard to invent."),
    ),
    "PER024": Phrase(
        against=N_("Mail domains do not exist, or take no mail"),
        supports=N_("Nearly all mail domains that were asked exist"),
        nothing=N_("What the mail domains answered says little"),
        seen=N_(
            "{no_mail_rows} of {answered_rows} addresses, among those whose domain gave a clear answer, are in domains that do "
            "not exist or take no mail."
        ),
        figure=N_("{no_mail_rows} of {answered_rows} rows"),
        settle=N_(
            "Look up when these domains were last registered, in an archive of registrations."
        ),
    ),
    "PER003": Phrase(
        against=N_("Telephone numbers that no one can have"),
        supports=N_("Telephone numbers fit their numbering plans"),
        nothing=N_("The validity of telephone numbers says little"),
        seen=N_(
            "{invalid_rows} of {phone_rows} numbers fit no numbering plan; {no_country_rows} of them name a country "
            "code that does not exist."
        ),
        figure=N_("{invalid_rows} of {phone_rows} rows"),
        settle=N_("Fill in the country in the claim if the numbers are written without one."),
    ),
    "PER004": Phrase(
        against=N_("Telephone numbers of another country than the row's"),
        supports=N_("Telephone numbers fit the countries beside them"),
        nothing=N_("Few telephone numbers contradict the country beside them"),
        seen=N_(
            "{mismatch_rows} of {phone_rows} numbers that are written with a country code belong to another country "
            "than the row names."
        ),
        figure=N_("{mismatch_rows} of {phone_rows} rows"),
        settle=N_("Call ten of these numbers, chosen by lot."),
    ),
    "PER005": Phrase(
        against=N_("Postcodes and towns do not belong together"),
        supports=N_("Postcodes and towns belong together"),
        nothing=N_("Most postcodes and towns belong together"),
        seen=N_(
            "{mismatch_rows} of {pair_rows} rows have a postcode that is not the town's, or does not exist. In "
            "{stranger_share} of the rows where both exist they are strangers to each other; in {nowhere_share} of the pairs neither exists."
        ),
        figure=N_("{mismatch_rows} of {pair_rows} rows"),
        settle=N_("Look ten of these addresses up with the postal service."),
    ),
    "PER006": Phrase(
        against=N_("Names and e-mail addresses do not fit as in genuine lists"),
        supports=N_("Addresses hold the names about as often as usual"),
        nothing=N_("Names inside the addresses say little"),
        seen=N_(
            "{name_count} of {people_count} people have a word of their name in their address ({name_share}); genuine "
            "lists show {usual_low_share} to {usual_high_share}. At free providers: {free_name_share}."
        ),
        figure=N_("{name_count} of {people_count} people"),
        settle=N_("Call people chosen by lot and ask for their e-mail address."),
    ),
    "PER007": Phrase(
        against=N_("Telephone areas do not fit the places"),
        supports=N_("Telephone areas fit the places"),
        nothing=N_("Telephone areas say little about the places"),
        seen=N_(
            "{mismatch_count} of {pair_count} telephone areas belong to another region than "
            "the row's place ({mismatch_share}). Columns joined at random would show "
            "{chance_share}."
        ),
        figure=N_("{mismatch_count} of {pair_count}"),
        settle=N_("Call ten of these numbers, chosen by lot."),
    ),
    "PER008": Phrase(
        against=N_("Postcodes lie in other regions than the rows say"),
        supports=N_("Postcodes lie in the regions that the rows name"),
        nothing=N_("Few postcodes contradict the region beside them"),
        seen=N_(
            "{mismatch_count} of {pair_count} postcodes lie in another region than the row names."
        ),
        figure=N_("{mismatch_count} of {pair_count}"),
        settle=N_("Look ten of these addresses up with the postal service."),
    ),
    "PER020": Phrase(
        against=N_("No two people of one surname share an address"),
        supports=N_("Some people share surname and address, as relatives do"),
        nothing=N_("People who share surname and address"),
        seen=N_(
            "{household_share} of {people_count} people share street, place and surname with someone of another first name, in "
            "{households_count} households."
        ),
        figure=N_("{households_count} households"),
        settle=N_("Ask whether the list allows several people at one address."),
        against_when="low",
    ),
    "PER021": Phrase(
        against=N_("No office mailbox, tag or test among the addresses"),
        supports=N_("Office mailboxes, tags and tests, as grown lists hold"),
        nothing=N_("Office mailboxes, tags and tests"),
        seen=N_(
            "Of {address_count} different addresses {office_count} belong to an office. "
            "{tag_count} carry a tag after a plus sign, and {test_count} read as a test."
        ),
        figure=N_("{working_share}"),
        settle=N_("Ask whether such addresses are refused or were taken out."),
        against_when="low",
    ),
    "PER022": Phrase(
        against=N_("Hardly a row belongs to the claimed country"),
        supports=N_("The rows belong to the claimed country"),
        nothing=N_("Countries that the rows tell of"),
        seen=N_(
            "Of {told_count} different rows that tell a country, {inside_share} tell the claimed one; the commonest other has {other_share}."
        ),
        figure=N_("{inside_share} inside"),
        settle=N_("Ask where the customers of the organisation live."),
    ),
    "PER023": Phrase(
        against=N_("People of one first name are of either gender by chance"),
        supports=N_("People of one first name are of one gender"),
        nothing=N_("First names against genders"),
        seen=N_(
            "In {mismatch_count} of {names_count} first names two bearers are of different genders ({mismatch_share}); columns joined at random would show {chance_share}."
        ),
        figure=N_("{mismatch_count} of {names_count} names"),
        settle=N_("Ask where the gender or title comes from."),
    ),
    "PER009": Phrase(
        against=N_("Addresses stand beside the wrong names"),
        supports=N_("Addresses stand beside the names they spell"),
        nothing=N_("Addresses and the names they spell"),
        seen=N_(
            "Of {linked_count} names that an address in this file spells, {misplaced_count} ({misplaced_share}) have that address in "
            "another row, beside someone else. Genuine lists show at most {usual_most_share}."
        ),
        figure=N_("{misplaced_count} of {linked_count}"),
        settle=N_(
            "Search the file for the name that one of these addresses spells: whose address stands in that row?"
        ),
    ),
    "PER025": Phrase(
        against=N_("Addresses in domains that no mail can reach"),
        supports=N_("Mail domains have endings that exist"),
        nothing=N_("Few addresses are in domains that no mail can reach"),
        seen=N_(
            "{unusable_rows} of {address_rows} addresses are in a domain whose ending does not exist, or that only looks like a "
            "great provider's. {provider_share} are at mail providers, {own_domain_share} in domains of their own."
        ),
        figure=N_("{unusable_rows} of {address_rows} rows"),
        settle=N_("Look at these rows: masked on purpose, or made up?"),
    ),
}
