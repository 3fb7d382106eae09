package org.tuban.workflow;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tuban.layer.DataFileException;
import org.tuban.layer.FieldType;
import org.tuban.layer.Layer;

/**
 * Checks that the fields which deadlines and the idle rule of a workflow count from are days of the layer.
 *
 * @param path of the workflow's file
 * @param layer a layer that goes through the workflow
 */
record DeadlineFields(String path, Layer layer) {

    /**
     * Checks all of them.
     *
     * @throws DataFileException naming the line of the state, step or rule
     */
    void check(WorkflowFiles.Content content) {
        content.states().forEach(state -> check(state, state.value().deadline()));
        content.transitions().forEach(step -> check(step, step.value().deadline()));
        Optional.ofNullable(content.idleRule()).ifPresent(this::check);
    }

    private void check(Located<?> at, @Nullable Deadline deadline) {
        if (deadline != null && deadline.field() != null) {
            require(at, deadline.field(), FieldType.DATE);
        }
    }

    private void check(Located<IdleRule> at) {
        IdleRule rule = at.value();
        require(at, rule.since(), FieldType.DATE);
        for (IdleRule.Ground ground : rule.grounds()) {
            require(at, ground.countsFrom(), FieldType.DATE);
            ground.shares().forEach(share -> require(at, share.field(), FieldType.NUMBER));
        }
    }

    private void require(Located<?> at, String field, FieldType type) {
        if (layer.field(field).filter(found -> found.type() == type).isEmpty()) {
            throw WorkflowFiles.refusal(
                    path, at, "layer \"%s\" has no field \"%s\" of type %s".formatted(layer.id(), field, type.id()));
        }
    }
}
