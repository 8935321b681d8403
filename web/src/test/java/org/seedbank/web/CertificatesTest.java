package org.seedbank.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers are believed by this Java's authorities and those of SSL_CERT_FILE, and no other costs more than its time. */
class CertificatesTest {

    @TempDir
    private Path folder;

    @Test
    void nothing_leads_from_https_to_http(@TempDir Path folder) throws Exception {
        try (TlsServer server = TlsServer.start(folder, "-ext", "san=dns:localhost", "-ext", "bc=ca:true")) {
            Path bundle = server.certificate();
            URI asked = server.uri().resolve("/x?http://user:word@localhost/y?key=secret");
            try (HttpAnswer answer =
                    HttpCall.get(asked).trusting(context(bundle)).answer()) {
                assertThat(answer.status()).isEqualTo(302);
                assertThat(answer.unfollowed())
                        .contains(
                                "it redirects to 'http://localhost/y', and nothing leads from https to http, which anybody"
                                        + " on the way could change");
            }
        }
    }

    @Test
    void a_certificate_in_the_file_that_the_environment_names_is_believed() throws Exception {
        try (TlsServer server = TlsServer.start(folder, "-ext", "san=dns:localhost", "-ext", "bc=ca:true")) {
            Path bundle = folder.resolve("bundle.pem");
            Files.writeString(
                    bundle,
                    "# my own\n-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n"
                            + Files.readString(server.certificate()).replace("\n", "\r\n"));

            try (HttpAnswer answer =
                    HttpCall.get(server.uri()).trusting(context(bundle)).answer()) {
                assertThat(new String(answer.bytes(), StandardCharsets.US_ASCII))
                        .isEqualTo("well");
            }
            assertThat(reason(server.uri(), SSLContext.getDefault()))
                    .isEqualTo(
                            "there is no safe connection: the server's certificate is of an authority that is not known here,"
                                    + " or it has signed itself; where you trust it, SSL_CERT_FILE names a file with it");
        }
    }

    @Test
    void one_that_has_expired_or_is_for_another_name_is_said_to_be_so() throws Exception {
        try (TlsServer expired =
                        TlsServer.signed(folder, "-startdate", "-3d", "-validity", "2", "-ext", "san=dns:localhost");
                TlsServer other = TlsServer.signed(folder, "-ext", "san=dns:example.org")) {
            assertThat(reason(expired.uri(), context(expired.certificate())))
                    .isEqualTo(
                            "there is no safe connection: the server's certificate has expired; its owner has to renew it");
            assertThat(reason(other.uri(), context(other.certificate())))
                    .isEqualTo(
                            "there is no safe connection: the server's certificate is for another name; ask it by that name");
        }
    }

    @Test
    void a_server_that_keeps_silent_in_the_handshake_is_left_after_the_limit() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            HttpCall call = HttpCall.get(URI.create("https://127.0.0.1:" + silent.getLocalPort() + "/"))
                    .within(Duration.ofSeconds(1));
            long start = System.nanoTime();

            assertThatThrownBy(call::answer).isInstanceOf(TooSlowException.class);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        }
    }

    @Test
    void a_file_that_cannot_be_read_leaves_this_javas_authorities() throws Exception {
        Path garbage = Files.writeString(folder.resolve("garbage.pem"), "-----BEGIN CERTIFICATE-----\nno");
        for (String file :
                new String[] {folder.resolve("gone.pem").toString(), folder.toString(), garbage.toString(), "", " "}) {
            assertThat(Certificates.context(Map.of("SSL_CERT_FILE", file))).isSameAs(SSLContext.getDefault());
        }
    }

    private static SSLContext context(Path file) {
        return Certificates.context(Map.of("SSL_CERT_FILE", file.toString()));
    }

    private static String reason(URI uri, SSLContext tls) {
        return HttpTrouble.reason(catchThrowableOfType(
                IOException.class, () -> HttpCall.get(uri).trusting(tls).answer()));
    }
}
