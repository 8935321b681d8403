package org.seedbank.downloading.place;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.seedbank.integrity.files.StrayFile;

/** Downloads that other programs have not finished, at a place that receives a dataset. */
final class HalfDone {

    /** Most folders that are looked through: a hint need not be complete. */
    private static final int MOST_FOLDERS = 1000;

    private static final int MOST_FILES = 100_000;

    private HalfDone() {}

    /**
     * Finds them by their names, beside the places of files that are missing. Links are not followed.
     *
     * @param missing places of missing files
     * @return each a path below the folder in single quotes and who left it; at most a few
     */
    static List<String> among(Path folder, List<Path> missing) {
        Map<Path, Set<String>> wanted = new LinkedHashMap<>();
        for (Path file : missing) {
            wanted.computeIfAbsent(file.getParent(), above -> new HashSet<>())
                    .add(file.getFileName().toString());
        }
        Set<String> found = new LinkedHashSet<>();
        wanted.entrySet().stream()
                .limit(MOST_FOLDERS)
                .filter(each -> Files.isDirectory(each.getKey(), LinkOption.NOFOLLOW_LINKS))
                .forEach(each -> find(folder, each.getKey(), each.getValue(), found));
        return List.copyOf(found);
    }

    private static void find(Path folder, Path parent, Set<String> names, Set<String> found) {
        List<String> there = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(parent)) {
            for (Path file : files) {
                if (there.size() < MOST_FILES) {
                    there.add(file.getFileName().toString());
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return; // A hint is all that is lost.
        }
        there.stream()
                .sorted()
                .filter(name ->
                        StrayFile.finishedName(name).filter(names::contains).isPresent())
                .forEach(name -> StrayFile.named(name)
                        .ifPresent(stray -> found.add(
                                "'%s' (%s)".formatted(folder.relativize(parent.resolve(name)), stray.words()))));
    }
}
