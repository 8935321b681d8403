package org.seedbank.cli.frame;

import java.nio.file.Files;
import java.nio.file.Path;

/** Where the program itself lies: a source tree, or the folder that it was installed to. */
public final class ProgramFolder {

    private ProgramFolder() {}

    /** The folder with the launcher. */
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
        return part(root(), "dist/keep-node.sh");
    }

    /**
     * A file or folder that comes with the program in this folder.
     *
     * @param name its path, which begins with {@code dist} or {@code samples}
     */
    public static Path part(Path root, String name) {
        Path installed = root.resolve("share");
        return (Files.isDirectory(installed) ? installed : root.resolve("src")).resolve(name);
    }
}
