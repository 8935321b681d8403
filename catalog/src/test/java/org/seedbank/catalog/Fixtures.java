package org.seedbank.catalog;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Entry files of the test resources. */
final class Fixtures {

    private Fixtures() {}

    static String good(String name) throws IOException {
        return text("good/" + name);
    }

    static String bad(String name) throws IOException {
        return text("bad/" + name);
    }

    /** The names of all files that are no entries. */
    static List<String> bad() throws IOException, URISyntaxException {
        Path folder = Path.of(Fixtures.class.getResource("/fixtures/bad").toURI());
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    /** For each bad file a line with its name and what is wrong with it. */
    static List<String> reasons() throws IOException {
        return text("reasons.csv").lines().skip(1).toList();
    }

    private static String text(String name) throws IOException {
        try (InputStream in = Fixtures.class.getResourceAsStream("/fixtures/" + name)) {
            return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
