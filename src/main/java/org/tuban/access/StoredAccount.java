package org.tuban.access;

/**
 * An account with what only this room may see.
 *
 * @param account what everybody may see
 * @param passwordHash the encoded password, with the name of its algorithm in front
 * @param demo true if the demo data made it
 * @param version counts changes of password, roles and enabled, from 1
 */
record StoredAccount(Account account, String passwordHash, boolean demo, long version) {

    @Override
    public String toString() {
        return "StoredAccount[" + account.name() + ", version " + version + "]";
    }
}
