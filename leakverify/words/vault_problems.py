"""What is said when a vault or a private comparison could not be made, opened or used."""

from typing import Final

from leakverify.words.phrases import N_

VAULT_ERRORS: Final = {
    "PASSPHRASE_EMPTY": N_(
        "A passphrase of 1 to 1,024 characters is needed. Several words that nobody would guess are best. Without a terminal, give it on the first line of a file; `--help` names the option."
    ),
    "PASSPHRASE_DIFFERS": N_(
        "The passphrase was not typed the same way twice. Nothing was made or changed."
    ),
    "VAULT_MISSING": N_("The vault could not be read. Look whether it is where you say."),
    "VAULT_PASSPHRASE": N_(
        "This passphrase does not open the file, or the file is no vault. A vault ends in .lvvault."
    ),
    "VAULT_DAMAGED": N_(
        "The vault is not as this program writes one: it is damaged or was altered. Use a copy of it."
    ),
    "VAULT_EXISTS": N_("A file of this name exists already. Choose another name for the vault."),
    "VAULT_FAILED": N_(
        "The vault could not be written. Look whether the disk is full or the folder locked."
    ),
    "VAULT_BUSY": N_("Another program is writing to the vault. Wait until it has ended."),
    "VAULT_NO_SUCH_LEAK": N_("The vault has no leak of number {number}."),
    "VAULT_ALREADY": N_("A leak of this very file is in the vault already."),
    "VAULT_LABEL": N_(
        "A leak needs a label of 1 to 120 characters; its origin may have up to 300."
    ),
    "VAULT_INCOMPLETE": N_(
        "The file could not be read to its end, so nothing of it was put into the vault."
    ),
    "VAULT_NOTHING": N_(
        "No column of the file tells one person from another, so there is nothing to keep of it. Say with --columns what its columns hold."
    ),
    "EXCHANGE_MISSING": N_("A file of the comparison could not be read. Look whether it is there."),
    "EXCHANGE_DAMAGED": N_(
        "This is not a whole file of a private comparison, or not of this step. Ask for it again."
    ),
    "EXCHANGE_SECRET": N_(
        "The file with the secret cannot be opened. It is another file, or the passphrase is another one."
    ),
    "EXCHANGE_OTHER": N_("The answer is to another question than the one in the first file."),
    "EXCHANGE_OVERWRITES": N_(
        "One of these files would replace another that is still needed. Choose another name."
    ),
    "EXCHANGE_NO_COLUMN": N_(
        "The sample has no column of this kind. Say with --by what to compare by, or with --columns what its columns hold."
    ),
    "EXCHANGE_FEW": N_(
        "A private comparison needs at least {fewest} different values on each side. With "
        "fewer, the number would tell of single people."
    ),
    "EXCHANGE_MANY": N_(
        "A private comparison takes at most {most} values. Answer from single leaks with --leak."
    ),
    "VAULT_TOO_LARGE": N_(
        "The file has more different values than a vault takes of one leak, some five million rows. Split it."
    ),
}

VAULT_REASONS: Final = {
    "NO_VAULT": N_("No vault of older leaks was given to compare with."),
    "EMPTY_VAULT": N_("The vault of older leaks is empty."),
}
