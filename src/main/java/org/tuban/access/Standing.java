package org.tuban.access;

/** Whether somebody who was let in, and stays for longer than a request, would still be let in. */
@FunctionalInterface
public interface Standing {

    /** False once the account is disabled or changed, or its session over. Asks the database. */
    boolean holds();
}
