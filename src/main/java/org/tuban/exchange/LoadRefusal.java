package org.tuban.exchange;

/** Why nothing was loaded, in words for whoever gave the command. */
final class LoadRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    LoadRefusal(String reason) {
        super(reason);
    }
}
