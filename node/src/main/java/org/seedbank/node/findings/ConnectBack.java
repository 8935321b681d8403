package org.seedbank.node.findings;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.threads.Loop;
import org.seedbank.node.api.NodeException;
import org.seedbank.swarm.SwarmKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets others find out whether their port is open, by connecting back to it. Whoever asks is the only one that is ever connected
 * to: at the address that the question came from, once, at a port from {@value BackConnections#LOWEST_PORT} on, and told no more than whether
 * that came about. Each address is answered every five seconds at most, and all together twice a second.
 *
 * <p>A question is one line over TCP, {@code seedbank-connect-back 1 PORT KEY}, where KEY is that of a dataset which the asker has,
 * or {@code -}; the answer is one, {@code tcp=WORD udp=WORD} or {@code refused=REASON}. It is no HTTP, so that no browser and no
 * proxy can be made to ask. Opened and closed by whoever runs a node; its threads end with it.
 */
public final class ConnectBack implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConnectBack.class);
    private static final Pattern QUESTION =
            Pattern.compile("seedbank-connect-back 1 ([0-9]{1,5}) ([0-9a-f]{40}|-)\r?\n");
    private static final int LONGEST = 128;
    private static final Duration PATIENCE = BackConnections.PATIENCE;
    private static final int AT_ONCE = 4;
    private static final int WAITING = 16;
    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

    private final ServerSocket socket;
    private final BackConnections connections;
    private final ExecutorService answering = LongLivedThreads.pool("seedbank-connect-back", AT_ONCE, WAITING);
    private final Loop accepting;

    private ConnectBack(ServerSocket socket, LongLivedThreads threads) {
        this.socket = socket;
        this.connections = new BackConnections(socket.getInetAddress().isLoopbackAddress());
        this.accepting = threads.loop("seedbank-connect-back-accept", this::accept);
    }

    /**
     * Listens from now on.
     *
     * @param address where; port 0 takes any free one
     * @throws NodeException.CannotListen when the port is taken
     */
    public static ConnectBack open(InetSocketAddress address) {
        try {
            ServerSocket socket = new ServerSocket();
            try {
                socket.setReuseAddress(true);
                socket.bind(address, WAITING);
            } catch (IOException e) {
                socket.close();
                throw e;
            }
            ConnectBack opened = new ConnectBack(socket, new LongLivedThreads());
            opened.accepting.start();
            return opened;
        } catch (IOException e) {
            throw new NodeException.CannotListen(address.getPort(), e);
        }
    }

    /** The port that it listens on. */
    public int port() {
        return socket.getLocalPort();
    }

    private void accept() {
        try {
            Socket asker = socket.accept();
            try {
                answering.execute(LongLivedThreads.guarded(() -> answer(asker)));
            } catch (RejectedExecutionException e) {
                asker.close(); // More than it answers; who asks is told by that.
            }
        } catch (SocketException e) {
            if (!socket.isClosed()) {
                LOG.warn("nobody can ask to be connected back to: {}", e.getMessage());
                accepting.end();
            }
        } catch (IOException e) {
            LOG.debug("a question to connect back did not arrive: {}", e.getMessage());
        }
    }

    private void answer(Socket socket) {
        try (Socket asker = socket) {
            String said = answer(asker.getInetAddress(), line(asker));
            asker.getOutputStream().write((said + "\n").getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            LOG.debug("a question to connect back was not answered: {}", e.getMessage());
        }
    }

    /**
     * What somebody asks.
     *
     * @param port where to connect to
     * @param dataset one that peers there have
     */
    record Question(int port, Optional<SwarmKey> dataset) {

        /** Reads a line; empty for what is no question. */
        static Optional<Question> parse(String line) {
            Matcher words = QUESTION.matcher(line);
            return words.matches()
                    ? Optional.of(new Question(
                            Integer.parseInt(words.group(1)),
                            Optional.of(words.group(2))
                                    .filter(hex -> !hex.equals("-"))
                                    .map(SwarmKey::new)))
                    : Optional.empty();
        }

        boolean isOfPeers() {
            return BackConnections.isOfPeers(port);
        }
    }

    private String answer(InetAddress asker, String line) {
        Optional<Question> question = Question.parse(line);
        if (question.isEmpty()) {
            return "refused=not understood";
        }
        return connections.look(asker, question.get().port(), question.get().dataset());
    }

    /** What was sent, up to a line feed, a bound and a deadline. */
    private static String line(Socket asker) throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        InputStream in = asker.getInputStream();
        StringBuilder line = new StringBuilder();
        while (line.length() < LONGEST) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            asker.setSoTimeout((int) Math.max(1, left));
            int next = in.read();
            if (next < 0) {
                break;
            }
            line.append((char) next);
            if (next == '\n') {
                break;
            }
        }
        return line.toString();
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            LOG.warn("a socket did not close: {}", e.getMessage());
        }
        accepting.close();
        accepting.join(CLOSE_LIMIT);
        answering.shutdownNow();
    }
}
