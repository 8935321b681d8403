package org.seedbank.node.internal.orders;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.seedbank.integrity.IoReason;
import org.seedbank.node.api.NodeException;

/**
 * Describes what lies directly in a folder at one moment.
 *
 * @param place by what the folder is known: another one, or the empty place of a disk that is not mounted, has another
 * @param found what was asked for, by name
 * @param odd names that cannot be told apart for sure, because their bytes are not UTF-8
 * @param more whether there is more than is looked at
 */
record FolderLook(String place, SortedMap<String, Path> found, List<String> odd, boolean more) {

    /** Enough for a folder that somebody can still handle. */
    static final int MOST = 20_000;

    private static final String SUBJECT = "'";

    /** Lists a folder. Throws {@link NodeException.Refused} when it is not there or cannot be listed. */
    static FolderLook at(Path folder, Predicate<String> wanted) {
        SortedMap<String, Path> found = new TreeMap<>();
        List<String> odd = new ArrayList<>();
        boolean more = false;
        try (DirectoryStream<Path> children = Files.newDirectoryStream(folder)) {
            for (Path child : children) {
                String name = child.getFileName().toString();
                if (!wanted.test(name)) {
                    continue;
                }
                if (!folder.resolve(name).equals(child)) {
                    odd.add(name);
                } else if (found.size() < MOST) {
                    found.put(name, child);
                } else {
                    more = true;
                }
            }
            return new FolderLook(place(folder), found, odd, more);
        } catch (DirectoryIteratorException e) {
            throw unusable(folder, e.getCause());
        } catch (IOException e) {
            throw unusable(folder, e);
        }
    }

    /** Returns what trouble with something in a folder is about, as {@link OrderProgress#trouble} wants it. */
    static String subject(String name) {
        return SUBJECT + name;
    }

    /**
     * Tells a person what is in the folder and not looked at, and takes back what was told of things that are gone.
     *
     * @param there names of what is there, in the folder or where it was moved to
     */
    void tellWhatIsLeftOut(OrderProgress standing, Set<String> there) {
        standing.settleAllBut(SUBJECT, name -> there.contains(name.substring(SUBJECT.length())));
        if (more) {
            standing.trouble("more", "there is too much in the folder: only %d files are looked at".formatted(MOST));
        } else {
            standing.settle("more");
        }
        if (odd.isEmpty()) {
            standing.settle("odd");
        } else {
            standing.trouble("odd", "'%s' is not looked at: the bytes of its name are not UTF-8".formatted(odd.get(0)));
        }
    }

    private static NodeException unusable(Path folder, IOException e) {
        String reason = Files.isDirectory(folder) ? "cannot be read: " + IoReason.of(e) : "is not there";
        return new NodeException.Refused(
                "the folder '%s' %s".formatted(folder, reason), "see whether its disk is mounted");
    }

    private static String place(Path folder) throws IOException {
        return Objects.toString(attributes(folder).fileKey(), "");
    }

    static BasicFileAttributes attributes(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
