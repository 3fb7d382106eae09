package org.tuban.workflow;

import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Looks now and then whether today's run of the idle rule is still to be done: at the start, after midnight, and after
 * the computer has slept, all in one way.
 */
@Configuration
@EnableScheduling
@ConditionalOnWebApplication
@ConditionalOnBooleanProperty(name = "tuban.idle-rule.daily", matchIfMissing = true)
class IdleSchedule {

    private final IdleRuns runs;

    IdleSchedule(IdleRuns runs) {
        this.runs = runs;
    }

    @Scheduled(fixedDelayString = "${tuban.idle-rule.look-every:PT10M}")
    void look() {
        runs.runIfMissing();
    }
}
