package org.seedbank.cli.verify;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.seedbank.cli.frame.CommandFailure;
import org.seedbank.integrity.NearMiss;

/** Says of a path at which nothing is how much of it is there, and what was probably meant. */
final class NearestPath {

    /** Things in a folder that are looked at, so that a large one does not hold up an answer. */
    private static final int MOST = 10_000;

    private static final Pattern REF_OF_A_CATALOG = Pattern.compile("[a-z][a-z0-9-]{0,39}/[0-9A-Za-z]{1,64}");

    private NearestPath() {}

    /** Tells whether something that was typed can only be a path. */
    static boolean isMeant(String typed) {
        return typed.startsWith(".")
                || (typed.indexOf('/') >= 0 && !REF_OF_A_CATALOG.matcher(typed).matches());
    }

    /** The failure that says so. */
    static CommandFailure nothingAt(String typed) {
        return CommandFailure.noCopy("there is nothing at '%s'".formatted(typed), hint(typed));
    }

    private static String hint(String typed) {
        try {
            return nearest(Path.of(typed));
        } catch (InvalidPathException e) {
            return "check the path";
        }
    }

    private static String nearest(Path path) {
        Path missing = path.normalize();
        Path above = missing.getParent();
        while (above != null && !Files.isDirectory(above)) {
            missing = above;
            above = above.getParent();
        }
        if (missing.getFileName() == null) {
            return "check the path, and that its disk is mounted";
        }
        String name = missing.getFileName().toString();
        Path folder = above == null ? Path.of("") : above;
        Optional<String> meant = NearMiss.of(name, names(folder));
        return meant.map(near -> "did you mean '%s'?".formatted(folder.resolve(near)))
                .orElseGet(() ->
                        above(folder) + " has no '%s'; check the path, and that its disk is mounted".formatted(name));
    }

    private static String above(Path folder) {
        return folder.toString().isEmpty() ? "the current folder" : "'%s'".formatted(folder);
    }

    private static List<String> names(Path folder) {
        List<String> names = new ArrayList<>();
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                if (names.size() == MOST) {
                    return names;
                }
                names.add(child.getFileName().toString());
            }
        } catch (IOException | DirectoryIteratorException e) {
            return names; // What cannot be read has nothing to propose.
        }
        return names;
    }
}
