package org.seedbank.integrity.files;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Finds files whose names are the same text in another Unicode form (UAX 15): macOS decomposes an {@code ö} where other
 * systems keep it composed, so that one name has two spellings (RFC 8493, 6.1.2.3). Where both are there, they are two
 * files. An object is for one look at a folder, as it remembers what is in it. Not for several threads.
 */
public final class NameForms {

    /** Finds nothing, for those to whom another spelling is another file. */
    public static final NameForms APART = new NameForms(Path.of(""), any -> true);

    /** Folders whose names are remembered; files of one folder mostly stand side by side. */
    private static final int MAX_FOLDERS = 64;

    private final Path root;
    private final Predicate<Path> taken;
    private final Map<Path, Map<String, List<Path>>> listed = new LinkedHashMap<>();

    /**
     * A search below a folder.
     *
     * @param taken tells of a place found whether another file of the dataset belongs there, so that it is that one
     */
    public NameForms(Path root, Predicate<Path> taken) {
        this.root = root;
        this.taken = taken;
    }

    /** The composed form (NFC) of a text; texts that differ only in their form have it in common. */
    public static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    /** The only thing beside a place where nothing is whose name is the same text in another form. */
    public static Optional<Path> beside(Path place) {
        Path folder = place.toAbsolutePath().getParent();
        return folder == null
                ? Optional.empty()
                : new NameForms(folder, any -> false).find(folder.resolve(place.getFileName()));
    }

    /**
     * The place below the root of the only thing that a path can mean where nothing has it to the letter; names of folders
     * above count too. Links are not followed.
     *
     * @return empty when something has the very name, when nothing or several things have it in another form, or when
     *     what was found is taken
     */
    public Optional<Path> find(Path place) {
        if (this == APART || !place.startsWith(root) || place.equals(root)) {
            return Optional.empty();
        }
        Path found = root;
        for (Path name : root.relativize(place)) {
            Optional<Path> child = child(found, name.toString());
            if (child.isEmpty()) {
                return Optional.empty();
            }
            found = child.get();
        }
        return found.equals(place) || taken.test(found) ? Optional.empty() : Optional.of(found);
    }

    private Optional<Path> child(Path folder, String name) {
        Path literal = folder.resolve(name);
        if (Files.exists(literal, LinkOption.NOFOLLOW_LINKS)) {
            return Optional.of(literal);
        }
        String composed = composed(name);
        List<Path> spelled = new ArrayList<>(names(folder).getOrDefault(composed, List.of()));
        if (isAscii(composed) && Files.exists(folder.resolve(composed), LinkOption.NOFOLLOW_LINKS)) {
            spelled.add(folder.resolve(composed));
        }
        return spelled.size() == 1 ? Optional.of(spelled.get(0)) : Optional.empty();
    }

    /** Those names in a folder that can have another form, by their composed one. */
    private Map<String, List<Path>> names(Path folder) {
        Map<String, List<Path>> known = listed.get(folder);
        if (known == null) {
            if (listed.size() == MAX_FOLDERS) {
                listed.remove(listed.keySet().iterator().next());
            }
            known = read(folder);
            listed.put(folder, known);
        }
        return known;
    }

    private Map<String, List<Path>> read(Path folder) {
        Map<String, List<Path>> names = new HashMap<>();
        if (!folder.equals(root) && !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            return names;
        }
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                String name = child.getFileName().toString();
                if (!isAscii(name)) {
                    names.computeIfAbsent(composed(name), any -> new ArrayList<>(1))
                            .add(child);
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            return names; // What cannot be listed has been found missing or unreadable under its own name already.
        }
        return names;
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(c -> c < 0x80);
    }
}
