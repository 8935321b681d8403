package org.seedbank.catalog.drive.emulator;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.net.ssl.SSLServerSocket;

/**
 * A small HTTP/1.1 server. The JDK's own one always writes its own {@code Date} and cannot reset a connection, and both
 * are things that tests want.
 *
 * <p>A thread for each connection, all of them daemons; {@link #close} ends them.
 */
final class WireServer implements AutoCloseable {

    private static final int IDLE_MILLIS = 60_000;

    private final ServerSocket listening;
    private final Function<Request, Reply> service;
    private final Supplier<Instant> date;
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final ThreadPoolExecutor threads;

    WireServer(ServerSocket listening, Function<Request, Reply> service, Supplier<Instant> date) {
        this.listening = listening;
        this.service = service;
        this.date = date;
        this.threads = new ThreadPoolExecutor(
                0, Limits.CONNECTIONS, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), WireServer::thread);
        threads.execute(this::accept);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "drive-emulator");
        thread.setDaemon(true);
        return thread;
    }

    int port() {
        return listening.getLocalPort();
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                start(listening.accept());
            } catch (IOException e) {
                // Closed, which ends the loop, or a client that was gone at once.
            }
        }
    }

    /** One that is too many, or comes too late, is closed at once. */
    private void start(Socket socket) {
        connections.add(socket);
        try {
            threads.execute(() -> serve(socket));
        } catch (RejectedExecutionException e) {
            end(socket);
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            socket.setSoTimeout(IDLE_MILLIS);
            socket.setTcpNoDelay(true);
            OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16);
            WireRequest requests = new WireRequest(new BufferedInputStream(socket.getInputStream(), 1 << 16), out);
            boolean more = true;
            while (more) {
                more = serveOne(socket, requests, out);
            }
        } catch (IOException e) {
            // The client is gone, or broke off: that ends the connection and concerns nobody else.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            connections.remove(socket);
        }
    }

    private boolean serveOne(Socket socket, WireRequest requests, OutputStream out)
            throws IOException, InterruptedException {
        Request request;
        try {
            request = requests.read(listening instanceof SSLServerSocket ? "https" : "http");
        } catch (DriveError refused) {
            request = new Request("GET", "/", Map.of("Connection", "close"), new byte[0]);
            return new WireReply(out).write(request, Reply.error(refused), date.get());
        }
        if (request == null) {
            return false;
        }
        Reply reply = service.apply(request);
        if (reply.delivery() == Reply.Delivery.CUT) {
            reset(socket);
            return false;
        }
        return new WireReply(out).write(request, reply, date.get());
    }

    /** Closing with no time to linger sends a reset. */
    private static void reset(Socket socket) throws IOException {
        socket.setSoLinger(true, 0);
    }

    private void end(Socket socket) {
        try {
            connections.remove(socket);
            socket.close();
        } catch (IOException e) {
            // It is closed as far as anybody here can tell.
        }
    }

    @Override
    public void close() {
        try {
            listening.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot stop listening", e);
        } finally {
            threads.shutdownNow();
            connections.forEach(this::end);
        }
    }
}
