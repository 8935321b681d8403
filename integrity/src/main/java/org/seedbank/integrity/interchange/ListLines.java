package org.seedbank.integrity.interchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Reader;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.seedbank.integrity.DigestAlgorithm;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Sha256;

/**
 * The lines of a text that a stranger wrote: bounded in length, decoded strictly, numbered from 1. For one thread.
 *
 * <p>Text in UTF-16 is read as that: by its byte order mark, and without one where the first character shows it.
 */
final class ListLines implements AutoCloseable {

    /** Longest line in bytes: digests of every kind, and the longest path with each byte escaped, fit well. */
    static final int MAX_LINE_BYTES = 64 << 10;

    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final byte[] MARK = String.valueOf(BYTE_ORDER_MARK).getBytes(StandardCharsets.UTF_8);

    private final Path file;
    private final Charset charset;
    private final boolean wide;
    private final boolean littleEndian;
    private final boolean carriageReturnEnds;
    private final boolean nulEnds;
    private final InputStream in;
    private final MessageDigest digest = Sha256.newDigest();
    private final byte[] buffer = new byte[MAX_LINE_BYTES];
    private final byte[] line = new byte[MAX_LINE_BYTES];
    private int at;
    private int end;
    private boolean afterCarriageReturn;
    private long number;

    private ListLines(Path file, Charset expected, boolean isTagFile) {
        this.file = file;
        this.carriageReturnEnds = isTagFile;
        try {
            this.in = Files.newInputStream(file);
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(file, e);
        }
        fill();
        this.wide = expected.name().startsWith("UTF-16") || (!isTagFile && beginsWide());
        this.littleEndian = wide && (expected.equals(StandardCharsets.UTF_16LE) || beginsLittleEndian());
        this.charset = wide ? StandardCharsets.UTF_16BE : expected;
        this.nulEnds = !isTagFile && !wide && holdsNul();
    }

    /** A list, whose lines end with LF or CR LF; with NUL, as {@code sha256sum -z} ends them, where it has any. */
    static ListLines ofList(Path file) {
        return new ListLines(file, StandardCharsets.UTF_8, false);
    }

    /** A bag's tag file, whose lines may also end with CR (RFC 8493, 2.1.3). */
    static ListLines ofTagFile(Path file, Charset charset) {
        return new ListLines(file, charset, true);
    }

    /** Tells whether lines end with NUL, so that names stand in them as they are, line ends included. */
    boolean endWithNul() {
        return nulEnds;
    }

    /** Tells whether its bytes are not those of its text in UTF-8: in UTF-16, or with a byte order mark in front. */
    boolean isRecoded() {
        return wide || (end >= MARK.length && Arrays.equals(buffer, 0, MARK.length, MARK, 0, MARK.length));
    }

    /** Writes the text of a list in UTF-8 without a byte order mark, and nothing else of it changed. */
    static void writeText(Path list, OutputStream to) throws IOException {
        try (ListLines lines = ofList(list);
                Reader in = new InputStreamReader(Files.newInputStream(list), lines.encoding());
                Writer out = new OutputStreamWriter(to, StandardCharsets.UTF_8)) {
            int first = in.read();
            if (first >= 0 && first != BYTE_ORDER_MARK) {
                out.write(first);
            }
            in.transferTo(out);
        }
    }

    private Charset encoding() {
        return littleEndian ? StandardCharsets.UTF_16LE : charset;
    }

    private boolean beginsWide() {
        return end >= 2 && (hasMark() || (buffer[0] == 0) != (buffer[1] == 0));
    }

    private boolean hasMark() {
        int first = (buffer[0] & 0xff) << 8 | (buffer[1] & 0xff);
        return first == BYTE_ORDER_MARK || first == Character.reverseBytes(BYTE_ORDER_MARK);
    }

    private boolean beginsLittleEndian() {
        return end >= 2 && (hasMark() ? buffer[0] == (byte) 0xff : buffer[1] == 0);
    }

    private boolean holdsNul() {
        for (int i = 0; i < end; i++) {
            if (buffer[i] == 0) {
                return true;
            }
        }
        return false;
    }

    /** The next line without its end, or null behind the last. */
    String next() {
        int length = 0;
        number++;
        int unit = unit();
        if (unit == '\n' && afterCarriageReturn) {
            unit = unit();
        }
        if (unit < 0) {
            return null;
        }
        while (unit >= 0 && !ends(unit)) {
            if (length + (wide ? 2 : 1) > line.length) {
                throw bad("it has more than %d bytes".formatted(MAX_LINE_BYTES));
            }
            if (wide) {
                line[length++] = (byte) (unit >> 8);
            }
            line[length++] = (byte) unit;
            unit = unit();
        }
        afterCarriageReturn = unit == '\r';
        return text(length);
    }

    private boolean ends(int unit) {
        return nulEnds ? unit == 0 : unit == '\n' || (carriageReturnEnds && unit == '\r');
    }

    private String text(int length) {
        try {
            String text = charset.newDecoder()
                    .decode(ByteBuffer.wrap(line, 0, length))
                    .toString();
            boolean marked = number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
            int last = text.endsWith("\r") && !nulEnds ? text.length() - 1 : text.length();
            return text.substring(marked ? 1 : 0, last);
        } catch (CharacterCodingException e) {
            throw bad("its bytes are not " + (wide ? "UTF-16" : charset.name()));
        }
    }

    /** The next byte, or the next two as one number of UTF-16; -1 behind the last. */
    private int unit() {
        int first = read();
        if (!wide || first < 0) {
            return first;
        }
        int second = read();
        if (second < 0) {
            throw bad("its bytes are not UTF-16");
        }
        return littleEndian ? second << 8 | first : first << 8 | second;
    }

    private int read() {
        if (at == end) {
            fill();
        }
        return at == end ? -1 : buffer[at++] & 0xff;
    }

    private void fill() {
        try {
            at = 0;
            end = in.readNBytes(buffer, 0, buffer.length);
        } catch (IOException e) {
            close();
            throw new IntegrityException.CannotRead(file, e);
        }
        digest.update(buffer, 0, end);
    }

    /** Returns what is wrong with the line that was read last. */
    IntegrityException.BadList bad(String reason) {
        return new IntegrityException.BadList(file, number, reason);
    }

    /** SHA-256 of the whole text, when every line has been read. To be called once. */
    Sha256 digest() {
        return Sha256.of(digest.digest());
    }

    @Override
    public void close() {
        try {
            in.close();
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(file, e);
        }
    }

    /** Understands the lines of one format of lists, one after another. */
    interface LineReader {

        /**
         * Takes the next line.
         *
         * @throws IllegalArgumentException when it is not of the format, or says what cannot be
         */
        void accept(String line);

        /**
         * Every line has been taken.
         *
         * @throws IllegalArgumentException when they do not make a list
         */
        default void end() {}

        /** Returns the algorithms that no line of their digests tells. */
        default Set<DigestAlgorithm> untagged() {
            return Set.of();
        }

        /** Returns those of them that nothing but the length of the digests tells. */
        default Set<DigestAlgorithm> guessed() {
            return Set.of();
        }

        /** Tells whether the paths begin at the root of a disk, with its letter or server as the first name. */
        default boolean isRooted() {
            return false;
        }

        /** Returns what the format is called, when every line has been taken. */
        String format();

        /** Returns what a person should know about the list. */
        List<String> warnings();
    }
}
