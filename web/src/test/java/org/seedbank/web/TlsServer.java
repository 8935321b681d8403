package org.seedbank.web;

import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A server with TLS on loopback, whose certificate {@code keytool} makes. */
public final class TlsServer implements AutoCloseable {

    private static final String PASSWORD = "changeit";
    private static final String ALIAS = "server";

    private final HttpsServer server;
    private final Path certificate;

    private TlsServer(HttpsServer server, Path certificate) {
        this.server = server;
        this.certificate = certificate;
    }

    /**
     * Starts one whose certificate is its own authority.
     *
     * @param certificate how {@code keytool -genkeypair} makes it
     */
    public static TlsServer start(Path folder, String... certificate) throws Exception {
        Path keys = keys(folder, certificate);
        return serving(keys, exported(keys));
    }

    /**
     * Starts one whose certificate is signed by an authority of its own, which is the one that {@link #certificate} has.
     *
     * @param certificate how {@code keytool -gencert} makes it
     */
    public static TlsServer signed(Path folder, String... certificate) throws Exception {
        Path authority = keys(folder, "-ext", "bc=ca:true");
        Path known = exported(authority);
        Path keys = keys(folder);
        Path request = Path.of(keys + ".csr");
        Path signed = Path.of(keys + ".crt");
        keytool(keys, ALIAS, List.of("-certreq", "-file", request.toString()));
        List<String> sign = new ArrayList<>(
                List.of("-gencert", "-rfc", "-infile", request.toString(), "-outfile", signed.toString()));
        sign.addAll(List.of(certificate));
        keytool(authority, ALIAS, sign);
        keytool(keys, "authority", List.of("-importcert", "-noprompt", "-file", known.toString()));
        keytool(keys, ALIAS, List.of("-importcert", "-noprompt", "-file", signed.toString()));
        return serving(keys, known);
    }

    private static Path keys(Path folder, String... certificate) throws IOException, InterruptedException {
        Path keys = Files.createTempFile(folder, "keys", ".p12");
        Files.delete(keys);
        List<String> make =
                new ArrayList<>(List.of("-genkeypair", "-keyalg", "EC", "-dname", "CN=" + keys.getFileName()));
        make.addAll(List.of(certificate));
        keytool(keys, ALIAS, make);
        return keys;
    }

    private static Path exported(Path keys) throws IOException, InterruptedException {
        Path certificate = Path.of(keys + ".pem");
        keytool(keys, ALIAS, List.of("-exportcert", "-rfc", "-file", certificate.toString()));
        return certificate;
    }

    private static TlsServer serving(Path keys, Path certificate) throws Exception {
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context(keys)));
        server.createContext("/", exchange -> {
            byte[] answer = "well".getBytes(StandardCharsets.US_ASCII);
            String to = exchange.getRequestURI().getQuery();
            if (to != null) {
                exchange.getResponseHeaders().set("Location", to);
            }
            exchange.sendResponseHeaders(to == null ? 200 : 302, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        return new TlsServer(server, certificate);
    }

    private static SSLContext context(Path keys) throws IOException, GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context;
    }

    private static void keytool(Path keys, String alias, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(arguments);
        command.addAll(
                List.of("-keystore", keys.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD, "-alias", alias));
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        if (!keytool.waitFor(1, TimeUnit.MINUTES) || keytool.exitValue() != 0) {
            throw new IOException(
                    "keytool failed: " + new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    /** Has all be answered by this from now on. */
    public void answering(HttpHandler handler) {
        server.removeContext("/");
        server.createContext("/", handler);
    }

    /** The certificate of its authority, in PEM. */
    public Path certificate() {
        return certificate;
    }

    /** Its address, under the name of this machine. */
    public URI uri() {
        return URI.create("https://localhost:" + server.getAddress().getPort() + "/");
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
