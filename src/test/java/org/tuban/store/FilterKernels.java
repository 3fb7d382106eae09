package org.tuban.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.util.FileSystemUtils;
import org.tuban.cql2.Condition;
import org.tuban.cql2.Cql2Text;
import org.tuban.cql2.Limits;
import org.tuban.cql2.Queryables;
import org.tuban.geo.CoordinateSystems;
import org.tuban.layer.DataFolder;
import org.tuban.layer.Layer;

/** How long a filter takes from its text to SQL. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class FilterKernels {

    private static final Map<String, String> FILTERS = Map.of(
            "short",
            "status = 'SIGNING'",
            "long",
            "(status IN ('SIGNING','CLEARED') OR name LIKE '图斑%') AND area_stated_m2 BETWEEN 400 AND 900"
                    + " AND T_AFTER(signing_from, DATE('2023-12-01'))"
                    + " AND S_INTERSECTS(geom, POLYGON((121.1 28.5, 121.2 28.5, 121.2 28.6, 121.1 28.6, 121.1 28.5)))");

    /** Which filter. */
    @Param({"short", "long"})
    private String filter;

    private final Dialect dialect = new PostgisDialect(new JdbcTemplate());
    private Layer parcel;
    private Queryables queryables;

    /** Reads the layer of the demo data. */
    @Setup
    public void readLayer() throws IOException {
        Path copy = Files.createTempDirectory("kernels");
        try {
            parcel = DataFolder.copyOf(Path.of("data", "demo"), copy).layers().list().stream()
                    .filter(layer -> layer.id().equals("parcel"))
                    .findFirst()
                    .orElseThrow();
            queryables = Queryables.of(parcel);
        } finally {
            FileSystemUtils.deleteRecursively(copy);
        }
    }

    /** Reads it and gives each name its type. */
    @Benchmark
    public Object readText() {
        return read();
    }

    /** The same, then SQL for PostGIS. */
    @Benchmark
    public Object readTextAndWriteSql() {
        return new ConditionFilter(read()).said(parcel, dialect);
    }

    private Condition read() {
        return Cql2Text.read(FILTERS.get(filter), Limits.IN_ADDRESS).on(queryables, CoordinateSystems.CRS84);
    }
}
