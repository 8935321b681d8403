package org.seedbank.integrity.interchange;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.fixity.FileFinding;

/**
 * Lines as {@code sha256sum}, {@code md5sum} and their like print them, in text, binary and tagged (BSD) form, with the
 * escapes of coreutils 9.
 */
final class ChecksumLines implements ListLines.LineReader {

    private static final Pattern PLAIN = Pattern.compile("(\\\\?)([0-9A-Fa-f]+) [ *]?(.+)", Pattern.DOTALL);
    private static final Pattern TAGGED =
            Pattern.compile("(\\\\?)([A-Za-z0-9/-]{1,32}) ?\\((.+)\\) ?= ?([0-9A-Fa-f]+)", Pattern.DOTALL);
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.?)", Pattern.DOTALL);

    private final ListedFiles files;

    ChecksumLines(ListedFiles files) {
        this.files = files;
    }

    @Override
    public void accept(String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        Matcher plain = PLAIN.matcher(line);
        if (plain.matches()) {
            add(DigestText.ofAnyLength(plain.group(2)), name(plain.group(1), plain.group(3)));
            return;
        }
        Matcher tagged = TAGGED.matcher(line);
        if (!tagged.matches()) {
            throw new IllegalArgumentException("it is not a digest and a file name");
        }
        DigestAlgorithm algorithm = DigestText.algorithm(tagged.group(2))
                .orElseThrow(() -> new IllegalArgumentException(
                        "the algorithm '%s' is none of %s".formatted(tagged.group(2), DigestText.SUPPORTED)));
        add(DigestText.of(algorithm, tagged.group(4)), name(tagged.group(1), tagged.group(3)));
    }

    private void add(ContentDigest digest, String name) {
        files.add(new ListedFile(
                ListedFile.pathOf(name), FileFinding.UNKNOWN_LENGTH, Map.of(digest.algorithm(), digest)));
    }

    /** A line that begins with a backslash has a name with escapes. */
    private static String name(String mark, String text) {
        if (mark.isEmpty()) {
            return text;
        }
        return ESCAPE.matcher(text).replaceAll(match -> switch (match.group(1)) {
            case "\\" -> "\\\\";
            case "n" -> "\n";
            case "r" -> "\r";
            default -> throw new IllegalArgumentException("'%s' is no escape of a file name".formatted(match.group()));
        });
    }

    @Override
    public String format() {
        return files.algorithms().size() == 1
                ? files.algorithms().iterator().next().label() + "sum"
                : "checksums";
    }

    @Override
    public List<String> warnings() {
        return List.of();
    }
}
