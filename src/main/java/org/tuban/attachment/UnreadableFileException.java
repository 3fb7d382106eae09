package org.tuban.attachment;

/** A file that is not what it begins as. The message goes on after the file's name: "it ends in the middle of …". */
final class UnreadableFileException extends Exception {

    private static final long serialVersionUID = 1L;

    UnreadableFileException(String message) {
        super(message);
    }
}
