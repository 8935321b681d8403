package org.seedbank.node.internal.places;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.function.Predicate;

/** Finds out where a path really leads, also one that is not there yet: two that lead to one place are equal then. */
final class RealPlace {

    /** Some name with a letter is among these, or the disk is asked no further. */
    private static final int ENTRIES = 50;

    private RealPlace() {}

    /** Without links and {@code ..}; in small letters where the disk does not tell them from capitals. */
    static Path of(Path place) {
        return of(place, RealPlace::ignoresCase);
    }

    static Path of(Path place, Predicate<Path> ignoresCase) {
        Path existing = place.toAbsolutePath().normalize();
        Deque<Path> missing = new ArrayDeque<>();
        while (existing.getParent() != null) {
            try {
                Path real = existing.toRealPath();
                boolean folds = ignoresCase.test(Files.isDirectory(real) ? real : real.getParent());
                return folds ? folded(joined(real, missing)) : joined(real, missing);
            } catch (IOException e) {
                // It is not there, or may not be looked at: what is above it tells where it would be.
                missing.addFirst(existing.getFileName());
                existing = existing.getParent();
            }
        }
        return joined(existing, missing);
    }

    private static Path joined(Path existing, Deque<Path> missing) {
        Path whole = existing;
        for (Path name : missing) {
            whole = whole.resolve(name);
        }
        return whole;
    }

    private static Path folded(Path path) {
        return Path.of(path.toString().toLowerCase(Locale.ROOT));
    }

    /** Tells whether a folder takes a name in other letters for the same; false where nothing in it can tell. */
    private static boolean ignoresCase(Path folder) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            int seen = 0;
            for (Path entry : entries) {
                Path other = swapped(entry);
                if (!other.equals(entry)) {
                    return Files.exists(other) && Files.isSameFile(entry, other);
                }
                if (++seen == ENTRIES) {
                    break;
                }
            }
            return false;
        } catch (IOException | DirectoryIteratorException e) {
            return false;
        }
    }

    private static Path swapped(Path entry) {
        String name = entry.getFileName().toString();
        String small = name.toLowerCase(Locale.ROOT);
        return entry.resolveSibling(small.equals(name) ? name.toUpperCase(Locale.ROOT) : small);
    }
}
