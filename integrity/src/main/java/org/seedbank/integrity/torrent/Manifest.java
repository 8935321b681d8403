package org.seedbank.integrity.torrent;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.seedbank.integrity.DatasetPath;
import org.seedbank.integrity.Sha256;

/**
 * The sorted list of a dataset's files with their SHA-256 digests, in the text format of coreutils 9
 * {@code sha256sum}. The digest of that text is the identity of the dataset.
 *
 * @param lines one line for each file, sorted by the unsigned bytes of the path
 */
public record Manifest(List<Line> lines) {

    /**
     * One file of a dataset.
     *
     * @param digest SHA-256 of the file's bytes
     * @param path its place in the dataset; a dataset that is one file has that file's name here
     */
    public record Line(Sha256 digest, DatasetPath path) {

        /**
         * The line as {@code sha256sum} prints it, with its newline. A name with a backslash, newline or carriage
         * return is escaped, and the line then begins with a backslash.
         */
        public String text() {
            return new String(bytes(), StandardCharsets.UTF_8);
        }

        private byte[] bytes() {
            String name = path.text();
            String escaped = name.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r");
            byte[] tail = ("  " + escaped + "\n").getBytes(StandardCharsets.UTF_8);
            int mark = escaped.equals(name) ? 0 : 1;
            byte[] line = new byte[mark + 2 * Sha256.BYTES + tail.length];
            line[0] = '\\';
            digest.writeHex(line, mark);
            System.arraycopy(tail, 0, line, line.length - tail.length, tail.length);
            return line;
        }
    }

    /** Sorts the lines. */
    public Manifest {
        lines = isSorted(lines)
                ? List.copyOf(lines)
                : lines.stream().sorted(Comparator.comparing(Line::path)).toList();
    }

    private static boolean isSorted(List<Line> lines) {
        for (int i = 1; i < lines.size(); i++) {
            if (lines.get(i - 1).path().compareTo(lines.get(i).path()) > 0) {
                return false;
            }
        }
        return true;
    }

    /** Sorts the indices of things by the unsigned bytes of their paths, as a manifest has them. */
    static <T> List<Integer> order(List<T> things, Function<T, DatasetPath> path) {
        return IntStream.range(0, things.size())
                .boxed()
                .sorted(Comparator.comparing(i -> path.apply(things.get(i))))
                .toList();
    }

    /** The whole text, UTF-8, as {@code sha256sum -c} reads it. */
    public String text() {
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(line.text()));
        return text.toString();
    }

    /** The dataset digest: SHA-256 of the text. */
    public Sha256 digest() {
        MessageDigest digest = Sha256.newDigest();
        lines.forEach(line -> digest.update(line.bytes()));
        return Sha256.of(digest.digest());
    }
}
