package org.tuban.store;

/**
 * Word between the processes that share a database: somebody wrote.
 *
 * <p>It says neither what was written nor who wrote it, and some of it may be lost while a connection is down: whoever
 * hears it reads the change log, and does so now and then without it too.
 */
public interface ChangeSignal {

    /** Begins to listen. The ear is called on any thread, once for one or more writes, and must return at once. */
    void open(Runnable ear);

    /** Tells the other processes that this one wrote. One call may stand for many writes, all of them committed. */
    void tell();

    /** Ends listening, within a second. */
    void close();

    /** For a database that has no other processes to hear of, or none that could be heard. */
    ChangeSignal NONE = new ChangeSignal() {
        @Override
        public void open(Runnable ear) {
            // Nobody will call.
        }

        @Override
        public void tell() {
            // Nobody is listening.
        }

        @Override
        public void close() {
            // Nothing was opened.
        }
    };
}
