package org.tuban.feature;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Geometry;
import org.tuban.geo.GeoJson;
import org.tuban.http.Problem;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two writers went out from the same version of a feature, and one was first.
 *
 * @param base the version that the second one has seen
 * @param theirs what the first one has made of it
 * @param mine what the second one wants to make of it
 */
record Conflict(Feature base, Feature theirs, Edit mine) {

    private static final String GEOMETRY = "geometry";
    private static final JsonMapper JSON = new JsonMapper();

    /** What both have changed, and not to the same: names of fields, and {@code geometry}. */
    List<String> contested() {
        Set<String> both = changedByThem();
        both.retainAll(changedByMe());
        List<String> contested = new ArrayList<>();
        for (String name : both) {
            boolean agreed = name.equals(GEOMETRY)
                    ? isSame(theirs.geometry(), shape(mine))
                    : Objects.equals(
                            theirs.properties().get(name), mine.values().get(name));
            if (!agreed) {
                contested.add(name);
            }
        }
        return contested;
    }

    /** True if both can have their way: the second edit can be made of what the first has left. */
    boolean isMergeable() {
        return mine.operation() == Operation.UPDATE && contested().isEmpty();
    }

    /** The second edit without what it only repeats of the version that it went out from. */
    Edit merged() {
        Set<String> changed = changedByMe();
        Map<String, @Nullable Object> values = new LinkedHashMap<>(mine.values());
        values.keySet().removeIf(name -> base.properties().containsKey(name) && !changed.contains(name));
        return new Edit(
                        mine.operation(),
                        values,
                        changed.contains(GEOMETRY) ? mine.shape() : null,
                        mine.validFrom(),
                        mine.note(),
                        mine.evidence())
                .withEvidence("mergedFrom", base.version());
    }

    /** The refusal, with all three readings: base, theirs and mine, of what either has changed. */
    Problem problem() {
        Set<String> changed = changedByThem();
        changed.addAll(changedByMe());
        boolean shapes = changed.remove(GEOMETRY);
        Map<String, @Nullable Object> sent = new LinkedHashMap<>(base.properties());
        sent.putAll(mine.values());
        Map<String, @Nullable Object> my = new LinkedHashMap<>();
        my.put("values", values(sent, changed));
        if (shapes) {
            my.put(GEOMETRY, json(mine.shape() == null ? base.geometry() : shape(mine)));
        }
        return Features.stale(theirs)
                .with("base", reading(base, changed, shapes))
                .with("theirs", reading(theirs, changed, shapes))
                .with("mine", my)
                .with("conflicts", contested())
                .with("mergeable", isMergeable());
    }

    private static Map<String, @Nullable Object> reading(Feature feature, Set<String> changed, boolean shapes) {
        Map<String, @Nullable Object> reading = new LinkedHashMap<>();
        reading.put("version", feature.version());
        reading.put("values", values(feature.properties(), changed));
        if (shapes) {
            reading.put(GEOMETRY, json(feature.geometry()));
        }
        return reading;
    }

    private static Map<String, @Nullable Object> values(Map<String, @Nullable Object> all, Set<String> names) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        names.forEach(name -> values.put(name, FieldValue.toJson(all.get(name))));
        return values;
    }

    private Set<String> changedByThem() {
        Set<String> changed = new LinkedHashSet<>();
        base.properties().forEach((name, value) -> {
            if (!Objects.equals(value, theirs.properties().get(name))) {
                changed.add(name);
            }
        });
        if (!isSame(base.geometry(), theirs.geometry())) {
            changed.add(GEOMETRY);
        }
        return changed;
    }

    private Set<String> changedByMe() {
        Set<String> changed = new LinkedHashSet<>();
        mine.values().forEach((name, value) -> {
            if (base.properties().containsKey(name)
                    && !Objects.equals(value, base.properties().get(name))) {
                changed.add(name);
            }
        });
        if (mine.shape() != null && !isSame(base.geometry(), shape(mine))) {
            changed.add(GEOMETRY);
        }
        return changed;
    }

    private static @Nullable Geometry shape(Edit edit) {
        return edit.shape() == null ? null : edit.shape().geometry();
    }

    private static boolean isSame(@Nullable Geometry one, @Nullable Geometry other) {
        return one == null ? other == null : other != null && one.equalsExact(other);
    }

    private static @Nullable JsonNode json(@Nullable Geometry geometry) {
        if (geometry == null) {
            return null;
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator generator = JSON.createGenerator(text)) {
            GeoJson.write(generator, geometry);
        }
        return JSON.readTree(text.toString());
    }
}
