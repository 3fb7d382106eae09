package org.tuban.attachment;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.tuban.access.Caller;
import org.tuban.feature.ChangeLog;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Sight;
import org.tuban.http.Problem;
import org.tuban.http.ProblemType;
import org.tuban.store.Transactions;

/** Files about features: never changed once they are added, and written to the change log like everything else. */
@Service
public class Attachments {

    static final String KIND = "attachment";
    private static final String OPERATION = "add";
    private static final int LONGEST_NAME = 200;
    private static final int MOST_OF_FEATURE = 500;
    private static final int LETTERS_OF_ID = 12;
    private static final String LETTERS = "abcdefghjkmnpqrstuvwxyz23456789";

    private final AttachmentStore store;
    private final Features features;
    private final ChangeLog changes;
    private final Transactions transactions;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Attachments(AttachmentStore store, Features features, ChangeLog changes, Transactions transactions, Clock clock) {
        this.store = store;
        this.features = features;
        this.changes = changes;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * A file as a client sends it.
     *
     * @param name what it is called there
     * @param mediaType what the client says it is, or null if nothing
     * @param bytes its bytes; do not modify
     * @param keepPlaceAndTime true if the client agrees that a photo goes on saying when and where it was taken
     */
    public record Sent(String name, @Nullable String mediaType, byte[] bytes, boolean keepPlaceAndTime) {}

    /**
     * Adds a file about a feature that there is.
     *
     * @throws Problem not-found if there is no such feature; invalid-file (members name, problem) if its name is one that
     *     is not taken, or it is not what it says it is; nothing is written then
     */
    public Attachment add(FeatureRef feature, Sent sent, Caller by) {
        requireName(sent.name());
        FileType type = FileType.of(sent.bytes())
                .orElseThrow(() -> refusal(sent.name(), "it is no JPEG, PNG or PDF, whatever it is called"));
        if (sent.mediaType() != null && !type.mediaType().equalsIgnoreCase(sent.mediaType())) {
            throw refusal(sent.name(), "it says that it is %s and is %s".formatted(sent.mediaType(), type.mediaType()));
        }
        CleanedFile kept = clean(sent, type);
        features.get(feature, Sight.EVERYTHING);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Attachment attachment = new Attachment(
                "ATT-" + letters(),
                feature,
                sent.name(),
                type,
                kept.bytes().length,
                sha256(kept.bytes()),
                kept.facts().takenAt(),
                kept.facts().longitude(),
                kept.facts().latitude(),
                now,
                by.name());
        return transactions.write(() -> {
            if (store.of(feature).size() >= MOST_OF_FEATURE) {
                throw refusal(sent.name(), "the feature has %d files already".formatted(MOST_OF_FEATURE));
            }
            long change = changes.append(
                    new ChangeLog.Change(
                            ChangeLog.Place.START,
                            KIND,
                            feature.layer(),
                            attachment.id(),
                            1,
                            OPERATION,
                            now,
                            by.name()),
                    AttachmentAudit.digest(attachment, kept.bytes()));
            store.insert(attachment, kept.bytes(), change);
            return attachment;
        });
    }

    /** The files about a feature, in the order they were added; also of one that has ended. */
    public List<Attachment> of(FeatureRef feature) {
        return store.of(feature);
    }

    /** The file of that id about a feature, if there is one. */
    public Optional<Attachment> find(FeatureRef feature, String id) {
        return store.find(id).filter(attachment -> attachment.feature().equals(feature));
    }

    /** The bytes of a file that there is; do not modify. */
    public byte[] bytes(Attachment attachment) {
        return store.bytes(attachment.id());
    }

    private static CleanedFile clean(Sent sent, FileType type) {
        try {
            return switch (type) {
                case JPEG -> JpegFile.clean(sent.bytes(), sent.keepPlaceAndTime());
                case PNG -> PngFile.clean(sent.bytes());
                case PDF -> new CleanedFile(FileType.wholeDocument(sent.bytes()), PhotoFacts.NONE);
            };
        } catch (UnreadableFileException broken) {
            throw refusal(sent.name(), String.valueOf(broken.getMessage()));
        }
    }

    /** A name is only ever shown, and offered to whoever saves the file: it must be no path and play no tricks there. */
    private static void requireName(String name) {
        boolean printable = name.codePoints()
                .noneMatch(character -> Character.isISOControl(character)
                        || Character.getType(character) == Character.FORMAT
                        || Character.getType(character) == Character.SURROGATE
                        || "/\\:*?\"<>|".indexOf(character) >= 0);
        if (name.isBlank()
                || name.codePointCount(0, name.length()) > LONGEST_NAME
                || !printable
                || name.startsWith(".")
                || !name.equals(name.strip())) {
            throw refusal(
                    name.replaceAll("[^\\p{L}\\p{N} ._-]", "?"),
                    "its name is not one of 1 to %d letters, digits and marks, without path and not beginning with a point"
                            .formatted(LONGEST_NAME));
        }
    }

    private static Problem refusal(String name, String problem) {
        return new Problem(ProblemType.INVALID_FILE, "%s: %s".formatted(name, problem))
                .with("name", name)
                .with("problem", problem);
    }

    private String letters() {
        StringBuilder letters = new StringBuilder();
        for (int k = 0; k < LETTERS_OF_ID; k++) {
            letters.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return letters.toString();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
