package org.seedbank.catalog.drive.emulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;

/** A Drive v3 server on loopback for tests. Ready when it is made; {@link #close} ends it and every connection. */
public final class DriveEmulator implements AutoCloseable {

    private static final int BACKLOG = 128;
    private static final byte[] LOOPBACK = {127, 0, 0, 1};

    private final EmulatedDrive drive = new EmulatedDrive();
    private final Faults faults = new Faults();
    private final RequestLog requests = new RequestLog();
    private final Service service = new Service(drive.router(), faults, requests);

    /** Changed by whoever starts it only. */
    private final List<WireServer> servers = new ArrayList<>();

    private DriveEmulator() {}

    /** Starts on a port of 127.0.0.1 that is free. */
    public static DriveEmulator start() {
        return start(0);
    }

    /** Starts on that port of 127.0.0.1; 0 is any that is free. */
    public static DriveEmulator start(int port) {
        DriveEmulator emulator = new DriveEmulator();
        try {
            emulator.serve(new ServerSocket(port, BACKLOG, InetAddress.getByAddress(LOOPBACK)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on port " + port + " of 127.0.0.1", e);
        }
        return emulator;
    }

    /** Serves the same drive with TLS too, on a port of 127.0.0.1 that is free, which it returns. */
    public int serveWithTls(SSLContext tls) {
        try {
            InetAddress loopback = InetAddress.getByAddress(LOOPBACK);
            return serve(tls.getServerSocketFactory().createServerSocket(0, BACKLOG, loopback));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot listen on 127.0.0.1", e);
        }
    }

    private int serve(ServerSocket socket) {
        WireServer server =
                new WireServer(socket, service::answer, () -> Instant.now().plus(faults.dateShift()));
        servers.add(server);
        return server.port();
    }

    /** Where it is, such as {@code http://127.0.0.1:40001/}. */
    public URI rootUrl() {
        return URI.create("http://127.0.0.1:" + servers.get(0).port() + "/");
    }

    /** What it holds, to arrange and to look at. */
    public EmulatedDrive drive() {
        return drive;
    }

    /** What goes wrong. */
    public Faults faults() {
        return faults;
    }

    /** What was asked. */
    public RequestLog requests() {
        return requests;
    }

    @Override
    public void close() {
        servers.forEach(WireServer::close);
    }
}
