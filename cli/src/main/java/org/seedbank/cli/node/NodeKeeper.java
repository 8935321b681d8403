package org.seedbank.cli.node;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.seedbank.library.Home;
import org.seedbank.node.api.NodeException;

/** The process that starts the node of a home again when it dies. Safe for all threads. */
final class NodeKeeper {

    /** Names the file that the keeper writes its process number to; it goes away with the keeper unless that is killed. */
    static final String FILE_VARIABLE = "SEEDBANK_NODE_KEEPER";

    private static final String SCRIPT = "keep-node.sh";

    private final Home home;

    NodeKeeper(Home home) {
        this.home = home;
    }

    Path file() {
        return home.node().resolve("keeper");
    }

    /** Tells whether it runs; a number left by one that was killed may be another process's by now. */
    boolean isAtWork() {
        try {
            return ProcessHandle.of(Long.parseLong(Files.readString(file()).strip()))
                    .flatMap(process -> process.info().commandLine())
                    .filter(words -> words.contains(SCRIPT))
                    .isPresent();
        } catch (NoSuchFileException | NumberFormatException e) {
            return false;
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file(), e);
        }
    }
}
