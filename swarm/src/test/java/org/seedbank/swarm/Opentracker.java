package org.seedbank.swarm;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.seedbank.integrity.torrent.Metainfo;

/** Debian's opentracker on loopback, over HTTP and UDP, which serves the torrents that it is given alone. */
final class Opentracker implements AutoCloseable {

    private static final int TRIES = 20;

    private final Process process;
    private final int port;

    private Opentracker(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts one in a folder of its own. The test is skipped where it is not installed. */
    static Opentracker start(Path folder, Metainfo... torrents) throws Exception {
        assumeTrue(
                Stream.of("/usr/bin/opentracker", "/usr/sbin/opentracker")
                        .anyMatch(each -> Files.exists(Path.of(each))),
                "opentracker is not installed");
        Files.createDirectories(folder);
        // It may give up its rights, and then is nobody.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        List<String> hashes = Stream.of(torrents)
                .flatMap(torrent -> Stream.concat(torrent.infoHashV1().stream(), torrent.infoHashV2().stream()))
                .map(hash -> hash.hex().substring(0, SwarmKey.DIGITS))
                .toList();
        Files.write(folder.resolve("whitelist"), hashes);
        for (int tries = 0; tries < TRIES; tries++) {
            int port = freePort();
            Process process = run(folder, port);
            if (answers(process, port)) {
                return new Opentracker(process, port);
            }
        }
        throw new IOException("opentracker did not start");
    }

    private static Process run(Path folder, int port) throws IOException {
        String number = Integer.toString(port);
        ProcessBuilder builder = new ProcessBuilder(
                        "opentracker",
                        "-i",
                        "127.0.0.1",
                        "-p",
                        number,
                        "-P",
                        number,
                        "-d",
                        folder.toString(),
                        "-w",
                        "whitelist")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().remove("LD_PRELOAD");
        return builder.start();
    }

    /** Somebody else may take it before it is used; then another is tried. */
    private static int freePort() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (ServerSocket tcp = new ServerSocket(0, 1, loopback);
                DatagramSocket udp = new DatagramSocket(new InetSocketAddress(loopback, tcp.getLocalPort()))) {
            return udp.getLocalPort();
        }
    }

    private static boolean answers(Process process, int port) throws InterruptedException {
        for (int i = 0; i < 100; i++) {
            try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return process.isAlive() && socket.isConnected();
            } catch (IOException e) {
                if (process.waitFor(50, TimeUnit.MILLISECONDS)) {
                    return false;
                }
            }
        }
        process.destroy();
        return false;
    }

    String http() {
        return "http://127.0.0.1:" + port + "/announce";
    }

    String udp() {
        return "udp://127.0.0.1:" + port;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
