package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A tracker over HTTP in a process of its own, {@code tracker.py}. */
final class PythonTracker implements AutoCloseable {

    private static final String PASSWORD = "changeit";

    private final Process process;
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final String address;

    private PythonTracker(Process process, String host) throws Exception {
        this.process = process;
        String port = process.inputReader(StandardCharsets.UTF_8).readLine();
        assertThat(port).as("the tracker's port").matches("[0-9]+");
        this.address = host + ":" + port;
        Thread reader = new Thread(
                () -> process.inputReader(StandardCharsets.UTF_8).lines().forEach(events::add), "output of a tracker");
        reader.setDaemon(true);
        reader.start();
    }

    static PythonTracker onLoopback() throws Exception {
        ProcessBuilder builder = new ProcessBuilder("python3", script(), "127.0.0.1", "0").redirectErrorStream(true);
        builder.environment().remove("LD_PRELOAD");
        return new PythonTracker(builder.start(), "127.0.0.1");
    }

    static PythonTracker on(Host host) throws Exception {
        return new PythonTracker(host.start("python3", script(), host.address(), "6969"), host.address());
    }

    private static String script() throws Exception {
        return Path.of(PythonTracker.class.getResource("/tracker.py").toURI()).toString();
    }

    String url() {
        return "http://" + address + "/announce";
    }

    /** The next thing that it hears of. */
    String event() throws InterruptedException {
        return String.valueOf(events.poll(2, TimeUnit.MINUTES));
    }

    /** A server with TLS in front of it, with a certificate that is its own authority, for {@code localhost}. */
    HttpsServer withTls(Path certificate) throws Exception {
        Path keys = Path.of(certificate + ".p12");
        keytool(
                keys,
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=a tracker",
                "-ext",
                "bc=ca:true",
                "-ext",
                "san=dns:localhost");
        keytool(keys, "-exportcert", "-rfc", "-file", certificate.toString());
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(keys)) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", this::forward);
        server.start();
        return server;
    }

    private void forward(HttpExchange exchange) throws IOException {
        byte[] answer;
        try (InputStream in = new URL("http://" + address + exchange.getRequestURI()).openStream()) {
            answer = in.readAllBytes();
        }
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static void keytool(Path keys, String... arguments) throws Exception {
        List<String> command = Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString()),
                        Stream.of(arguments),
                        Stream.of("-keystore", keys.toString(), "-storepass", PASSWORD, "-alias", "tracker"))
                .flatMap(each -> each)
                .toList();
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(keytool.waitFor()).as(said).isZero();
    }

    @Override
    public void close() throws Exception {
        process.destroyForcibly().waitFor();
    }
}
