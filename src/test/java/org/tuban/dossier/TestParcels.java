package org.tuban.dossier;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.io.ParseException;
import org.locationtech.jts.io.WKTReader;
import org.tuban.access.Caller;
import org.tuban.feature.Edit;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Features;
import org.tuban.feature.Operation;
import org.tuban.link.Basis;
import org.tuban.link.Link;
import org.tuban.link.Links;
import org.tuban.testing.TubanServer;

/** Makes parcels in the state SIGNING, 3 of 12 households signed, beside those of the demo. */
final class TestParcels {

    /** Since when their first version is so. */
    static final Instant SINCE = Instant.parse("2023-12-18T00:00:00Z");

    private static final String SQUARE =
            "POLYGON ((121.266 28.62, 121.267 28.62, 121.267 28.621, 121.266 28.621, 121.266 28.62))";
    private static final Caller MAKER = Caller.system("test");
    private static final AtomicInteger SERIAL = new AtomicInteger();

    private final TubanServer server;

    TestParcels(TubanServer server) {
        this.server = server;
    }

    /** Address of a parcel that is part of the block assigned to the lead. */
    String inTheBlock() throws ParseException {
        FeatureRef parcel = make();
        FeatureRef block = new FeatureRef("block", "BLK-FSX-3");
        Link link = new Link(
                "LNK-" + parcel.id(),
                "part_of",
                parcel,
                block,
                Basis.STATED,
                null,
                null,
                null,
                "src-tuban-example",
                null,
                0);
        server.bean(Links.class).create(link, MAKER);
        return address(parcel);
    }

    /** Address of a parcel that lies in nothing. */
    String outside() throws ParseException {
        return address(make());
    }

    private FeatureRef make() throws ParseException {
        FeatureRef ref = new FeatureRef("parcel", "PCL-T-" + SERIAL.incrementAndGet());
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        values.put("name", "测试图斑 " + ref.id());
        values.put("status", "SIGNING");
        values.put("households_total", 12L);
        values.put("households_signed", 3L);
        values.put("geometry_accuracy", "schematic");
        values.put("source", "src-tuban-example");
        Edit.Shape shape = new Edit.Shape(new WKTReader().read(SQUARE));
        server.bean(Features.class)
                .create(ref, new Edit(Operation.CREATE, values, shape, SINCE, null, Map.of()), MAKER);
        return ref;
    }

    private static String address(FeatureRef ref) {
        return "/api/features/" + ref.layer() + "/" + ref.id();
    }
}
