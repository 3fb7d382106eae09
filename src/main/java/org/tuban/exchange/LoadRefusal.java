package org.tuban.exchange;

/** Why a command did nothing, in words for whoever gave it. */
final class LoadRefusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    LoadRefusal(String reason) {
        super(reason);
    }
}
