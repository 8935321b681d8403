package org.seedbank.uploading.selection;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.seedbank.integrity.dataset.Dataset;
import org.seedbank.integrity.dataset.SourceFile;
import org.seedbank.integrity.files.StrayFile;

/** Files that lie in folders and are hardly meant to be published: version control, caches and litter, by their names. */
public final class Litter {

    private static final List<String> VERSION_CONTROL = List.of(".git", ".svn", ".hg", ".bzr", ".jj", "CVS", "_darcs");

    /** As many as a person reads in a line. */
    private static final int MOST_NAMED = 3;

    private static final NamePatterns PATTERNS = new NamePatterns(VERSION_CONTROL);

    private Litter() {}

    /** Patterns of the names of all of them. */
    public static List<String> names() {
        return Stream.concat(VERSION_CONTROL.stream(), StrayFile.patterns().stream())
                .toList();
    }

    static boolean isLitter(String name) {
        return PATTERNS.match(name) || StrayFile.named(name).isPresent();
    }

    /**
     * A warning that counts the files of a dataset that are litter, and names some.
     *
     * @param fate what would become of them, such as {@code would be published too}
     */
    public static Optional<String> warning(Dataset dataset, String fate) {
        Map<String, Integer> litter = new LinkedHashMap<>();
        for (SourceFile file : dataset.files()) {
            topmost(file.path().text()).ifPresent(top -> litter.merge(top, 1, Integer::sum));
        }
        if (litter.isEmpty()) {
            return Optional.empty();
        }
        int files = litter.values().stream().mapToInt(Integer::intValue).sum();
        String names = litter.keySet().stream()
                .limit(MOST_NAMED)
                .map("'%s'"::formatted)
                .collect(Collectors.joining(", "));
        int more = litter.size() - MOST_NAMED;
        return Optional.of("%d %s of version control, caches or litter %s (%s%s)"
                .formatted(
                        files,
                        files == 1 ? "file" : "files",
                        fate,
                        names,
                        more > 0 ? " and %d more".formatted(more) : ""));
    }

    /** The topmost thing above a file, or the file itself, that is litter. */
    private static Optional<String> topmost(String path) {
        int start = 0;
        while (start <= path.length()) {
            int slash = path.indexOf('/', start);
            int end = slash < 0 ? path.length() : slash;
            if (isLitter(path.substring(start, end))) {
                return Optional.of(path.substring(0, end));
            }
            start = end + 1;
        }
        return Optional.empty();
    }
}
