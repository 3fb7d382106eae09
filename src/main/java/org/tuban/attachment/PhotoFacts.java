package org.tuban.attachment;

import org.jspecify.annotations.Nullable;

/**
 * What a camera wrote into a photo and may stay there.
 *
 * @param orientation which way is up, 1 to 8; 1 if nothing is said
 * @param takenAt local date and time, {@code YYYY-MM-DDThh:mm:ss}, with an offset if the camera knew it; or null
 * @param longitude degrees of WGS 84, or null
 * @param latitude degrees of WGS 84, or null
 */
record PhotoFacts(
        int orientation,
        @Nullable String takenAt,
        @Nullable Double longitude,
        @Nullable Double latitude) {

    static final PhotoFacts NONE = new PhotoFacts(1, null, null, null);

    /** Only which way is up. */
    PhotoFacts upright() {
        return new PhotoFacts(orientation, null, null, null);
    }
}
