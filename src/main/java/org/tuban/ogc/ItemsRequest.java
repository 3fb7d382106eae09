package org.tuban.ogc;

import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.geom.Envelope;
import org.tuban.feature.FeatureQuery;
import org.tuban.feature.TimeInterval;
import org.tuban.geo.CoordinateSystem;
import org.tuban.geo.CoordinateSystems;
import org.tuban.http.Bbox;
import org.tuban.http.CrsParameter;
import org.tuban.http.DatetimeParameter;
import org.tuban.http.Limit;
import org.tuban.http.Parameters;
import org.tuban.http.Problem;
import org.tuban.layer.CodeList;
import org.tuban.layer.Field;
import org.tuban.layer.Layer;

/**
 * What a client asks of a layer's items.
 *
 * @param query the features it wants, at most one page of them
 * @param crs what it wants their coordinates in
 * @param cursor where the page begins or ends; null for the first page
 * @param given the parameters as it gave them, but for form and page, so that links can carry them on
 */
record ItemsRequest(FeatureQuery query, @Nullable Cursor cursor, CoordinateSystem crs, Map<String, String> given) {

    /** Features of a page when nothing is said. */
    static final int DEFAULT_LIMIT = 10;

    /** Most features of a page. */
    static final int MAX_LIMIT = 1_000;

    static final String BBOX = "bbox";
    static final String DATETIME = "datetime";
    static final String LIMIT = "limit";

    /**
     * Reads the query parameters.
     *
     * @throws Problem invalid-parameter if one is not known, is there twice, or has a value that is not allowed
     */
    static ItemsRequest of(
            Layer layer, Map<String, CodeList> codeLists, CoordinateSystems systems, HttpServletRequest request) {
        Parameters.onlyKnown(request, names(layer));
        Map<String, String> given = new LinkedHashMap<>();
        FeatureQuery query = FeatureQuery.all(layer);
        CoordinateSystem crs = CrsParameter.read(request, CrsParameter.CRS, systems);
        CoordinateSystem bboxCrs = CrsParameter.read(request, CrsParameter.BBOX_CRS, systems);
        for (String name : List.of(CrsParameter.CRS, CrsParameter.BBOX_CRS)) {
            Parameters.find(request, name).ifPresent(text -> given.put(name, text));
        }
        Optional<String> bbox = Parameters.find(request, BBOX);
        if (bbox.isPresent()) {
            given.put(BBOX, bbox.get());
            for (Envelope box : Bbox.parse(bbox.get(), bboxCrs).envelopes()) {
                query = query.within(box);
            }
        }
        Optional<String> datetime = Parameters.find(request, DATETIME);
        if (datetime.isPresent()) {
            given.put(DATETIME, datetime.get());
            DatetimeParameter time = DatetimeParameter.parse(datetime.get());
            query = query.during(new TimeInterval(time.from(), time.to()));
        }
        for (Field field : layer.fields()) {
            Optional<String> value = Parameters.find(request, field.name());
            if (value.isPresent()) {
                given.put(field.name(), value.get());
                CodeList codes = field.codeList() == null ? null : codeLists.get(field.codeList());
                query = query.where(field.name(), PropertyValues.read(field, value.get(), codes));
            }
        }
        Optional<String> limit = Parameters.find(request, LIMIT);
        limit.ifPresent(text -> given.put(LIMIT, text));
        int most = Limit.parse(limit.orElse(null), DEFAULT_LIMIT, MAX_LIMIT);
        FeatureQuery list = query.page(null, most);
        Cursor cursor = Parameters.find(request, Cursor.PARAMETER)
                .map(text -> Cursor.read(text, list))
                .orElse(null);
        return new ItemsRequest(list, cursor, crs, given);
    }

    /** Copies the map. */
    ItemsRequest {
        given = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(given));
    }

    private static List<String> names(Layer layer) {
        List<String> names = new ArrayList<>(List.of(
                BBOX, CrsParameter.BBOX_CRS, CrsParameter.CRS, DATETIME, LIMIT, Cursor.PARAMETER, Wanted.PARAMETER));
        layer.fields().forEach(field -> names.add(field.name()));
        return names;
    }

    /** The parameters of the page that begins here. */
    Map<String, String> here() {
        return cursor == null ? given : at(cursor.text(query));
    }

    /** The parameters of the page that a cursor leads to. */
    Map<String, String> at(String cursor) {
        Map<String, String> parameters = new LinkedHashMap<>(given);
        parameters.put(Cursor.PARAMETER, cursor);
        return parameters;
    }
}
