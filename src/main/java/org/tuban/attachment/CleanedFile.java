package org.tuban.attachment;

/**
 * A file as it is kept.
 *
 * @param bytes its bytes; do not modify
 * @param facts what it still says of when and where it was taken
 */
record CleanedFile(byte[] bytes, PhotoFacts facts) {}
