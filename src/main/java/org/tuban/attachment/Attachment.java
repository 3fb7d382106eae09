package org.tuban.attachment;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.tuban.feature.FeatureRef;

/**
 * A file that shows something about a feature, without its bytes.
 *
 * @param id stable id, {@code ATT-} and twelve letters or digits
 * @param feature what it is about
 * @param name what it was called; never used as a path
 * @param type what its bytes are
 * @param size bytes that are kept
 * @param sha256 of the bytes that are kept, 64 hexadecimal digits
 * @param takenAt when the photo was taken, as its camera wrote it down, or null
 * @param longitude where, degrees of WGS 84 as the camera measured it, or null
 * @param latitude likewise
 * @param addedAt when it was added
 * @param addedBy account that added it
 */
public record Attachment(
        String id,
        FeatureRef feature,
        String name,
        FileType type,
        long size,
        String sha256,
        @Nullable String takenAt,
        @Nullable Double longitude,
        @Nullable Double latitude,
        Instant addedAt,
        String addedBy) {}
