package org.tuban.access;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.core.io.ClassPathResource;
import org.springframework.security.crypto.argon2.Argon2PasswordEncoder;
import org.springframework.security.crypto.password.DelegatingPasswordEncoder;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;
import org.tuban.http.Problem;

/**
 * What passwords may be, and how they are kept: as Argon2id hashes, each with a salt of its own.
 *
 * <p>Parameters: 19 MiB, 2 rounds, 1 lane. Source: OWASP Password Storage Cheat Sheet. Text is brought to Unicode form
 * NFC first, so that the same characters typed on another device are the same password (RFC 8265).
 */
@Component
class Passwords {

    static final int LONGEST = 200;
    private static final int SHORTEST = 12;
    private static final int SHORTEST_TELLING_NAME = 4;

    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final int LANES = 1;
    private static final int KIBIBYTES = 19 * 1024;
    private static final int ROUNDS = 2;

    /** Small letters and digits without those that look alike. */
    private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

    private static final int GROUPS = 4;
    private static final int GROUP_LENGTH = 5;

    private final PasswordEncoder encoder = new DelegatingPasswordEncoder(
            "argon2id",
            Map.of("argon2id", new Argon2PasswordEncoder(SALT_BYTES, HASH_BYTES, LANES, KIBIBYTES, ROUNDS)));
    private final SecureRandom random = new SecureRandom();
    private final Set<String> common = readCommon();

    private static Set<String> readCommon() {
        try (InputStream file = new ClassPathResource("access/common-passwords.txt").getInputStream()) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }

    /**
     * Checks a new password of an account.
     *
     * @throws Problem invalid-body with the rule that it breaks; never with the password
     */
    void check(String account, String password) {
        int length = password.codePointCount(0, password.length());
        if (length < SHORTEST || length > LONGEST) {
            throw refuse("%d to %d characters; these are %d".formatted(SHORTEST, LONGEST, length));
        }
        String plain = password.toLowerCase(Locale.ROOT);
        if (common.contains(plain) || password.codePoints().distinct().count() < GROUP_LENGTH) {
            throw refuse("one that is not among the first to be guessed");
        }
        if (account.length() >= SHORTEST_TELLING_NAME && plain.contains(account)) {
            throw refuse("one without the account's name in it");
        }
    }

    private static Problem refuse(String allowed) {
        return Problem.invalidBody("password", null, allowed);
    }

    String hash(String password) {
        return encoder.encode(normal(password));
    }

    /** True if the password is the one that was hashed; takes about the same time either way. */
    boolean matches(String password, String hash) {
        return encoder.matches(normal(password), hash);
    }

    static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    /** A new password that nobody can guess (99 bits) and people can type. */
    String generate() {
        StringBuilder password = new StringBuilder();
        for (int at = 0; at < GROUPS * GROUP_LENGTH; at++) {
            if (at > 0 && at % GROUP_LENGTH == 0) {
                password.append('-');
            }
            password.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }
}
