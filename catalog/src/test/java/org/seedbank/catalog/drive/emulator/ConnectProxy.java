package org.seedbank.catalog.drive.emulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;

/**
 * An HTTP proxy on loopback that leads every {@code CONNECT}, wherever it is meant to go, to one port of this machine: for
 * programs whose server can't be chosen.
 */
final class ConnectProxy implements AutoCloseable {

    private static final byte[] LOOPBACK = {127, 0, 0, 1};
    private static final int THREADS = 128;
    private static final int LONGEST_HEAD = 16_384;

    private final ServerSocket listening;
    private final int target;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final List<String> hosts = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS, task -> {
        Thread thread = new Thread(task, "connect-proxy");
        thread.setDaemon(true);
        return thread;
    });

    ConnectProxy(int target) throws IOException {
        this.listening = new ServerSocket(0, THREADS, InetAddress.getByAddress(LOOPBACK));
        this.target = target;
        threads.execute(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listening.getLocalPort();
    }

    /** Where clients wanted to go, such as {@code www.googleapis.com:443}. */
    List<String> hosts() {
        return hosts;
    }

    private void accept() {
        while (!listening.isClosed()) {
            try {
                Socket client = listening.accept();
                sockets.add(client);
                threads.execute(() -> connect(client));
            } catch (IOException | RejectedExecutionException e) {
                // Either it is closed, which ends the loop, or that one client has gone.
            }
        }
    }

    private void connect(Socket client) {
        try (client;
                Socket server = new Socket(InetAddress.getByAddress(LOOPBACK), target)) {
            sockets.add(server);
            String[] request = head(client.getInputStream()).split(" ", 3);
            hosts.add(request[1]);
            OutputStream answer = client.getOutputStream();
            answer.write("HTTP/1.1 200 Connection established\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            threads.execute(() -> pipe(client, server));
            pipe(server, client);
        } catch (IOException | RejectedExecutionException e) {
            // One side is gone; closing both is all there is to do.
        }
    }

    /** Everything up to the blank line. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int c = in.read();
            if (c < 0 || head.length() == LONGEST_HEAD) {
                throw new IOException("no CONNECT request");
            }
            head.append((char) c);
        }
        if (!head.toString().startsWith("CONNECT ")) {
            throw new IOException("not a CONNECT request");
        }
        return head.toString();
    }

    private static void pipe(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // The other direction ended first and closed both.
        }
    }

    @Override
    public void close() throws IOException {
        listening.close();
        for (Socket socket : sockets) {
            socket.close();
        }
        threads.shutdownNow();
    }
}
