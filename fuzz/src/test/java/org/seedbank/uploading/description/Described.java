package org.seedbank.uploading.description;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.seedbank.integrity.dataset.DatasetScan;

/** A dataset of one file that describes it. */
final class Described {

    private Described() {}

    static OwnDescription read(String name, String file, byte[] text) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of("target", name));
        try (Stream<Path> before = Files.list(folder)) {
            for (Path each : before.toList()) {
                Files.delete(each);
            }
        }
        Files.write(folder.resolve(file), text);
        return OwnDescription.read(DatasetScan.scan(folder, false), new ArrayList<>()::add);
    }
}
