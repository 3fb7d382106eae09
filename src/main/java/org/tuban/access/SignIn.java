package org.tuban.access;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;

/** Decides whether a name and a password belong together, for the page and for scripts alike. */
@Component
class SignIn {

    private static final int LONGEST_NAME = 64;

    /**
     * A hash takes 19 MiB and tens of milliseconds: so many at once and no more. Equal credentials share a lock, so that
     * of many first calls of a script at once only one pays for the hash.
     */
    private static final int MOST_AT_ONCE = 4;

    private final AccountStore store;
    private final Passwords passwords;
    private final RecentProofs recent;
    private final SignInThrottle throttle;
    private final Deeds deeds;
    private final String hashOfNobody;
    private final ReentrantLock[] locks =
            Stream.generate(ReentrantLock::new).limit(MOST_AT_ONCE).toArray(ReentrantLock[]::new);

    SignIn(AccountStore store, Passwords passwords, RecentProofs recent, SignInThrottle throttle, Deeds deeds) {
        this.store = store;
        this.passwords = passwords;
        this.recent = recent;
        this.throttle = throttle;
        this.deeds = deeds;
        this.hashOfNobody = passwords.hash(passwords.generate());
    }

    /**
     * The enabled account with that name and password.
     *
     * @param address numeric address of the client
     * @throws Problem not-signed-in, the same for an unknown name, a wrong password and a disabled account;
     *     too-many-attempts after failures
     */
    StoredAccount verify(String name, String password, String address) {
        String account = name.strip().toLowerCase(Locale.ROOT);
        if (account.length() > LONGEST_NAME || password.codePointCount(0, password.length()) > Passwords.LONGEST) {
            throttle.admit("", address);
            throw failed(Deeds.UNKNOWN);
        }
        Optional<StoredAccount> stored = store.find(account);
        String known = stored.isPresent() ? account : Deeds.UNKNOWN;
        String hash = stored.map(StoredAccount::passwordHash).orElse(hashOfNobody);
        String proof = recent.proof(account, Passwords.normal(password), hash);
        ReentrantLock lock = locks[Math.floorMod(proof.hashCode(), locks.length)];
        if (!recent.has(proof)) {
            lock.lock();
            try {
                prove(new Claim(account, password, hash, proof), known, address);
            } finally {
                lock.unlock();
            }
        }
        return stored.filter(found -> found.account().enabled()).orElseThrow(() -> failed(known));
    }

    private record Claim(String account, String password, String hash, String proof) {}

    private void prove(Claim claim, String known, String address) {
        if (recent.has(claim.proof())) {
            return;
        }
        SignInThrottle.Attempt attempt = throttle.admit(claim.account(), address);
        if (!passwords.matches(claim.password(), claim.hash())) {
            throw failed(known);
        }
        throttle.forgive(attempt);
        recent.add(claim.proof());
    }

    private Problem failed(String account) {
        deeds.tell(Act.SIGN_IN_FAILED, Caller.ANONYMOUS.name(), account, Map.of("way", SignInWay.PASSWORD.id()));
        return new Problem(ProblemType.NOT_SIGNED_IN, "Name and password do not belong together");
    }
}
