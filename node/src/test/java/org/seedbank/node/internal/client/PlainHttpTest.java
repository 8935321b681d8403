package org.seedbank.node.internal.client;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ByteChannel;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainHttpTest {

    private static final String HEAD = "GET /v1 HTTP/1.1\r\nHost: 127.0.0.1:1\r\n";

    @Test
    void a_body_has_the_length_that_was_promised() throws Exception {
        Wire wire = new Wire("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nsoil and more");

        PlainHttp.Answer answer = PlainHttp.exchange(wire, HEAD, 0, out -> {});

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).hasContent("soil");
        assertThat(wire.sent()).isEqualTo(HEAD + "Content-Length: 0\r\n\r\n");
    }

    @Test
    void a_body_in_chunks_ends_with_an_empty_one() throws Exception {
        Wire wire = new Wire("HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n"
                + "4\r\nsoil\r\nA;x=y\r\n of meadow\r\n0\r\n\r\nand more");

        assertThat(PlainHttp.exchange(wire, HEAD, 0, out -> {}).body()).hasContent("soil of meadow");
    }

    @Test
    void a_body_without_a_length_ends_with_the_connection() throws Exception {
        Wire wire = new Wire("HTTP/1.1 404 Not Found\r\n\r\nno such thing");

        PlainHttp.Answer answer = PlainHttp.exchange(wire, HEAD, 0, out -> {});

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.body()).hasContent("no such thing");
    }

    @Test
    void a_body_that_is_sent_as_it_is_made_goes_out_in_chunks() throws Exception {
        Wire wire = new Wire("HTTP/1.1 204 No Content\r\n\r\n");

        PlainHttp.exchange(wire, HEAD, -1, out -> out.write("soil".getBytes(ISO_8859_1)));

        assertThat(wire.sent()).isEqualTo(HEAD + "Transfer-Encoding: chunked\r\n\r\n4\r\nsoil\r\n0\r\n\r\n");
    }

    @Test
    void who_refuses_a_request_before_it_is_whole_is_heard() throws Exception {
        Wire wire = new Wire("HTTP/1.1 413 Content Too Large\r\nContent-Length: 3\r\n\r\nbig") {
            @Override
            public int write(ByteBuffer bytes) throws IOException {
                throw new IOException("Broken pipe");
            }
        };

        assertThat(PlainHttp.exchange(wire, HEAD, 0, out -> {}).status()).isEqualTo(413);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nsoil",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n4\r\nsoil\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nsoil",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffffffffffffff\r\nsoil",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n-4\r\nsoil"
            })
    void a_body_that_is_cut_short_is_no_body(String answer) {
        assertThatThrownBy(() -> PlainHttp.exchange(new Wire(answer), HEAD, 0, out -> {})
                        .body()
                        .readAllBytes())
                .isInstanceOf(IOException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200",
                "SSH-2.0-OpenSSH\r\n",
                "HTTP/1.1 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nnonsense\r\n\r\n"
            })
    void what_is_no_answer_is_told(String answer) {
        assertThatThrownBy(() -> PlainHttp.exchange(new Wire(answer), HEAD, 0, out -> {}))
                .isInstanceOf(IOException.class);
    }

    @Test
    void a_head_without_end_is_not_read_for_ever() {
        String endless = "HTTP/1.1 200 OK\r\nA: " + "a".repeat(1 << 20);

        assertThatThrownBy(() -> PlainHttp.exchange(new Wire(endless), HEAD, 0, out -> {}))
                .hasMessage("it does not answer as HTTP does");
        assertThatThrownBy(() -> PlainHttp.exchange(
                        new Wire("HTTP/1.1 200 OK\r\n" + "A: b\r\n".repeat(1000)), HEAD, 0, out -> {}))
                .hasMessage("it does not answer as HTTP does");
    }

    /** A connection whose other side has said its part already. */
    private static class Wire implements ByteChannel {

        private final ByteBuffer answer;
        private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

        Wire(String answer) {
            this.answer = ByteBuffer.wrap(answer.getBytes(ISO_8859_1));
        }

        String sent() {
            return sent.toString(ISO_8859_1);
        }

        @Override
        public int read(ByteBuffer bytes) {
            if (!answer.hasRemaining()) {
                return -1;
            }
            int count = Math.min(bytes.remaining(), answer.remaining());
            bytes.put(answer.slice(answer.position(), count));
            answer.position(answer.position() + count);
            return count;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            int count = bytes.remaining();
            while (bytes.hasRemaining()) {
                sent.write(bytes.get());
            }
            return count;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
