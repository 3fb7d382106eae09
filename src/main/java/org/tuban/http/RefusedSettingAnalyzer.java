package org.tuban.http;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one line which setting stopped the start, instead of a stack trace. */
final class RefusedSettingAnalyzer extends AbstractFailureAnalyzer<RefusedSettingException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, RefusedSettingException cause) {
        return new FailureAnalysis(
                "A setting is not allowed: " + cause.getMessage(), "Change the setting and start again.", cause);
    }
}
