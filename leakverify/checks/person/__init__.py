"""Checks of the person family: whether what is said of one person fits together."""

from leakverify.checks.person.address_syntax import AddressSyntax
from leakverify.checks.person.answered_domains import AnsweredDomains
from leakverify.checks.person.claimed_country import ClaimedCountry
from leakverify.checks.person.domain_slips import DomainSlips
from leakverify.checks.person.households import Households
from leakverify.checks.person.mail_domains import MailDomains
from leakverify.checks.person.name_gender import NameGender
from leakverify.checks.person.name_in_address import NameInAddress
from leakverify.checks.person.partners import MisplacedAddresses
from leakverify.checks.person.phone_area import PhoneArea
from leakverify.checks.person.phone_country import PhoneCountry
from leakverify.checks.person.phone_validity import PhoneValidity
from leakverify.checks.person.postcode_place import PostcodePlace
from leakverify.checks.person.postcode_region import PostcodeRegion
from leakverify.checks.person.working_addresses import WorkingAddresses

PERSON = (
    AddressSyntax(),
    DomainSlips(),
    PhoneValidity(),
    PhoneCountry(),
    PostcodePlace(),
    NameInAddress(),
    PhoneArea(),
    PostcodeRegion(),
    Households(),
    WorkingAddresses(),
    ClaimedCountry(),
    NameGender(),
    MisplacedAddresses(),
    AnsweredDomains(),
    MailDomains(),
)
