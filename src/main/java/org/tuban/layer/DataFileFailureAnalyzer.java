package org.tuban.layer;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says in one line why a broken data file stopped the start, instead of a stack trace. */
final class DataFileFailureAnalyzer extends AbstractFailureAnalyzer<DataFileException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, DataFileException cause) {
        return new FailureAnalysis(
                "A data file cannot be used: " + cause.getMessage(),
                "Correct the file and start again. The store is as it was before.",
                cause);
    }
}
