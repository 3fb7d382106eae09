package org.tuban.dossier;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.tuban.access.Role;
import org.tuban.indicator.Indicator;
import org.tuban.layer.Alias;
import org.tuban.layer.CodeList;
import org.tuban.layer.Instance;
import org.tuban.layer.Label;
import org.tuban.layer.Layer;
import org.tuban.layer.Source;
import org.tuban.link.LinkType;
import org.tuban.workflow.Direction;
import org.tuban.workflow.State;
import org.tuban.workflow.Transition;
import org.tuban.workflow.Workflow;

/**
 * All that describes this installation's data, for one caller.
 *
 * @param instance what it is about
 * @param layers the layers the caller may see, in drawing order
 * @param codeLists by id
 * @param workflows by id
 * @param linkTypes by id
 * @param indicators by id
 * @param sources by id
 * @param aliases names that mean other names, misprints among them
 */
record Catalogue(
        Instance instance,
        List<CountedLayer> layers,
        Map<String, CodeList> codeLists,
        Map<String, ShownLifeCycle> workflows,
        Map<String, LinkType> linkTypes,
        Map<String, Indicator> indicators,
        Map<String, Source> sources,
        List<Alias> aliases) {

    /**
     * A layer's definition with the number of its features now.
     *
     * @param layer its members stand beside the count
     */
    record CountedLayer(@JsonUnwrapped Layer layer, long count) {}

    /** A workflow without the evidence its steps ask for; members as in {@link Workflow}. */
    record ShownLifeCycle(
            String id, Label title, String source, String initial, List<State> states, List<ShownStep> transitions) {

        static ShownLifeCycle of(Workflow workflow) {
            return new ShownLifeCycle(
                    workflow.id(),
                    workflow.title(),
                    workflow.source(),
                    workflow.initial(),
                    workflow.states(),
                    workflow.transitions().stream().map(ShownStep::of).toList());
        }
    }

    /** A step without its evidence; members as in {@link Transition}. */
    record ShownStep(
            String from, String to, @Nullable Label title, Direction direction, Set<Role> roles, Set<Role> decidedBy) {

        static ShownStep of(Transition step) {
            return new ShownStep(
                    step.from(), step.to(), step.title(), step.direction(), step.roles(), step.decidedBy());
        }
    }
}
