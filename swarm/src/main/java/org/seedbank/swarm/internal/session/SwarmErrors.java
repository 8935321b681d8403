package org.seedbank.swarm.internal.session;

import java.util.concurrent.ExecutionException;

/** Failures that come from another thread. */
public final class SwarmErrors {

    private SwarmErrors() {}

    /** The failure itself where it can be thrown as it is. */
    public static RuntimeException rethrown(ExecutionException e) {
        if (e.getCause() instanceof RuntimeException failure) {
            return failure;
        }
        if (e.getCause() instanceof Error error) {
            throw error;
        }
        return new IllegalStateException(e.getCause());
    }
}
