package org.seedbank.catalog.internal.oauth;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Listens on 127.0.0.1 for the browser that comes back from a login. Requests are bounded in size, time and number;
 * nothing of a request is ever in an answer. The owner closes it.
 */
public final class RedirectReceiver implements Closeable {

    private static final int MAX_HEAD = 2 * AwaitedRedirect.MAX_LENGTH;
    private static final int READ_MILLIS = 5_000;
    private static final long REQUEST_NANOS = TimeUnit.SECONDS.toNanos(10);

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    /** Browsers open connections ahead that they never use, so one after the other would not do. */
    private static final int MOST_AT_ONCE = 8;

    private final ServerSocket socket;
    private final AwaitedRedirect awaited;
    private final ExecutorService threads = new ThreadPoolExecutor(
            0,
            MOST_AT_ONCE + 1,
            1,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            RedirectReceiver::thread,
            new ThreadPoolExecutor.AbortPolicy());

    private RedirectReceiver(ServerSocket socket, AwaitedRedirect awaited) {
        this.socket = socket;
        this.awaited = awaited;
    }

    /**
     * Begins to listen.
     *
     * @param port 0 for any that is free
     * @throws IOException when the port cannot be had
     */
    public static RedirectReceiver open(int port, AwaitedRedirect awaited) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port));
        } catch (IOException e) {
            socket.close();
            throw e;
        }
        RedirectReceiver receiver = new RedirectReceiver(socket, awaited);
        receiver.threads.execute(receiver::accept);
        return receiver;
    }

    /** Where it listens. */
    public int port() {
        return socket.getLocalPort();
    }

    /** Ends listening; a request that is being answered ends within seconds. */
    @Override
    public void close() throws IOException {
        socket.close();
        threads.shutdown();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                try {
                    threads.execute(() -> answer(connection));
                } catch (RejectedExecutionException e) {
                    // Too many at once, or closed meanwhile: a browser tries again.
                    connection.close();
                }
            } catch (IOException e) {
                // Closed, which ends the loop, or no connection can be taken now: no reason to ask at full speed.
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void answer(Socket connection) {
        try (connection) {
            connection.setSoTimeout(READ_MILLIS);
            String[] request =
                    head(connection.getInputStream()).split("\r?\n", 2)[0].split(" ", -1);
            if (request.length != 3 || !request[0].equals("GET") || !request[1].startsWith("/")) {
                send(connection, LoginPage.NO_REQUEST);
            } else if (!request[1].startsWith("/?")) {
                send(connection, LoginPage.NOTHING_HERE);
            } else {
                Optional<Redirect> redirect = awaited.recognise(request[1].substring(2));
                send(connection, redirect.isPresent() ? LoginPage.RECEIVED : LoginPage.OTHER_LOGIN);
                redirect.ifPresent(awaited::complete);
            }
        } catch (IOException e) {
            // The browser went away, or never said anything: the login waits for another.
            return;
        }
    }

    private static String head(InputStream in) throws IOException {
        long deadline = System.nanoTime() + REQUEST_NANOS;
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        byte[] part = new byte[1024];
        while (!head.toString(ISO_8859_1).contains("\r\n\r\n")) {
            int length = in.read(part);
            if (length < 0 || head.size() + length > MAX_HEAD || System.nanoTime() > deadline) {
                throw new IOException("not a whole request");
            }
            head.write(part, 0, length);
        }
        return head.toString(ISO_8859_1);
    }

    private static void send(Socket connection, LoginPage page) throws IOException {
        byte[] body = page.html().getBytes(UTF_8);
        String head = """
            HTTP/1.1 %s
            Content-Type: text/html; charset=utf-8
            Content-Length: %d
            Cache-Control: no-store
            Referrer-Policy: no-referrer
            Content-Security-Policy: default-src 'none'
            X-Content-Type-Options: nosniff
            Connection: close

            """.formatted(page.status(), body.length).replace("\n", "\r\n");
        connection.getOutputStream().write(head.getBytes(ISO_8859_1));
        connection.getOutputStream().write(body);
        connection.getOutputStream().flush();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "seedbank-login-receiver");
        thread.setDaemon(true);
        return thread;
    }
}
