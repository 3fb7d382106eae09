package org.tuban.tile;

import java.util.List;
import java.util.Optional;

/**
 * What tiles of a layer are made from: its features as they were after one change.
 *
 * @param fields what is said about each feature
 * @param dictionaries one for each column whose values have numbers, empty for others
 * @param segments the features; a later segment has what changed since
 * @param change number of that change
 * @param unseen features that there are besides, whose places were not looked at
 */
record LayerState(
        TileFields fields, List<Optional<Dictionary>> dictionaries, List<Segment> segments, int change, long unseen) {

    /** Copies the lists. */
    LayerState {
        dictionaries = List.copyOf(dictionaries);
        segments = List.copyOf(segments);
    }

    /** Takes rows that are features of this state, and says whether it wants another. */
    interface Visitor {
        boolean visit(int source, Segment segment, int row);
    }

    /** Gives every feature whose box meets a window, segment by segment; false if the visitor wanted no more. */
    boolean visit(TileWindow window, Visitor visitor) {
        for (int source = 0; source < segments.size(); source++) {
            Segment segment = segments.get(source);
            int number = source;
            if (!segment.boxes()
                    .visit(window, row -> !segment.has(row, change) || visitor.visit(number, segment, row))) {
                return false;
            }
        }
        return true;
    }

    /** One dictionary for each column that has few values. */
    static List<Optional<Dictionary>> dictionaries(TileFields fields) {
        return fields.keys().stream()
                .map(key -> !key.equals(TileFields.ID) && fields.isCoded(key)
                        ? Optional.of(new Dictionary())
                        : Optional.<Dictionary>empty())
                .toList();
    }
}
