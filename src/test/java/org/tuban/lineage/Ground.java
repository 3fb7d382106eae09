package org.tuban.lineage;

import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.tuban.access.Caller;
import org.tuban.feature.Edit;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.feature.Sight;
import org.tuban.indicator.Observation;
import org.tuban.indicator.ObservationBasis;
import org.tuban.indicator.Observations;
import org.tuban.link.Basis;
import org.tuban.link.Link;
import org.tuban.link.Links;
import org.tuban.testing.TubanServer;

/** Parcels side by side, each about 98 m by 111 m, with enterprises on them, and operations on them over HTTP. */
final class Ground {

    static final Instant SINCE = Instant.parse("2023-12-18T00:00:00Z");
    static final Caller MAKER = Caller.system("test");

    private static final AtomicInteger SERIAL = new AtomicInteger();

    private final TubanServer server;

    Ground(TubanServer server) {
        this.server = server;
    }

    /** A parcel that begins so many of its widths east of 121° E. */
    Feature parcel(int place, String accuracy, @Nullable Double statedArea) {
        FeatureRef ref = new FeatureRef("parcel", "LIN-" + SERIAL.incrementAndGet());
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", "测试图斑 " + ref.id());
        values.put("status", "SIGNING");
        values.put("parcel_code", "331003999999GB00001");
        values.put("bound_east", "方山路");
        values.put("landuse_code", "100101");
        values.put("landuse_scheme", "YDYH-2023");
        values.put("far_max", 2.5);
        values.put("households_total", 13L);
        values.put("households_signed", 3L);
        values.put("area_stated_m2", statedArea);
        values.put("geometry_accuracy", accuracy);
        values.put("source", "src-tuban-example");
        Edit.Shape shape = new Edit.Shape(square(place));
        return server.bean(Features.class)
                .create(ref, new Edit(Operation.CREATE, values, shape, SINCE, null, Map.of()), MAKER);
    }

    /** A digitised parcel with 10 900 m² stated. */
    Feature parcel(int place) {
        return parcel(place, "digitised", 10_900.0);
    }

    /** A link from an enterprise of the demo to a parcel. */
    Link occupies(Feature parcel, @Nullable Double share) {
        return link("occupies", new FeatureRef("enterprise", enterprise()), parcel.ref(), share);
    }

    /** A link that holds since 2023. */
    Link link(String type, FeatureRef from, FeatureRef to, @Nullable Double share) {
        return link(type, from, to, share, "2023");
    }

    Link link(String type, FeatureRef from, FeatureRef to, @Nullable Double share, String since) {
        return server.bean(Links.class)
                .create(
                        new Link(
                                "LNK-LIN-" + SERIAL.incrementAndGet(),
                                type,
                                from,
                                to,
                                Basis.STATED,
                                share,
                                since,
                                null,
                                "src-tuban-example",
                                null,
                                0),
                        MAKER);
    }

    /** A figure about a parcel. */
    Observation figure(Feature parcel, String indicator, double value, @Nullable String unit) {
        return server.bean(Observations.class)
                .record(
                        new Observation(
                                "OBS-LIN-" + SERIAL.incrementAndGet(),
                                parcel.ref(),
                                indicator,
                                value,
                                null,
                                unit,
                                null,
                                "2024",
                                "src-tuban-example",
                                ObservationBasis.STATED,
                                null,
                                0),
                        MAKER);
    }

    /** An enterprise of its own. */
    String enterprise() {
        FeatureRef ref = new FeatureRef("enterprise", "ENT-LIN-" + SERIAL.incrementAndGet());
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", "测试企业 " + ref.id());
        values.put("geometry_accuracy", "none");
        values.put("source", "src-tuban-example");
        server.bean(Features.class)
                .create(ref, new Edit(Operation.CREATE, values, new Edit.Shape(null), SINCE, null, Map.of()), MAKER);
        return ref.id();
    }

    /** A parcel as it is now. */
    Feature feature(String id) {
        return server.bean(Features.class).get(new FeatureRef("parcel", id), Sight.EVERYTHING);
    }

    /** Links of a feature that have not ended. */
    List<Link> open(FeatureRef ref) {
        return server.bean(Links.class).of(ref).stream().filter(Link::isOpen).toList();
    }

    List<Observation> figures(FeatureRef ref) {
        return server.bean(Observations.class).of(ref);
    }

    /** Asks for an operation as a planner. */
    HttpResponse<String> run(String body) {
        return server.post("/api/operations", body, "Authorization", TubanServer.basic("planner"));
    }

    /** Asks as a planner to take an operation back. */
    HttpResponse<String> undo(String id) {
        return server.post(
                "/api/operations/" + id + "/undo",
                "{\"reason\": \"登记有误\"}",
                "Authorization",
                TubanServer.basic("planner"));
    }

    private static Geometry square(int place) {
        double west = 121 + place / 1000.0;
        double east = 121 + (place + 1) / 1000.0;
        try {
            return new WKTReader()
                    .read("POLYGON ((%1$s 28.6, %2$s 28.6, %2$s 28.601, %1$s 28.601, %1$s 28.6))"
                            .formatted(west, east));
        } catch (ParseException broken) {
            throw new IllegalStateException(broken);
        }
    }
}
