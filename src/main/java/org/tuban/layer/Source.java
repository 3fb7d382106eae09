package org.tuban.layer;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * Where a figure or a shape comes from.
 *
 * @param id name by which features, links and observations refer to it
 * @param kind article, press, standard, register or drawn
 * @param title what people read
 * @param publisher who published it, or null
 * @param published when, as {@code YYYY}, {@code YYYY-MM} or {@code YYYY-MM-DD}, or null if not stated
 * @param note what to know before relying on it, or null
 * @param licence under which terms it may be used, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Source(
        String id,
        String kind,
        Label title,
        @Nullable String publisher,
        @Nullable String published,
        @Nullable Label note,
        @Nullable String licence) {}
