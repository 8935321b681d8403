package org.seedbank.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Inputs to begin with: the fixtures of the modules, and texts. */
public final class Seeds {

    /** Larger ones slow the search for odd ones. */
    private static final long MAX_BYTES = 32 << 10;

    private Seeds() {}

    /** Files below a folder of the source tree whose names end so. */
    public static Stream<byte[]> files(String folder, String ending) {
        Path root = Path.of(System.getProperty("basedir", ""))
                .toAbsolutePath()
                .getParent()
                .resolve(folder);
        try (Stream<Path> files = Files.walk(root)) {
            return files
                    .filter(each ->
                            each.toString().endsWith(ending) && each.toFile().length() <= MAX_BYTES)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .map(Seeds::bytes)
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Texts in UTF-8. */
    public static Stream<byte[]> texts(String... texts) {
        return Stream.of(texts).map(text -> text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
