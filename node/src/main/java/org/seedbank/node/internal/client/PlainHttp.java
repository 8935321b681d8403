package org.seedbank.node.internal.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ByteChannel;
import java.nio.channels.Channels;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * HTTP/1.1 (RFC 9112) as far as a command and its node need it: one request on a connection, and its answer. Java's own
 * clients know no Unix sockets, and take several times as long to start.
 */
final class PlainHttp {

    private static final int MAX_LINE_BYTES = 8 * 1024;
    private static final int MAX_FIELDS = 100;
    private static final int BUFFER_BYTES = 16 * 1024;
    private static final int DECIMAL = 10;
    private static final int HEX = 16;

    private PlainHttp() {}

    /** Writes a body. */
    interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /**
     * The answer to a request.
     *
     * @param status of HTTP
     * @param body to its end; fails where the connection ends before that
     */
    record Answer(int status, InputStream body) {}

    /**
     * Sends a request and reads the head of the answer.
     *
     * @param head the request line and fields, each ended by a line end, without those that say how long the body is
     * @param length how long the body is; negative where it is sent as it is made
     * @param body what follows the head
     */
    static Answer exchange(ByteChannel channel, String head, long length, Body body) throws IOException {
        try {
            OutputStream out = new BufferedOutputStream(Channels.newOutputStream(channel), BUFFER_BYTES);
            String framing = length < 0 ? "Transfer-Encoding: chunked" : "Content-Length: " + length;
            out.write((head + framing + "\r\n\r\n").getBytes(ISO_8859_1));
            if (length < 0) {
                try (OutputStream chunks = new BufferedOutputStream(new Chunks(out), BUFFER_BYTES)) {
                    body.writeTo(chunks);
                }
            } else {
                body.writeTo(out);
            }
            out.flush();
        } catch (IOException e) {
            return answerToPart(channel, e);
        }
        return answer(channel);
    }

    /** A node that does not want a request says why before it has read it all. */
    private static Answer answerToPart(ByteChannel channel, IOException cut) throws IOException {
        try {
            return answer(channel);
        } catch (IOException e) {
            cut.addSuppressed(e);
            throw cut;
        }
    }

    private static Answer answer(ByteChannel channel) throws IOException {
        InputStream in = new BufferedInputStream(Channels.newInputStream(channel), BUFFER_BYTES);
        String[] status = line(in).split(" ", 3);
        if (status.length < 2 || !status[0].startsWith("HTTP/1.") || !status[1].matches("[0-9]{3}")) {
            throw new IOException("it does not answer as HTTP does");
        }
        Map<String, String> fields = fields(in);
        boolean chunked = "chunked".equalsIgnoreCase(fields.get("transfer-encoding"));
        String length = fields.get("content-length");
        InputStream body = in;
        if (chunked) {
            body = new ChunkedBody(in);
        } else if (length != null) {
            body = new Part(in, number(length, DECIMAL));
        }
        return new Answer(Integer.parseInt(status[1]), body);
    }

    private static Map<String, String> fields(InputStream in) throws IOException {
        Map<String, String> fields = new HashMap<>();
        String line = line(in);
        for (int i = 0; !line.isEmpty(); i++, line = line(in)) {
            int colon = line.indexOf(':');
            if (i == MAX_FIELDS || colon < 0) {
                throw new IOException("it does not answer as HTTP does");
            }
            fields.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return fields;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new EOFException("it ends the connection without an answer");
            }
            if (line.length() == MAX_LINE_BYTES) {
                throw new IOException("it does not answer as HTTP does");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }

    private static long number(String text, int radix) throws IOException {
        try {
            long number = Long.parseLong(text, radix);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new IOException("it does not answer as HTTP does", e);
        }
        throw new IOException("it does not answer as HTTP does");
    }

    /** Sends each write as a chunk; its end is an empty one. The stream below stays open. */
    private static final class Chunks extends FilterOutputStream {

        Chunks(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write((Integer.toHexString(length) + "\r\n").getBytes(ISO_8859_1));
            out.write(bytes, from, length);
            out.write('\r');
            out.write('\n');
        }

        @Override
        public void close() throws IOException {
            out.write("0\r\n\r\n".getBytes(ISO_8859_1));
        }
    }

    /** As many bytes of a stream as were promised. */
    private static final class Part extends InputStream {

        private final InputStream in;
        private long left;

        Part(InputStream in, long length) {
            this.in = in;
            left = length;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            if (left == 0) {
                return -1;
            }
            int count = in.read(bytes, from, (int) Math.min(length, left));
            if (count < 0) {
                throw new EOFException("its answer is cut short");
            }
            left -= count;
            return count;
        }
    }

    /** A body in chunks (RFC 9112, section 7.1). */
    private static final class ChunkedBody extends InputStream {

        private final InputStream in;
        private Part chunk;
        private boolean ended;

        ChunkedBody(InputStream in) {
            this.in = in;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int from, int length) throws IOException {
            while (!ended) {
                if (chunk == null) {
                    chunk = begin();
                }
                int count = chunk.read(bytes, from, length);
                if (count >= 0) {
                    return count;
                }
                line(in);
                chunk = null;
            }
            return -1;
        }

        private Part begin() throws IOException {
            long length = number(line(in).split(";", 2)[0].strip(), HEX);
            ended = length == 0;
            return new Part(in, length);
        }
    }
}
