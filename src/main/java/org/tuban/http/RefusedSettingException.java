package org.tuban.http;

/** A setting with which the service must not run; the message names it and never shows its value. */
public final class RefusedSettingException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** A refusal; the message names the setting and what is allowed. */
    public RefusedSettingException(String message) {
        super(message);
    }

    /** A refusal for which there is a reason. */
    RefusedSettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
