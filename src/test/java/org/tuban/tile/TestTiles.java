package org.tuban.tile;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.GeometryFactory;
import org.locationtech.jts.geom.LinearRing;
import org.locationtech.jts.geom.Polygon;
import org.tuban.feature.Feature;
import org.tuban.feature.FeatureRef;
import org.tuban.layer.Field;
import org.tuban.layer.FieldType;
import org.tuban.layer.GeometryType;
import org.tuban.layer.Label;
import org.tuban.layer.Layer;
import org.tuban.layer.Style;
import org.tuban.layer.Theme;
import org.tuban.layer.Visibility;
import org.tuban.tile.VectorTileReader.TileFeature;
import org.tuban.tile.VectorTileReader.TileLayer;

/** A layer with features for tests of tiles, and where tiles should have them by the plain formulas of web maps. */
final class TestTiles {

    static final Layer LAYER = layer();
    static final TileFields FIELDS = TileFields.of(LAYER);

    private static final GeometryFactory SHAPES = new GeometryFactory();

    private TestTiles() {}

    private static Layer layer() {
        Label label = new Label("标签", "label");
        return new Layer(
                "test",
                1,
                label,
                label,
                GeometryType.GEOMETRY,
                "name",
                null,
                "source",
                null,
                null,
                null,
                false,
                null,
                List.of(field("name", FieldType.TEXT), field("status", FieldType.TEXT)),
                new Style("#000000", 1, 1, null, null, null, true, 10, 15.0),
                List.of(new Theme("status", label, "status", "codeList")));
    }

    private static Field field(String name, FieldType type) {
        return new Field(
                name, type, new Label(name, name), false, null, null, null, null, null, null, Visibility.PUBLIC, false);
    }

    static Feature feature(long key, long version, @Nullable Geometry shape, String status) {
        return new Feature(
                new FeatureRef(LAYER.id(), "F-" + key),
                key,
                version,
                shape,
                Map.of("name", "图斑" + key, "status", status),
                Instant.EPOCH,
                Instant.EPOCH,
                "tester");
    }

    static LayerIndex index(List<Feature> features) {
        List<Optional<Dictionary>> dictionaries = LayerState.dictionaries(FIELDS);
        SegmentBuilder rows = new SegmentBuilder(dictionaries, features.size());
        List<Long> refused = features.stream()
                .filter(feature -> !rows.add(feature, FIELDS))
                .map(Feature::key)
                .toList();
        return new LayerIndex(FIELDS, dictionaries, rows.build(dictionaries), refused);
    }

    static LayerIndex.Word word(Feature feature) {
        return new LayerIndex.Word(feature.ref().id(), feature.key(), feature.version(), feature);
    }

    static LayerIndex.Word deletion(Feature feature) {
        return new LayerIndex.Word(feature.ref().id(), feature.key(), feature.version() + 1, null);
    }

    static List<TileLayer> read(TileAddress tile, LayerIndex index) {
        LayerState state = index.view(new TileFrame(tile).window()).state();
        return VectorTileReader.read(TileMaker.make(tile, List.of(state)));
    }

    /** Where a shape is on a tile, neither cut nor rounded. */
    static Geometry onTile(Geometry given, TileAddress tile) {
        Geometry shape = given.copy();
        double rows = 1 << tile.level();
        shape.apply((Coordinate place) -> {
            double latitude = Math.toRadians(place.y);
            if (tile.set().projection() == Projection.MERCATOR) {
                place.x = ((place.x + 180) / 360 * rows - tile.column()) * 4096;
                double y = (1 - Math.log(Math.tan(latitude) + 1 / Math.cos(latitude)) / Math.PI) / 2;
                place.y = (y * rows - tile.row()) * 4096;
            } else {
                place.x = ((place.x + 180) / 180 * rows - tile.column()) * 4096;
                place.y = ((90 - place.y) / 180 * rows - tile.row()) * 4096;
            }
        });
        shape.geometryChanged();
        return shape;
    }

    /** The shape of a feature of a tile, in cells. */
    static Geometry shape(TileFeature feature) {
        List<Geometry> parts = new ArrayList<>();
        List<LinearRing> rings = new ArrayList<>();
        for (List<long[]> path : feature.paths()) {
            List<Coordinate> places = new ArrayList<>();
            path.forEach(place -> places.add(new Coordinate(place[0], place[1])));
            switch (feature.type()) {
                case 1 -> parts.add(SHAPES.createPoint(places.get(0)));
                case 2 -> parts.add(SHAPES.createLineString(places.toArray(Coordinate[]::new)));
                default -> {
                    places.add(places.get(0));
                    if (area(path) > 0 && !rings.isEmpty()) {
                        parts.add(polygon(rings));
                        rings.clear();
                    }
                    rings.add(SHAPES.createLinearRing(places.toArray(Coordinate[]::new)));
                }
            }
        }
        if (!rings.isEmpty()) {
            parts.add(polygon(rings));
        }
        return SHAPES.buildGeometry(parts);
    }

    private static Polygon polygon(List<LinearRing> rings) {
        return SHAPES.createPolygon(rings.get(0), rings.subList(1, rings.size()).toArray(LinearRing[]::new));
    }

    /** Surveyor's formula. */
    static double area(List<long[]> ring) {
        double twice = 0;
        for (int k = 0; k < ring.size(); k++) {
            long[] a = ring.get(k);
            long[] b = ring.get((k + 1) % ring.size());
            twice += (double) a[0] * b[1] - (double) b[0] * a[1];
        }
        return twice / 2;
    }
}
