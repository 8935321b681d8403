package org.seedbank.catalog.drive.emulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A program for Node among the tests' sources, copied and installed with what its lock file names. */
public final class NodeProject {

    private NodeProject() {}

    /**
     * Installs it, unless this very lock file was installed before.
     *
     * @param name of its folder below {@code src/test}
     * @return the folder that it is installed in
     */
    public static Path install(String name) throws IOException, InterruptedException {
        OtherProgram.mustBeInstalled("node", "nodejs");
        OtherProgram.mustBeInstalled("npm", "npm");
        Path installed = Files.createDirectories(Path.of("target", name));
        Path done = installed.resolve("installed-lock.json");
        Path sources = Path.of("src", "test", name);
        Path lock = sources.resolve("package-lock.json");
        boolean fresh = !Files.exists(done) || Files.mismatch(done, lock) >= 0;
        for (Path each : files(sources)) {
            Files.copy(each, installed.resolve(each.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
        if (fresh) {
            new OtherProgram(installed, Map.of("npm_config_update_notifier", "false"))
                    .run("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--legacy-peer-deps");
            Files.copy(lock, done, StandardCopyOption.REPLACE_EXISTING);
        }
        return installed;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.toList();
        }
    }
}
