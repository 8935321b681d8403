package org.seedbank.integrity.interchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.List;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Sha256;

/** The lines of a text that a stranger wrote: bounded in length, decoded strictly, numbered from 1. For one thread. */
final class ListLines implements AutoCloseable {

    /** Longest line in bytes: digests of every kind, and the longest path with each byte escaped, fit well. */
    static final int MAX_LINE_BYTES = 64 << 10;

    private static final char BYTE_ORDER_MARK = '\ufeff';

    private final Path file;
    private final Charset charset;
    private final boolean carriageReturnEnds;
    private final InputStream in;
    private final MessageDigest digest = Sha256.newDigest();
    private final byte[] buffer = new byte[MAX_LINE_BYTES];
    private final byte[] line = new byte[MAX_LINE_BYTES];
    private int at;
    private int end;
    private boolean afterCarriageReturn;
    private long number;

    private ListLines(Path file, Charset charset, boolean carriageReturnEnds) {
        this.file = file;
        this.charset = charset;
        this.carriageReturnEnds = carriageReturnEnds;
        try {
            this.in = Files.newInputStream(file);
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(file, e);
        }
    }

    /** A list, whose lines end with LF or CR LF. */
    static ListLines ofList(Path file) {
        return new ListLines(file, StandardCharsets.UTF_8, false);
    }

    /** A bag's tag file, whose lines may also end with CR (RFC 8493, 2.1.3). */
    static ListLines ofTagFile(Path file, Charset charset) {
        return new ListLines(file, charset, true);
    }

    /** The next line without its end, or null behind the last. */
    String next() {
        int length = 0;
        int octet = read();
        if (octet == '\n' && afterCarriageReturn) {
            octet = read();
        }
        if (octet < 0) {
            return null;
        }
        number++;
        while (octet >= 0 && octet != '\n' && !(carriageReturnEnds && octet == '\r')) {
            if (length == line.length) {
                throw bad("it has more than %d bytes".formatted(MAX_LINE_BYTES));
            }
            line[length++] = (byte) octet;
            octet = read();
        }
        afterCarriageReturn = octet == '\r';
        return text(length > 0 && line[length - 1] == '\r' ? length - 1 : length);
    }

    private String text(int length) {
        try {
            String text = charset.newDecoder()
                    .decode(ByteBuffer.wrap(line, 0, length))
                    .toString();
            boolean marked = number == 1 && !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK;
            return marked ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw bad("its bytes are not " + charset.name());
        }
    }

    private int read() {
        if (at == end) {
            fill();
        }
        return end < 0 ? -1 : buffer[at++] & 0xff;
    }

    private void fill() {
        if (end < 0) {
            return;
        }
        try {
            at = 0;
            end = in.read(buffer);
        } catch (IOException e) {
            throw new IntegrityException.CannotRead(file, e);
        }
        if (end > 0) {
            digest.update(buffer, 0, end);
        }
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

        /** Returns what the format is called, when every line has been taken. */
        String format();

        /** Returns what a person should know about the list. */
        List<String> warnings();
    }
}
