package org.seedbank.integrity.interchange;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Sha256;

/**
 * A list of files with their digests that another program wrote, in a format that is recognised from its lines.
 *
 * @param file the list itself
 * @param format what its format is called, such as {@code sha256sum} or {@code hashdeep}
 * @param digest SHA-256 of its own bytes
 * @param files what it tells of, in its order; at least one
 * @param algorithms every algorithm that some file has a digest of
 * @param warnings what a person should know about it
 */
record FixityList(
        Path file,
        String format,
        Sha256 digest,
        List<ListedFile> files,
        Set<DigestAlgorithm> algorithms,
        List<String> warnings) {

    /**
     * Reads a list once, from its beginning to its end.
     *
     * @throws IntegrityException.CannotRead when the file cannot be read
     * @throws IntegrityException.BadList when a line of it cannot be believed, or it names no file
     */
    static FixityList read(Path file) {
        ListedFiles files = new ListedFiles();
        try (ListLines lines = ListLines.ofList(file)) {
            String line = lines.next();
            boolean hashdeep = line != null && line.equals(HashdeepLines.HEADER);
            ListLines.LineReader reader = hashdeep ? new HashdeepLines(files) : new ChecksumLines(files);
            while (line != null) {
                take(line, reader, lines);
                line = lines.next();
            }
            if (files.isEmpty()) {
                throw new IntegrityException.BadList(file, "it names no file");
            }
            return new FixityList(
                    file, reader.format(), lines.digest(), files.all(), files.algorithms(), reader.warnings());
        }
    }

    private static void take(String line, ListLines.LineReader reader, ListLines lines) {
        try {
            reader.accept(line);
        } catch (IllegalArgumentException e) {
            throw lines.bad(e.getMessage());
        }
    }
}
