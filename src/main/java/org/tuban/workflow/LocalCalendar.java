package org.tuban.workflow;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;
import org.tuban.http.Problem;

/** What day it is where the installation is, and since when a step may be said to be so. */
@Component
public final class LocalCalendar {

    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    // RFC 3339, section 5.6.
    private static final Pattern DATE_TIME =
            Pattern.compile("\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}(\\.\\d{1,9})?(Z|[+-]\\d{2}:\\d{2})");
    private static final int ECHOED = 60;
    private static final String VALID_FROM = "validFrom";
    private static final String FORMS = "a day (YYYY-MM-DD) or a date-time of RFC 3339 with its offset";

    private final Clock clock;
    private final ZoneId zone;

    /** Days begin in the zone of the setting {@code tuban.zone}. */
    LocalCalendar(Clock clock, @Value("${tuban.zone:Asia/Shanghai}") ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    /** The day it is there now. */
    LocalDate today() {
        return LocalDate.now(clock.withZone(zone));
    }

    /** The day it is there at an instant. */
    public LocalDate day(Instant instant) {
        return LocalDate.ofInstant(instant, zone);
    }

    /**
     * The instant meant by the begin of a step, or empty for now.
     *
     * <p>A day means its begin where the installation is; on the day of the last step it means that step's instant, so that
     * two steps can be taken on one day.
     *
     * @param text a day or a date-time of RFC 3339, or null
     * @param last since when the present state is so
     * @throws Problem invalid-body if it is neither, before the last step or in the future
     */
    public Optional<Instant> readValidFrom(@Nullable String text, Instant last) {
        if (text == null) {
            return Optional.empty();
        }
        Instant instant = parse(VALID_FROM, text, last);
        if (instant.isAfter(clock.instant())) {
            throw refusal(VALID_FROM, text, "not after now (%s)".formatted(clock.instant()));
        }
        if (instant.isBefore(last)) {
            throw refusal(
                    VALID_FROM,
                    text,
                    "not before %s, since when the present state is so; a step cannot be backdated beyond it"
                            .formatted(last));
        }
        return Optional.of(instant);
    }

    /**
     * An instant of the past; a day means its begin where the installation is.
     *
     * @param member the body's member, for refusals
     * @throws Problem invalid-body if it is neither a day nor a date-time of RFC 3339
     */
    Instant readPast(String member, @Nullable String text) {
        if (text == null) {
            throw Problem.invalidBody(member, null, FORMS);
        }
        return parse(member, text, null);
    }

    private Instant parse(String member, String text, @Nullable Instant last) {
        String upper = text.toUpperCase(Locale.ROOT);
        try {
            if (DAY.matcher(upper).matches()) {
                LocalDate day = LocalDate.parse(upper);
                if (last != null && day.equals(LocalDate.ofInstant(last, zone))) {
                    return last;
                }
                return day.atStartOfDay(zone).toInstant();
            }
            if (DATE_TIME.matcher(upper).matches()) {
                return OffsetDateTime.parse(upper).toInstant();
            }
        } catch (DateTimeException noSuchTime) {
            throw refusal(member, text, "a day or time that exists, such as 2024-02-29");
        }
        throw refusal(member, text, FORMS);
    }

    private static Problem refusal(String member, String text, String allowed) {
        return Problem.invalidBody(member, PlainText.shown(text, ECHOED), allowed);
    }
}
