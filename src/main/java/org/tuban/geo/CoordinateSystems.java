package org.tuban.geo;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The coordinate reference systems that this installation offers, by the ways there are to name them. */
public final class CoordinateSystems {

    /** Longitude and latitude of WGS 84: what is meant where nothing is said. Source: OGC 17-069r4, 7.13. */
    public static final CoordinateSystem CRS84 =
            new CoordinateSystem("http://www.opengis.net/def/crs/OGC/1.3/CRS84", "CRS84", true, false, Projection.NONE);

    /** CGCS2000 as EPSG has it, latitude first: what shapes are kept in. */
    public static final CoordinateSystem STORAGE = epsg(4490, true, true, Projection.NONE);

    /**
     * What every installation offers, the most wanted first.
     *
     * <p>WGS 84 and CGCS2000 agree to centimetres, so their numbers are taken for each other, as PROJ does. EPSG:4528
     * and 4549 are the 3-degree zone of 120° E with and without the zone's number in the easting.
     */
    private static final List<CoordinateSystem> ALWAYS = List.of(
            CRS84,
            STORAGE,
            epsg(4326, true, true, Projection.NONE),
            epsg(3857, false, false, new WebMercator()),
            epsg(4528, false, true, new TransverseMercator(120, 1, 40_500_000, 0)),
            epsg(4549, false, true, new TransverseMercator(120, 1, 500_000, 0)));

    /** Ways to write a system; the last group is its code. Addresses are never opened. */
    private static final List<Pattern> NAMES = List.of(
            Pattern.compile("https?://www\\.opengis\\.net/def/crs/(EPSG|OGC)/[0-9.]{1,10}/([A-Z0-9]{1,10})"),
            Pattern.compile("urn:ogc:def:crs:(EPSG|OGC):[0-9.]{0,10}:([A-Z0-9]{1,10})"),
            Pattern.compile("(EPSG|OGC):([A-Z0-9]{1,10})"),
            Pattern.compile("\\[(EPSG|OGC):([A-Z0-9]{1,10})]"));

    private static final int LONGEST_NAME = 100;

    private final Map<String, CoordinateSystem> byCode = new LinkedHashMap<>();

    private CoordinateSystems(Collection<CoordinateSystem> systems) {
        systems.forEach(system -> byCode.put(system.code(), system));
    }

    private static CoordinateSystem epsg(int code, boolean geographic, boolean northFirst, Projection projection) {
        return new CoordinateSystem(
                CoordinateSystem.EPSG + code, Integer.toString(code), geographic, northFirst, projection);
    }

    /**
     * What every installation offers, and more.
     *
     * @param more EPSG codes of geographic or projected systems; those that are there anyway do no harm
     * @throws IllegalArgumentException with a sentence about the first code that cannot be offered
     */
    public static CoordinateSystems with(Collection<Integer> more) {
        CoordinateSystems systems = new CoordinateSystems(ALWAYS);
        for (Integer code : more) {
            if (!systems.byCode.containsKey(code.toString())) {
                systems.byCode.put(code.toString(), GeoToolsProjection.decode(code));
            }
        }
        return systems;
    }

    /** All of them, CRS84 first. */
    public List<CoordinateSystem> list() {
        return List.copyOf(byCode.values());
    }

    /** Addresses of all of them, that of CRS84 first. */
    public List<String> uris() {
        List<String> uris = new ArrayList<>();
        byCode.values().forEach(system -> uris.add(system.uri()));
        return uris;
    }

    /**
     * The system of a name: its address, {@code urn:ogc:def:crs:EPSG::4490}, {@code EPSG:4490} or {@code [EPSG:4490]}.
     *
     * <p>Empty if it is not offered.
     */
    public Optional<CoordinateSystem> find(String name) {
        if (name.length() > LONGEST_NAME) {
            return Optional.empty();
        }
        for (Pattern pattern : NAMES) {
            Matcher written = pattern.matcher(name);
            if (written.matches()) {
                boolean ofOgc = written.group(1).equals("OGC");
                return Optional.ofNullable(byCode.get(written.group(2))).filter(system -> ofOgc == (system == CRS84));
            }
        }
        return Optional.empty();
    }
}
