package org.tuban.workflow;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.tuban.access.Accounts;
import org.tuban.access.Assignment;
import org.tuban.access.Caller;
import org.tuban.feature.FeatureRef;
import org.tuban.feature.Territory;

/** Who looks after which features, and who may vouch for somebody else's step. */
@Component
final class Custody {

    private final Accounts accounts;
    private final Territory territory;

    Custody(Accounts accounts, Territory territory) {
        this.accounts = accounts;
        this.territory = territory;
    }

    /** True if the feature, or anything it lies in, is assigned to the caller. */
    boolean isAssigned(FeatureRef feature, Caller caller) {
        Set<Assignment> places = new HashSet<>();
        places.add(new Assignment(feature.layer(), feature.id()));
        territory
                .containersOf(feature)
                .forEach(container -> places.add(new Assignment(container.layer(), container.id())));
        return accounts.isAssigned(caller.name(), places);
    }

    /** The features of a layer that are assigned to the caller or lie in one that is, in the order of their ids. */
    List<FeatureRef> assignedTo(Caller caller, String layer) {
        Set<FeatureRef> places = new HashSet<>();
        accounts.assignmentsOf(caller.name())
                .forEach(place -> places.add(new FeatureRef(place.layer(), place.featureId())));
        return territory.contentsOf(places, layer).stream()
                .sorted()
                .map(id -> new FeatureRef(layer, id))
                .toList();
    }

    /** True if that is an account other than the first person's that may confirm the decision of another. */
    boolean isSecondPerson(String name, String first) {
        return !name.equalsIgnoreCase(first) && accounts.isDecider(name);
    }
}
