package org.tuban.access;

import java.util.List;

/** Where the accounts of the demo come from. The room that reads data files implements it. */
public interface DemoAccounts {

    /** The accounts, each name once, in the order in which people should read them. */
    List<NewAccount> list();
}
