package org.seedbank.swarm.internal.session;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A task whose failure is logged and ends only itself: a worker serves many transfers, and a scheduled task that throws
 * would never run again.
 */
public record Guarded(Runnable task) implements Runnable {

    private static final Logger LOG = LoggerFactory.getLogger(Guarded.class);

    @Override
    public void run() {
        try {
            task.run();
        } catch (RuntimeException e) {
            LOG.warn("a task of a swarm session failed: {}", e.getMessage(), e);
        }
    }
}
