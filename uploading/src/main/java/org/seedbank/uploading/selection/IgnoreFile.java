package org.seedbank.uploading.selection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.files.BoundedFile;

/** The file by which a folder says what is not to be published. */
final class IgnoreFile {

    static final String NAME = ".seedbankignore";

    /** Far more than a person writes. */
    private static final int MOST_BYTES = 1 << 20;

    private static final String BYTE_ORDER_MARK = "\ufeff";

    private IgnoreFile() {}

    /**
     * The patterns of a folder, in their order; none where it has no such file.
     *
     * @throws IntegrityException when there is one that cannot be read: what it would leave out must not be shared
     */
    static List<IgnorePattern> in(Path folder) {
        Path file = folder.resolve(NAME);
        try {
            return isEmpty(file) ? List.of() : patterns(text(file));
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(file, e);
        }
    }

    private static boolean isEmpty(Path file) throws IOException {
        BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
        return found.isRegularFile() && found.size() == 0;
    }

    private static String text(Path file) throws IOException {
        String text = decoded(BoundedFile.read(file, MOST_BYTES));
        return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
    }

    /** Patterns that nobody can read would leave nothing out, without a word. */
    private static String decoded(byte[] bytes) throws IOException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') < 0) {
                return text;
            }
        } catch (CharacterCodingException e) {
            throw new IOException("it is not UTF-8, so what it leaves out is unknown: save it as UTF-8", e);
        }
        throw new IOException("it is not UTF-8, so what it leaves out is unknown: save it as UTF-8");
    }

    /** Lines end at a line feed; a carriage return before it belongs to the end. */
    static List<IgnorePattern> patterns(String text) {
        return Arrays.stream(text.split("\r?\n"))
                .map(IgnorePattern::parse)
                .flatMap(Optional::stream)
                .toList();
    }
}
