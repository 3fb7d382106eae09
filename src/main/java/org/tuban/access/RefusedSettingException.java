package org.tuban.access;

/** A setting with which the service must not run; the message names it and never shows its value. */
final class RefusedSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    RefusedSettingException(String message) {
        super(message);
    }
}
