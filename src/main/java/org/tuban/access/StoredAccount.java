package org.tuban.access;

/**
 * An account with what only this room may see.
 *
 * @param account what everybody may see
 * @param passwordHash the encoded password, with the name of its algorithm in front
 * @param oneTime true if the password serves only to choose another one
 * @param demo true if the demo data made it
 * @param version counts every change, from 1
 * @param epoch counts changes of password, roles and enabled, from 1: each ends the sessions before it
 */
record StoredAccount(Account account, String passwordHash, boolean oneTime, boolean demo, long version, long epoch) {

    @Override
    public String toString() {
        return "StoredAccount[" + account.name() + ", version " + version + "]";
    }
}
