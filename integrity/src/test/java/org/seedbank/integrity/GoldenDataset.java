package org.seedbank.integrity;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The datasets and torrents of {@code fixtures/good}; see the text beside them. */
public final class GoldenDataset {

    private static final String FOLDER = "/fixtures/good/";

    private GoldenDataset() {}

    /** The bytes of a fixture. */
    public static byte[] bytes(String fixture) {
        try (InputStream in = GoldenDataset.class.getResourceAsStream(FOLDER + fixture)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The text of a fixture. */
    static String text(String fixture) {
        return new String(bytes(fixture), StandardCharsets.UTF_8);
    }

    /** Writes a dataset's files into a folder. */
    static Tree write(String name, Path folder) {
        Tree tree = new Tree(folder).withFolder("");
        text(name + ".files").lines().forEach(line -> {
            int space = line.indexOf(' ');
            tree.with(unescaped(line.substring(space + 1)), Integer.parseInt(line.substring(0, space)));
        });
        return tree;
    }

    private static String unescaped(String path) {
        return path.replace("\\\\", "\0")
                .replace("\\n", "\n")
                .replace("\\r", "\r")
                .replace('\0', '\\');
    }
}
