package org.tuban.lineage;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.tuban.feature.FeatureRef;
import org.tuban.geo.GeometrySerializer;
import org.tuban.layer.Label;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * What an operation did, or would do, with all that it was done to.
 *
 * @param parents features as they were before
 * @param children features that followed
 * @param links links that ended, and those that began
 * @param observations figures of parents, and those that children got
 */
public record OperationReport(
        String id,
        OperationKind kind,
        String layer,
        @Nullable String undoes,
        @Nullable String undoneBy,
        String reason,
        Instant validFrom,
        Instant recordedAt,
        String recordedBy,
        List<Member> parents,
        List<Member> children,
        List<ReportedLink> links,
        List<ReportedObservation> observations) {

    /**
     * A feature.
     *
     * @param areaStatedM2 square metres as a source states them, or null
     * @param areaComputedM2 square metres of the shape on the ellipsoid; null if it is not accurate enough
     */
    public record Member(
            String layer,
            String id,
            long version,
            Label name,
            @Nullable String state,
            @Nullable Number areaStatedM2,
            @Nullable Number areaComputedM2,

            @JsonSerialize(using = GeometrySerializer.class) @Nullable
            Geometry geometry) {}

    /** A link in the version that the operation wrote. */
    public record ReportedLink(
            LineageOperation.Role role,
            String id,
            long version,
            String type,
            FeatureRef from,
            FeatureRef to,
            @Nullable Number share,
            @Nullable String validFrom,
            @Nullable String validTo) {}

    /** A figure. */
    public record ReportedObservation(
            LineageOperation.Role role,
            String id,
            long version,
            FeatureRef feature,
            String indicator,
            @Nullable Number value,
            @Nullable String text,
            @Nullable String unit,
            String asOf,
            String basis) {}
}
