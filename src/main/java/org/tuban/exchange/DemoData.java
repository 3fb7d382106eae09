package org.tuban.exchange;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.stereotype.Component;
import org.tuban.access.Caller;
import org.tuban.feature.ChangeLog;
import org.tuban.indicator.Observation;
import org.tuban.indicator.Observations;
import org.tuban.layer.DataFiles;
import org.tuban.layer.DataFiles.Line;
import org.tuban.link.Link;
import org.tuban.link.Links;
import org.tuban.store.Transactions;

/**
 * Loads the features, links and observations of the data files into a store that has none yet.
 *
 * <p>All or nothing: a line that is refused stops the start and leaves the store as it was. Runs before the service
 * answers anybody.
 */
@Component
@ConditionalOnBooleanProperty(name = "tuban.demo", matchIfMissing = true)
class DemoData implements SmartInitializingSingleton {

    private static final Logger LOG = LoggerFactory.getLogger(DemoData.class);
    private static final Caller LOADER = Caller.system("demo");

    private final DataFiles files;
    private final FeatureFiles features;
    private final Links links;
    private final Observations observations;
    private final ChangeLog changes;
    private final Transactions transactions;

    DemoData(
            DataFiles files,
            FeatureFiles features,
            Links links,
            Observations observations,
            ChangeLog changes,
            Transactions transactions) {
        this.files = files;
        this.features = features;
        this.links = links;
        this.observations = observations;
        this.changes = changes;
        this.transactions = transactions;
    }

    @Override
    public void afterSingletonsInstantiated() {
        if (!changes.after(ChangeLog.Place.START, 1).isEmpty()) {
            return;
        }
        int loaded = transactions.write(this::load);
        LOG.info("Loaded {} features, links and observations of the demo data", loaded);
    }

    private int load() {
        int count = features.load(LOADER);
        for (Line<Link> line : files.readLines("links.jsonl", Link.class)) {
            Refusals.withPlace(line, () -> links.create(line.value(), LOADER));
            count++;
        }
        for (Line<Observation> line : files.readLines("observations.jsonl", Observation.class)) {
            Refusals.withPlace(line, () -> observations.record(line.value(), LOADER));
            count++;
        }
        return count;
    }
}
