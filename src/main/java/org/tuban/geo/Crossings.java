package org.tuban.geo;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.locationtech.jts.algorithm.LineIntersector;
import org.locationtech.jts.algorithm.RobustLineIntersector;
import org.locationtech.jts.geom.Coordinate;
import org.locationtech.jts.geom.Geometry;
import org.locationtech.jts.geom.util.LinearComponentExtracter;
import org.locationtech.jts.noding.BasicSegmentString;
import org.locationtech.jts.noding.MCIndexSegmentSetMutualIntersector;
import org.locationtech.jts.noding.SegmentIntersector;
import org.locationtech.jts.noding.SegmentString;

/**
 * Bounds the work of laying shapes over each other.
 *
 * <p>An overlay costs as much as there are pairs of segments that meet. Combs of a few thousand teeth laid crosswise have
 * millions; counting stops at the bound, long before an overlay would end.
 */
final class Crossings implements SegmentIntersector {

    private static final int MOST_CROSSINGS = 100_000;
    private static final int MOST_LOOKS = 20_000_000;

    private final LineIntersector intersector = new RobustLineIntersector();
    private int looks;
    private int crossings;
    private @Nullable Coordinate last;

    private Crossings() {}

    /**
     * Refuses shapes that cross each other, or whose segments lie over one another, too often.
     *
     * @throws PartitionException too-complex
     */
    static void refuseTooMany(List<? extends Geometry> shapes) {
        Crossings count = new Crossings();
        List<SegmentString> segments = segments(shapes);
        new MCIndexSegmentSetMutualIntersector(segments).process(segments, count);
        if (count.isDone()) {
            throw new PartitionException(
                    PartitionException.Reason.TOO_COMPLEX,
                    "the shapes, or parts of them, lie over each other too often to be worked on",
                    count.last);
        }
    }

    private static List<SegmentString> segments(List<? extends Geometry> shapes) {
        List<SegmentString> strings = new ArrayList<>();
        for (Geometry shape : shapes) {
            for (Object line : LinearComponentExtracter.getLines(shape)) {
                strings.add(new BasicSegmentString(((Geometry) line).getCoordinates(), null));
            }
        }
        return strings;
    }

    @Override
    public void processIntersections(SegmentString one, int at, SegmentString other, int there) {
        looks++;
        intersector.computeIntersection(
                one.getCoordinate(at),
                one.getCoordinate(at + 1),
                other.getCoordinate(there),
                other.getCoordinate(there + 1));
        // Shared vertices are what neighbours have; they are not counted.
        if (intersector.isProper()) {
            crossings++;
            last = intersector.getIntersection(0);
        }
    }

    @Override
    public boolean isDone() {
        return crossings > MOST_CROSSINGS || looks > MOST_LOOKS;
    }
}
