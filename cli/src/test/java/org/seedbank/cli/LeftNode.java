package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.seedbank.integrity.files.LockOwner;
import org.seedbank.node.NodeClient;

/** The node that commands of a test have started in the background, if they have. */
final class LeftNode {

    private static final int SECONDS = 60;

    private final Path folder;

    /** That of a home, which is what {@code SEEDBANK_HOME} says. */
    LeftNode(Path home) {
        folder = home.resolve("state/node");
    }

    /** Its process; empty when none has the state folder. */
    Optional<ProcessHandle> process() {
        return NodeClient.owner(folder).flatMap(LockOwner::process);
    }

    /** Ends it, by force if it takes too long, which is a failure. */
    void end() throws InterruptedException, ExecutionException {
        Optional<ProcessHandle> process = process();
        if (process.isEmpty()) {
            return;
        }
        process.get().destroy();
        try {
            process.get().onExit().get(SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            process.get().destroyForcibly();
            assertThat(process.get().isAlive()).as("the node ends in time").isFalse();
        }
    }
}
