package org.tuban.feature;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tuban.http.DatetimeParameter;
import org.tuban.http.Problem;

/** Reads the parameters {@code datetime} (when it was so) and {@code recorded} (by what was known then). */
public final class PointOfView {

    /** Names of both parameters. */
    public static final List<String> PARAMETERS = List.of(DatetimeParameter.NAME, DatetimeParameter.RECORDED);

    private PointOfView() {}

    /**
     * The point of view that parameters name; null for now. With {@code recorded} alone it is what was taken for true at
     * that instant.
     *
     * @param given parameters by name
     * @throws Problem invalid-parameter
     */
    public static @Nullable AsOf read(Map<String, String> given) {
        String datetime = given.get(DatetimeParameter.NAME);
        String recorded = given.get(DatetimeParameter.RECORDED);
        Instant known = recorded == null ? null : DatetimeParameter.instant(DatetimeParameter.RECORDED, recorded);
        if (datetime == null) {
            return known == null ? null : AsOf.known(known);
        }
        DatetimeParameter time = DatetimeParameter.parse(datetime);
        return new AsOf(new TimeInterval(time.from(), time.to()), known);
    }
}
