package org.seedbank.cli.frame;

import java.nio.file.Path;

/** Where the program itself lies. */
public final class ProgramFolder {

    private ProgramFolder() {}

    /** The folder with the launcher, {@code src/dist} and {@code src/samples}. */
    public static Path root() {
        String root = System.getProperty("seedbank.root");
        if (root == null) {
            throw new IllegalStateException("the launcher did not set seedbank.root");
        }
        return Path.of(root);
    }

    public static Path launcher() {
        return root().resolve("seedbank");
    }

    /** The script that runs a node and starts it again when it dies. */
    public static Path nodeKeeper() {
        return root().resolve("src/dist/keep-node.sh");
    }
}
