"""What is said of the generator checks' findings."""

from typing import Final

from leakverify.words.phrases import N_, Phrase

PHRASES: Final = {
    "GEN001": Phrase(
        against=N_("Addresses in domains that nobody can have"),
        supports=N_("No addresses in example domains"),
        nothing=N_("Hardly any addresses in example domains"),
        seen=N_(
            "{reserved_rows} of {address_rows} rows have an address in a domain that is kept free for "
            "examples and tests, such as example.com. In genuine lists the usual share is {usual_share}."
        ),
        figure=N_("{reserved_rows} of {address_rows} rows"),
        settle=N_("Ask the source for the unmasked addresses of these rows."),
    ),
    "GEN002": Phrase(
        against=N_("Mail providers are shared out unlike in genuine lists"),
        supports=N_("A few great mail providers and a long tail"),
        nothing=N_("The mix of mail providers says little"),
        seen=N_(
            "The commonest {head_domain_count} domains hold {head_share} of {address_count} addresses; the largest "
            "holds {largest_share}. {single_share} of the addresses are alone in their domain. "
            "Evenness times share of the head: {flat_share}."
        ),
        figure=N_("flat in {flat_share}"),
        settle=N_(
            "Compare with the providers of a list that the organisation has published or confirmed."
        ),
    ),
    "GEN003": Phrase(
        against=N_("Towns that exist nowhere, spelled as a generator spells them"),
        supports=N_("The towns are real ones"),
        nothing=N_("The towns say little"),
        seen=N_(
            "{invented_rows} of {town_rows} rows name a town that no place in the world bears and that is built like "
            "the towns of {grammar}. {unknown_share} of {town_count} distinct towns are borne by no place at all."
        ),
        figure=N_("{invented_rows} of {town_rows} rows"),
        settle=N_("Look ten of these towns up on a map."),
        seen_less=(
            N_(
                "{invented_rows} of {town_rows} rows name a town that no place in the world bears and that is built as generators "
                "build theirs. {unknown_share} of {town_count} distinct towns are borne by no place at all."
            ),
        ),
    ),
    "GEN004": Phrase(
        against=N_("First names all come from a generator's list"),
        supports=N_("First names go beyond generators' lists"),
        nothing=N_("First names fit no generator's list closely"),
        seen=N_(
            "{inside_share} of {people_count} people have a first name from the list of {list} "
            "({vocabulary_count} names); {distinct_count} different first names were seen. In the population about "
            "{base_share} would be on that list."
        ),
        figure=N_("{inside_share} on one list"),
        settle=N_("Ask the source for more rows: new names must turn up."),
    ),
    "GEN005": Phrase(
        against=N_("Last names all come from a generator's list"),
        supports=N_("Last names go beyond generators' lists"),
        nothing=N_("Last names fit no generator's list closely"),
        seen=N_(
            "{inside_share} of {people_count} people have a last name from the list of {list} "
            "({vocabulary_count} names); {distinct_count} different last names were seen. In the population about "
            "{base_share} would be on that list."
        ),
        figure=N_("{inside_share} on one list"),
        settle=N_("Ask the source for more rows: new names must turn up."),
    ),
    "GEN006": Phrase(
        against=N_("Addresses are spelled in too few ways"),
        supports=N_("Addresses are spelled in many ways"),
        nothing=N_("The spelling of addresses says little"),
        seen=N_(
            "{address_count} addresses show {form_count} forms; the commonest holds {commonest_form_share}. "
            "{dotted_share} have a dot, {digit_end_share} end in a digit. Variety: {form_bits} bits."
        ),
        figure=N_("{form_count} forms"),
        settle=N_("Ask the organisation how the addresses of its members are made."),
        against_when="low",
        subject=N_("The spelling of addresses"),
    ),
    "GEN007": Phrase(
        against=N_("Last names vary unlike those of a real population"),
        supports=N_("Last names vary as in a real population"),
        nothing=N_("The variety of names says little"),
        seen=N_(
            "{people_count} people have {distinct_count} different names; a population would show about "
            "{low_count} to {high_count}."
        ),
        figure=N_("{distinct_count} names, {low_count} to {high_count} expected"),
        settle=N_("Ask the source for more rows: new names must turn up."),
    ),
    "GEN008": Phrase(
        against=N_("Telephone numbers that are reserved for films"),
        supports=N_("No telephone numbers reserved for films"),
        nothing=N_("Hardly any telephone numbers reserved for films"),
        seen=N_(
            "{fiction_rows} of {phone_rows} numbers lie in ranges that regulators keep free for drama; nobody has them."
        ),
        figure=N_("{fiction_rows} of {phone_rows} rows"),
        settle=N_("Ask the source for the unmasked numbers of these rows."),
    ),
    "GEN009": Phrase(
        against=N_("Telephone numbers are written in an unusual mixture"),
        supports=N_("Telephone numbers are written as in genuine lists"),
        nothing=N_("The notation of telephone numbers says little"),
        seen=N_(
            "{phone_count} numbers are written in {notation_count} notations; the commonest holds "
            "{commonest_notation_share}. {extension_share} have an extension."
        ),
        figure=N_("{notation_count} notations"),
        settle=N_("Ask the organisation how its form stores telephone numbers."),
    ),
    "GEN010": Phrase(
        against=N_("Names of nobody, such as John Doe"),
        supports=N_("Hardly any test records, as in genuine lists"),
        nothing=N_("Placeholder names say little"),
        seen=N_(
            "{placeholder_rows} of {name_rows} names stand for nobody, such as John Doe or Test User."
        ),
        figure=N_("{placeholder_rows} of {name_rows} rows"),
        settle=N_("Look at these rows: test records of the firm's own staff are hard to invent."),
        against_when="high",
        subject=N_("Placeholder names"),
    ),
    "GEN011": Phrase(
        against=N_("Streets are spelled by a generator's recipe"),
        supports=N_("Streets are spelled as people write them"),
        nothing=N_("Streets follow no generator's recipe closely"),
        seen=N_(
            "{recipe_share} of {street_count} addresses fit the street recipe of {recipe}; people write so in about "
            "{usual_share}."
        ),
        figure=N_("{recipe_share} by one recipe"),
        settle=N_("Look ten of these streets up on a map."),
        seen_less=(
            N_(
                "No street recipe of a generator that is known here fits the {street_count} addresses."
            ),
        ),
    ),
    "GEN012": Phrase(
        against=N_("Mail providers in the equal shares of a generator"),
        supports=N_("Mail providers are shared out as people choose them"),
        nothing=N_("No generator's list explains the mail providers"),
        seen=N_(
            "{on_list_share} of {address_count} addresses are at the {list_count} providers of one list ({list}), "
            "compared with equal shares."
        ),
        figure=N_("{on_list_share} on one list"),
        settle=N_(
            "Compare with the providers of a list that the organisation has published or confirmed."
        ),
    ),
    "GEN013": Phrase(
        against=N_("Addresses are all spelled by one recipe"),
        supports=N_("Addresses follow no single recipe"),
        nothing=N_("The spelling of addresses fits no recipe closely"),
        seen=N_(
            "{recipe_share} of {free_address_count} addresses at free providers are spelled by one recipe ({recipe})."
        ),
        figure=N_("{recipe_share} by one recipe"),
        settle=N_("Ask people in the list, chosen by lot, how they chose their address."),
    ),
    "GEN014": Phrase(
        against=N_("Internet addresses are spread as dice would"),
        supports=N_("Internet addresses cluster as real ones do"),
        nothing=N_("Internet addresses say little"),
        seen=N_(
            "{impossible_count} of {ip_count} internet addresses can belong to no visitor. "
            "The others lie in {block_count} of 221 possible blocks."
        ),
        figure=N_("{impossible_count} of {ip_count} impossible"),
        settle=N_("Ask the organisation from which countries its visitors come."),
    ),
    "GEN015": Phrase(
        against=N_("Texts put together from a generator's few words"),
        supports=N_("Texts go beyond generators' words"),
        nothing=N_("Hardly any text is made of a generator's words"),
        seen=N_(
            "In {filler_count} of {value_count} different values every word stands on one list of filler words, slogans or "
            "product names ({list}). Genuine texts use other words as well."
        ),
        figure=N_("{filler_count} of {value_count} values"),
        settle=N_(
            "Ask the source for the texts that the organisation itself shows for these records."
        ),
    ),
    "GEN016": Phrase(
        against=N_("Occupations, companies or sentences all from one generator's list"),
        supports=N_("Occupations, companies and sentences go beyond any list"),
        nothing=N_("Occupations, companies and sentences fit no list closely"),
        seen=N_(
            "{inside_share} of {value_count} different values are on one list of jobs, firms, departments or sentence words ({list})."
        ),
        figure=N_("{inside_share} on one list"),
        settle=N_("Ask the organisation to look up ten of these firms or jobs."),
        against_when="high",
        subject=N_("Occupations, companies and sentences"),
    ),
    "GEN020": Phrase(
        against=N_("Rows whose fields are all by one generator's recipe"),
        supports=N_("No rows are by a generator's recipe"),
        nothing=N_("Hardly any rows follow a generator's recipe"),
        seen=N_(
            "In {recipe_rows} of {row_count} rows the fields fit one recipe ({list}) far better than they fit the other rows and "
            "genuine lists. Taken together, they fit it a hundred times better or more."
        ),
        figure=N_("{recipe_rows} of {row_count} rows"),
        settle=N_("Ask the source where these rows come from, and call people named in them."),
    ),
    "GEN021": Phrase(
        against=N_("Values that a generator gives out under a common seed"),
        supports=N_("No stream of a generator was found"),
        nothing=N_("No stream of a generator was found"),
        seen=N_(
            "{stream_rows} of {value_count} different values are among the first that {stream} (version {version}, recipe {recipe}) "
            "gives when it is started with the seed {seed}."
        ),
        figure=N_("{stream_rows} of {value_count} values"),
        settle=N_("Start the named generator with this seed and compare the values one by one."),
        seen_less=(
            N_(
                "{stream_rows} of {value_count} different values are among the first that a known generator gives when it is started "
                "with a common seed."
            ),
        ),
    ),
    "GEN024": Phrase(
        against=N_("Values of different records come round in a fixed turn"),
        supports=N_("Values do not come in turn"),
        nothing=N_("Values do not come in turn"),
        seen=N_(
            "In {turn_rows} of {row_count} rows a column takes the same {period_count} values in the same order, again and again, "
            "though the records differ."
        ),
        figure=N_("{turn_rows} of {row_count} rows"),
        settle=N_("Ask the organisation in which order its records were entered."),
        seen_less=(
            N_(
                "In {row_count} rows no column takes the same values in the same order, again and again."
            ),
        ),
    ),
    "GEN026": Phrase(
        against=N_("Short lists of values are used as a die would use them"),
        supports=N_("Some values are far more common than others"),
        nothing=N_("How evenly short lists of values are used"),
        seen=N_(
            "Of {list_count} columns with a short list of values, {even_count} ({even_share}) use each value about as often as the next, as even draws would."
        ),
        figure=N_("{even_count} of {list_count} columns"),
        settle=N_(
            "Ask the organisation how its records spread over one of these lists, such as its branches or plans."
        ),
        against_when="high",
        subject=N_("How evenly lists are used"),
    ),
    "GEN025": Phrase(
        against=N_("Columns go together exactly as a formula lets them"),
        supports=N_("Columns go together in ways of their own"),
        nothing=N_("Links between columns that a formula explains"),
        seen=N_(
            "Of {linked_count} pairs of columns that go together, one formula explains {formed_count} ({formed_share}) in full. "
            "Real links have steps and exceptions beside it."
        ),
        figure=N_("{formed_count} of {linked_count} pairs"),
        settle=N_(
            "Look at rows that go against the strongest link, and ask the organisation for one such record."
        ),
        against_when="high",
        subject=N_("Links between columns"),
    ),
}
