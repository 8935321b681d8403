package org.seedbank.integrity.interchange;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.seedbank.integrity.DatasetPath;
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
 * @param backslashed those of their paths with a backslash that nothing says to be part of a name
 * @param isRooted whether the paths begin at the root of a disk
 * @param untagged algorithms that the lines with their digests do not tell
 * @param guessed those of them that nothing but the length of the digests tells
 * @param isSigned whether it is signed in clear
 * @param warnings what a person should know about it
 */
record FixityList(
        Path file,
        String format,
        Sha256 digest,
        List<ListedFile> files,
        Set<DatasetPath> backslashed,
        boolean isRooted,
        Set<DigestAlgorithm> untagged,
        Set<DigestAlgorithm> guessed,
        boolean isSigned,
        List<String> warnings) {

    /**
     * Reads a list once, from its beginning to its end.
     *
     * @throws IntegrityException.CannotRead when the file cannot be read
     * @throws IntegrityException.BadList when a line of it cannot be believed, or it names no file
     */
    static FixityList read(Path file) {
        try (ListLines lines = ListLines.ofList(file)) {
            return new Reading(file, lines).list();
        }
    }

    /** Tells whether it is about one file and does not name it. */
    boolean isNameless() {
        return files.size() == 1 && files.get(0).path().equals(ChecksumLines.NAMELESS);
    }

    /** A list on its way from lines to files. */
    private static final class Reading {

        private final Path file;
        private final ListLines lines;
        private final String name;
        private final ListedFiles files = new ListedFiles();
        private final ClearSigned signed = new ClearSigned();
        private ListLines.LineReader reader;

        Reading(Path file, ListLines lines) {
            this.file = file;
            this.lines = lines;
            this.name = String.valueOf(file.getFileName());
        }

        FixityList list() {
            for (String line = lines.next(); line != null; line = lines.next()) {
                try {
                    signed.text(line).ifPresent(this::take);
                } catch (ListedFiles.TooMany e) {
                    throw IntegrityException.BadList.tooLong(file, e.getMessage());
                } catch (IllegalArgumentException e) {
                    throw lines.bad(e.getMessage());
                }
            }
            end();
            return new FixityList(
                    file,
                    reader.format(),
                    lines.digest(),
                    files.all(),
                    files.backslashed(),
                    reader.isRooted(),
                    reader.untagged(),
                    reader.guessed(),
                    signed.isSigned(),
                    reader.warnings());
        }

        /** Comments in front tell nothing of the format. */
        private void take(String line) {
            boolean isComment =
                    line.startsWith("#") && !name.toLowerCase(Locale.ROOT).endsWith(".sfv");
            if (reader == null && !line.isBlank() && !isComment) {
                reader = reader(line);
            }
            if (reader != null) {
                reader.accept(line);
            }
        }

        private ListLines.LineReader reader(String first) {
            if (first.equals(HashdeepLines.HEADER)) {
                return new HashdeepLines(files);
            }
            return GetFileHashLines.begins(first)
                    ? GetFileHashLines.beginning(first, files)
                    : new ChecksumLines(files, name, !lines.endWithNul());
        }

        private void end() {
            try {
                signed.end();
                if (reader != null) {
                    reader.end();
                }
            } catch (IllegalArgumentException e) {
                throw new IntegrityException.BadList(file, e.getMessage());
            }
            if (files.isEmpty()) {
                throw new IntegrityException.BadList(file, "it names no file");
            }
        }
    }
}
