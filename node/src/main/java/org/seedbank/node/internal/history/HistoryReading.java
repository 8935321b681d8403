package org.seedbank.node.internal.history;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.seedbank.integrity.files.RotatingFile;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.api.NodeException;

/** Reads the history while a node may be writing it. */
public final class HistoryReading {

    private HistoryReading() {}

    /** See {@link org.seedbank.node.NodeHistory#last}. */
    public static List<HistoryEntry> last(Path nodeFolder, int most, Predicate<HistoryEntry> wanted) {
        Deque<HistoryEntry> found = new ArrayDeque<>();
        Set<Object> read = new HashSet<>();
        // The newest first: what is renamed meanwhile comes again under its next name, and is known then.
        for (Path file : RotatingFile.newestFirst(HistoryFile.in(nodeFolder), HistoryFile.OLDER)) {
            if (found.size() < most && isNew(file, read)) {
                List<HistoryEntry> newest = ofFile(file, most - found.size(), wanted);
                Collections.reverse(newest);
                newest.forEach(found::addFirst);
            }
        }
        return List.copyOf(found);
    }

    private static boolean isNew(Path file, Set<Object> read) {
        try {
            Object key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
            return key == null || read.add(key);
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
    }

    private static List<HistoryEntry> ofFile(Path file, int most, Predicate<HistoryEntry> wanted) {
        Deque<HistoryEntry> last = new ArrayDeque<>();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Optional<HistoryEntry> entry = HistoryJson.read(line).filter(wanted);
                entry.ifPresent(last::addLast);
                if (last.size() > most) {
                    last.removeFirst();
                }
            }
        } catch (NoSuchFileException e) {
            return new ArrayList<>();
        } catch (IOException e) {
            throw new NodeException.StateUnusable(file, e);
        }
        return new ArrayList<>(last);
    }
}
