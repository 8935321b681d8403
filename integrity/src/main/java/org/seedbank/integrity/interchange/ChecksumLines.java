package org.seedbank.integrity.interchange;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.integrity.ContentDigest;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.fixity.FileFinding;

/**
 * Lines as {@code sha256sum}, {@code md5sum} and their like print them, in text, binary and tagged (BSD) form, with the
 * escapes of coreutils 9; those of SFV files and {@code rhash}, which have the name in front; and digests without a name.
 */
final class ChecksumLines implements ListLines.LineReader {

    /** A name for a file that has none; {@code sha256sum} calls its standard input so. */
    static final DatasetPath NAMELESS = new DatasetPath("-");

    private static final Pattern PLAIN =
            Pattern.compile("[ \\t]*(\\\\?)([0-9A-Fa-f]{6,})(?: [ *]?|\\t+\\*?)(.+)", Pattern.DOTALL);
    private static final Pattern TAGGED =
            Pattern.compile("(\\\\?)([A-Za-z0-9/-]{1,32})[ \\t]*\\((.+)\\)[ \\t]*=[ \\t]*(\\S+)", Pattern.DOTALL);
    private static final Pattern PREFIXED = Pattern.compile(
            "([A-Za-z][A-Za-z0-9]{1,15}(?:[-/][0-9]{3})?)(?::[ \\t]*([0-9A-Fa-f]+)|-([0-9A-Za-z+/]+={0,2}))"
                    + "(?:(?: [ *]?|\\t+\\*?)(.+))?",
            Pattern.DOTALL);
    private static final Pattern ALONE = Pattern.compile("[ \\t]*([0-9A-Fa-f]{32,})[ \\t]*");
    private static final Pattern DIGEST_FIRST = Pattern.compile("[ \\t]*\\\\?[0-9A-Fa-f]{32,}[ \\t]");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(.?)", Pattern.DOTALL);

    /** Most kinds of digests that are passed over. */
    private static final int MAX_UNKNOWN = 50;

    private final ListedFiles files;

    /** An algorithm that the list's own name tells. */
    private final Optional<String> named;

    private final boolean escapes;
    private final boolean calledSfv;
    private boolean sfv;
    private boolean nameless;

    /** Algorithms of lines that do not tell them, and those of them that only the length tells. */
    private final Set<DigestAlgorithm> untagged = EnumSet.noneOf(DigestAlgorithm.class);

    private final Set<DigestAlgorithm> guessed = EnumSet.noneOf(DigestAlgorithm.class);

    /** The same by the length of a digest's text. */
    private final Map<Integer, DigestAlgorithm> byLength = new HashMap<>();

    /** Tags of digests that are not compared, and the files that have one. */
    private final Map<String, Set<DatasetPath>> unknown = new LinkedHashMap<>();

    /**
     * Lines of one list.
     *
     * @param fileName the list's own name
     * @param escapes whether a backslash in front of a line tells of escapes in the name
     */
    ChecksumLines(ListedFiles files, String fileName, boolean escapes) {
        this.files = files;
        this.named = DigestText.inName(fileName);
        this.escapes = escapes;
        this.calledSfv = fileName.toLowerCase(Locale.ROOT).endsWith(".sfv");
        this.sfv = calledSfv;
    }

    @Override
    public void accept(String line) {
        if (line.isBlank() || line.startsWith(";") || (line.startsWith("#") && !calledSfv)) {
            sfv |= line.startsWith(";");
            return;
        }
        boolean crcBehind = sfv && !DIGEST_FIRST.matcher(line).lookingAt() && nameFirst(line);
        if (!crcBehind && !plain(line) && !tagged(line) && !nameFirst(line) && !prefixed(line) && !alone(line)) {
            throw new IllegalArgumentException("it is not a digest and a file name");
        }
    }

    private boolean plain(String line) {
        Matcher plain = PLAIN.matcher(line);
        if (!plain.matches()
                || plain.group(3).isBlank()
                || (!escapes && !plain.group(1).isEmpty())) {
            return false;
        }
        add(untagged(plain.group(2)), plain.group(1), plain.group(3));
        return true;
    }

    private boolean tagged(String line) {
        Matcher tagged = TAGGED.matcher(line);
        if (!tagged.matches() || (!escapes && !tagged.group(1).isEmpty())) {
            return false;
        }
        String value = tagged.group(4);
        Optional<DigestAlgorithm> algorithm = DigestText.algorithm(tagged.group(2), DigestText.bytes(value));
        if (algorithm.isPresent()) {
            add(DigestText.of(algorithm.get(), value), tagged.group(1), tagged.group(3));
        } else {
            pass(tagged.group(2), ListedFile.pathOf(name(tagged.group(1), tagged.group(3))));
        }
        return true;
    }

    private void pass(String tag, DatasetPath path) {
        Set<DatasetPath> paths = unknown.computeIfAbsent(tag, any -> new HashSet<>());
        paths.add(path);
        if (unknown.size() > MAX_UNKNOWN || paths.size() > ListedFiles.MAX_FILES / MAX_UNKNOWN) {
            throw new IllegalArgumentException(unknown(tag));
        }
    }

    private static String unknown(String tag) {
        return "the algorithm '%s' is none of %s".formatted(tag, DigestText.SUPPORTED);
    }

    /** A name, and behind it digests of different lengths; one of CRC-32 alone could be anything, but in SFV. */
    private boolean nameFirst(String line) {
        List<String> digests = new ArrayList<>();
        String name = line.stripTrailing();
        for (int at = lastBlank(name); at > 0; at = lastBlank(name)) {
            String word = name.substring(at + 1);
            boolean isNext =
                    DigestText.isDigest(word) && digests.stream().noneMatch(other -> other.length() == word.length());
            if (!isNext) {
                break;
            }
            digests.add(word);
            name = name.substring(0, at).stripTrailing();
        }
        int crc = DigestAlgorithm.CRC32.hexLength();
        if (name.isBlank() || (!sfv && digests.stream().allMatch(digest -> digest.length() == crc))) {
            return false;
        }
        for (String digest : digests) {
            add(untagged(digest), "", name);
        }
        return !digests.isEmpty();
    }

    private static int lastBlank(String text) {
        return Math.max(text.lastIndexOf(' '), text.lastIndexOf('\t'));
    }

    private boolean prefixed(String line) {
        Matcher prefixed = PREFIXED.matcher(line);
        if (!prefixed.matches()) {
            return false;
        }
        String value = prefixed.group(2) == null ? prefixed.group(3) : prefixed.group(2);
        Optional<DigestAlgorithm> algorithm = DigestText.algorithm(prefixed.group(1), DigestText.bytes(value));
        algorithm.ifPresent(known -> {
            ContentDigest digest = DigestText.of(known, value);
            if (prefixed.group(4) == null) {
                addNameless(digest);
            } else {
                add(digest, "", prefixed.group(4));
            }
        });
        return algorithm.isPresent();
    }

    private boolean alone(String line) {
        Matcher alone = ALONE.matcher(line);
        if (!alone.matches()) {
            return false;
        }
        addNameless(untagged(alone.group(1)));
        return true;
    }

    private void addNameless(ContentDigest digest) {
        if (!files.isEmpty() && !nameless) {
            throw new IllegalArgumentException("it is a digest without a file name");
        }
        nameless = true;
        add(digest, "", NAMELESS.text());
    }

    private void add(ContentDigest digest, String mark, String name) {
        ListedFile file = new ListedFile(
                ListedFile.pathOf(name(mark, name)), FileFinding.UNKNOWN_LENGTH, Map.of(digest.algorithm(), digest));
        if (mark.isEmpty()) {
            files.addUnescaped(file);
        } else {
            files.add(file);
        }
    }

    private ContentDigest untagged(String text) {
        DigestAlgorithm algorithm = byLength.computeIfAbsent(text.length(), any -> assumed(text));
        return DigestText.of(algorithm, text);
    }

    private DigestAlgorithm assumed(String text) {
        int bytes = DigestText.bytes(text);
        Optional<DigestAlgorithm> told = named.flatMap(name -> DigestText.algorithm(name, bytes))
                .filter(algorithm -> algorithm.bytes() == bytes);
        DigestAlgorithm algorithm =
                told.orElseGet(() -> DigestText.ofAnyLength(text).algorithm());
        untagged.add(algorithm);
        if (told.isEmpty()) {
            guessed.add(algorithm);
        }
        return algorithm;
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
    public void end() {
        if (nameless && files.count() > 1) {
            throw new IllegalArgumentException("it has a digest without a file name beside others with one");
        }
        unknown.forEach((tag, paths) -> {
            if (!paths.stream().allMatch(files::contains)) {
                throw new IllegalArgumentException(unknown(tag));
            }
        });
    }

    @Override
    public String format() {
        return sfv && files.algorithms().equals(Set.of(DigestAlgorithm.CRC32))
                ? "SFV"
                : DigestText.program(files.algorithms());
    }

    @Override
    public List<String> warnings() {
        return unknown.keySet().stream()
                .map("the digests of '%s' are not compared"::formatted)
                .toList();
    }

    @Override
    public Set<DigestAlgorithm> untagged() {
        return untagged;
    }

    @Override
    public Set<DigestAlgorithm> guessed() {
        return guessed;
    }
}
