package org.seedbank.integrity.interchange;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.DigestAlgorithm;

/** Lines as {@code hashdeep} 4 prints them. */
final class HashdeepLines implements ListLines.LineReader {

    static final String HEADER = "%%%% HASHDEEP-1.0";
    static final String COLUMNS = "%%%% ";
    static final String INVOKED_FROM = "## Invoked from: ";

    private final ListedFiles files;
    private final Set<String> ignored = new LinkedHashSet<>();

    /** Holds what each column between size and name holds; empty where it is not compared. */
    private List<Optional<DigestAlgorithm>> columns = List.of();

    /** The folder in which hashdeep ran; without {@code -l} its names begin with it. */
    private String invokedFrom = "/";

    HashdeepLines(ListedFiles files) {
        this.files = files;
    }

    @Override
    public void accept(String line) {
        if (line.equals(HEADER)) {
            columns = List.of();
        } else if (line.startsWith(COLUMNS)) {
            columns = columns(line.substring(COLUMNS.length()).toLowerCase(Locale.ROOT));
        } else if (line.startsWith(INVOKED_FROM)) {
            String folder = line.substring(INVOKED_FROM.length());
            String separator = folder.indexOf('\\') >= 0 && !folder.startsWith("/") ? "\\" : "/";
            invokedFrom = folder.endsWith(separator) ? folder : folder + separator;
        } else if (!line.isEmpty() && !line.startsWith("#") && !line.startsWith(";")) {
            file(line);
        }
    }

    private List<Optional<DigestAlgorithm>> columns(String text) {
        List<String> names = List.of(text.split(",", -1));
        int last = names.size() - 1;
        if (!names.get(0).equals("size") || !names.get(last).equals("filename")) {
            throw new IllegalArgumentException("its columns are not 'size', digests and 'filename'");
        }
        List<Optional<DigestAlgorithm>> found =
                names.subList(1, last).stream().map(DigestText::algorithm).toList();
        if (found.stream().allMatch(Optional::isEmpty)) {
            throw new IllegalArgumentException("it has no column of " + DigestText.SUPPORTED);
        }
        names.subList(1, last).stream()
                .filter(name -> DigestText.algorithm(name).isEmpty())
                .forEach(ignored::add);
        return found;
    }

    private void file(String line) {
        if (columns.isEmpty()) {
            throw new IllegalArgumentException("it comes before the line that names the columns");
        }
        String[] fields = line.split(",", columns.size() + 2);
        if (fields.length < columns.size() + 2) {
            throw new IllegalArgumentException("it has not the columns that the header names");
        }
        Map<DigestAlgorithm, ContentDigest> digests = new EnumMap<>(DigestAlgorithm.class);
        for (int i = 0; i < columns.size(); i++) {
            String hex = fields[i + 1];
            columns.get(i).ifPresent(algorithm -> digests.put(algorithm, DigestText.of(algorithm, hex)));
        }
        files.addUnescaped(new ListedFile(path(fields[fields.length - 1]), length(fields[0]), digests));
    }

    private DatasetPath path(String name) {
        return ListedFile.pathOf(name.startsWith(invokedFrom) ? name.substring(invokedFrom.length()) : name);
    }

    private static long length(String text) {
        try {
            long length = Long.parseLong(text);
            if (length < 0) {
                throw new IllegalArgumentException("its size is below 0");
            }
            return length;
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("its size is no number", e);
        }
    }

    @Override
    public String format() {
        return "hashdeep";
    }

    @Override
    public List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        ignored.forEach(name -> warnings.add("the digests of '%s' are not compared".formatted(name)));
        return warnings;
    }
}
