package org.tuban.dossier;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.Label;
import org.tuban.layer.Source;
import org.tuban.lineage.OperationSummary;

/**
 * Everything about one feature that its caller may see, as it is answered.
 *
 * @param layer id of its layer
 * @param id its id in that layer
 * @param version the version shown; the entity tag
 * @param name what people call it
 * @param feature its shape and values
 * @param recordedAt when this version was written down
 * @param recordedBy account that wrote it
 * @param validFrom since when it is so
 * @param measures its size and place, as far as its accuracy allows
 * @param links relations, in both directions
 * @param observations figures, with date and source
 * @param workflow where it stands, or null if its layer has no workflow
 * @param lineage operations that it took part in, oldest first
 * @param sources what features, links and figures shown here refer to
 * @param notice what to say as long as the shape is not accurate, or null
 */
record Dossier(
        String layer,
        String id,
        long version,
        Label name,
        ShownFeature feature,
        Instant recordedAt,
        String recordedBy,
        Instant validFrom,
        Measures measures,
        List<ShownLink> links,
        List<ShownObservation> observations,
        @Nullable ShownWorkflow workflow,
        List<OperationSummary> lineage,
        Map<String, Source> sources,
        @Nullable Label notice) {}
