package org.seedbank.web.proxy;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.channels.DatagramChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.seedbank.integrity.HostKind;
import org.seedbank.integrity.HostPort;

/**
 * A proxy on the loopback address that goes on through another: for libtorrent it speaks SOCKS5, so that what it says of a proxy that
 * fails is known, and for Java's HTTP client it speaks HTTP, which has no SOCKS5. Nobody may use it without the user and the password that this process made up. What is
 * on this machine is connected to directly, by SOCKS5 alone. One for each proxy, for the process, with daemon threads. Safe for all threads.
 */
public final class ProxyGateway {

    private static final Map<ProxyAddress, ProxyGateway> ALL = new ConcurrentHashMap<>();

    /** Ports of this process: a proxy there would be itself. */
    private static final Set<Integer> PORTS = ConcurrentHashMap.newKeySet();

    /** Connections that are being made at a time. */
    private static final int THREADS = 100;

    private static final int WAITING = 500;
    private static final long IDLE_SECONDS = 10;
    private static final int SECRET_BYTES = 24;
    private static final int MOST_HEADER = 64 << 10;
    private static final int MOST_FAILURES = 200;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int VERSION = 5;
    private static final int LOGIN = 2;
    private static final byte[] CONNECTED = {VERSION, 0, 0, 1, 0, 0, 0, 0, 0, 0};
    private static final String USER = "seedbank";

    private final Upstream upstream;
    private final Relay relay = new Relay();
    private final ServerSocketChannel server;
    private final String secret;
    private final ExecutorService workers;

    /** Last failures by what was to be connected to, oldest first. */
    private final Map<HostPort, ProxyRefusal> failures = new LinkedHashMap<>();

    private volatile Optional<String> trouble = Optional.empty();

    private ProxyGateway(ProxyAddress proxy) {
        this.upstream = new Upstream(proxy);
        byte[] random = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(random);
        this.secret = Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        ThreadPoolExecutor pool = new ThreadPoolExecutor(
                THREADS, THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new LinkedBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "seedbank-proxy");
                    thread.setDaemon(true);
                    return thread;
                });
        pool.allowCoreThreadTimeOut(true);
        this.workers = pool;
        try {
            server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        PORTS.add(port());
        Thread accepting = new Thread(this::accept, "seedbank-proxy-gateway");
        accepting.setDaemon(true);
        accepting.start();
    }

    /** The gateway to a proxy, which is opened when it is first asked for. */
    public static ProxyGateway to(ProxyAddress proxy) {
        return ALL.computeIfAbsent(proxy, ProxyGateway::new);
    }

    /** Tells whether a place, whose host is not looked up, is one of those of this process. */
    public static boolean isOurs(HostPort place) {
        boolean here = place.host().equalsIgnoreCase("localhost")
                || HostKind.inDigits(place.host())
                        .map(digits -> digits.length == 4
                                ? digits[0] == 127
                                : place.host().matches("[0:]*:0*1"))
                        .orElse(false);
        return here && PORTS.contains(place.port());
    }

    static boolean isOurs(InetAddress host, int port) {
        return host.isLoopbackAddress() && PORTS.contains(port);
    }

    /** Its port on the loopback address. */
    public int port() {
        return server.socket().getLocalPort();
    }

    /** The user that it lets in. */
    public String user() {
        return USER;
    }

    /** The password of that user; no other process knows it. */
    public String password() {
        return secret;
    }

    /** The header {@code Proxy-Authorization} that opens it. */
    public String authorization() {
        return "Basic " + Base64.getEncoder().encodeToString((USER + ":" + secret).getBytes(US_ASCII));
    }

    /** Why the proxy cannot be used, in words that go on after its name; empty when the last connection went through it, or none was tried. */
    public Optional<String> trouble() {
        return trouble;
    }

    /** What the last connection to a host failed for, when that is not the proxy's fault; empty when it did not. */
    public Optional<String> failure(HostPort target) {
        synchronized (failures) {
            return Optional.ofNullable(failures.get(target))
                    .filter(each -> each.whose() == ProxyRefusal.Whose.HOST)
                    .map(Throwable::getMessage);
        }
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                SocketChannel client = server.accept();
                try {
                    workers.execute(() -> serve(client));
                } catch (RejectedExecutionException e) {
                    client.close();
                }
            } catch (IOException e) {
                // That connection has ended before it began, or there are no descriptors left for it.
                rest();
            }
        }
    }

    private static void rest() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void serve(SocketChannel client) {
        boolean handedOver = false;
        try {
            client.socket().setSoTimeout(Math.toIntExact(PATIENCE.toMillis()));
            client.socket().setTcpNoDelay(true);
            DataInputStream in = new DataInputStream(client.socket().getInputStream());
            int first = in.readUnsignedByte();
            handedOver = first == VERSION ? serveSocks(client, in) : serveHttp(client, in, first);
        } catch (IOException | IllegalArgumentException e) {
            // Told by the end of the connection, and by what is kept of the failure.
            handedOver = false;
        } finally {
            if (!handedOver) {
                close(client);
            }
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It is of no use any more.
        }
    }

    private boolean serveSocks(SocketChannel client, DataInputStream in) throws IOException {
        OutputStream out = client.socket().getOutputStream();
        in.readFully(new byte[in.readUnsignedByte()]);
        out.write(new byte[] {VERSION, LOGIN});
        in.readUnsignedByte();
        String user = text(in);
        String password = text(in);
        boolean welcome = isSecret(user, USER) && isSecret(password, secret);
        out.write(new byte[] {1, (byte) (welcome ? 0 : 1)});
        if (!welcome) {
            return false;
        }
        in.readUnsignedByte();
        int command = in.readUnsignedByte();
        in.readUnsignedByte();
        HostPort target = target(in);
        try {
            if (command == 1) {
                SocketChannel host = isHere(target) ? direct(target) : connect(target);
                out.write(CONNECTED);
                relay.join(client, host);
                return true;
            }
            if (command == 3) {
                return associate(client, out);
            }
            out.write(refused(7));
            return false;
        } catch (ProxyRefusal e) {
            out.write(refused(e.whose() == ProxyRefusal.Whose.HOST ? 4 : 1));
            return false;
        }
    }

    private static byte[] refused(int reply) {
        byte[] answer = CONNECTED.clone();
        answer[1] = (byte) reply;
        return answer;
    }

    private boolean associate(SocketChannel client, OutputStream out) throws IOException {
        Upstream.Association association = noted(new HostPort("0.0.0.0", 0), upstream::associate);
        DatagramChannel inner = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        DatagramChannel outer = DatagramChannel.open().bind(null);
        int port = inner.socket().getLocalPort();
        out.write(new byte[] {VERSION, 0, 0, 1, 127, 0, 0, 1, (byte) (port >> 8), (byte) port});
        relay.join(client, inner, association, outer);
        return true;
    }

    private static String text(DataInputStream in) throws IOException {
        byte[] bytes = new byte[in.readUnsignedByte()];
        in.readFully(bytes);
        return new String(bytes, ISO_8859_1);
    }

    private static boolean isSecret(String said, String known) {
        return MessageDigest.isEqual(said.getBytes(ISO_8859_1), known.getBytes(ISO_8859_1));
    }

    private static HostPort target(DataInputStream in) throws IOException {
        int form = in.readUnsignedByte();
        String host;
        if (form == 3) {
            host = text(in);
        } else {
            byte[] digits = new byte[form == 1 ? 4 : 16];
            in.readFully(digits);
            host = InetAddress.getByAddress(digits).getHostAddress();
        }
        return new HostPort(host, in.readUnsignedShort());
    }

    private static boolean isHere(HostPort target) {
        return HostKind.inDigits(target.host())
                .map(digits ->
                        digits.length == 4 ? digits[0] == 127 : target.host().matches("[0:]*:0*1"))
                .orElse(false);
    }

    private static SocketChannel direct(HostPort target) throws IOException {
        try {
            return SocketChannel.open(new InetSocketAddress(InetAddress.getByName(target.host()), target.port()));
        } catch (IOException e) {
            throw new ProxyRefusal(ProxyRefusal.Whose.HOST, "nobody answers at that address");
        }
    }

    private SocketChannel connect(HostPort target) throws IOException {
        return noted(target, () -> upstream.connect(target));
    }

    @FunctionalInterface
    private interface Connecting<T> {
        T run() throws IOException;
    }

    private <T> T noted(HostPort target, Connecting<T> connecting) throws IOException {
        try {
            T connection = connecting.run();
            synchronized (failures) {
                failures.remove(target);
            }
            trouble = Optional.empty();
            return connection;
        } catch (ProxyRefusal e) {
            synchronized (failures) {
                failures.remove(target);
                failures.put(target, e);
                if (failures.size() > MOST_FAILURES) {
                    failures.remove(failures.keySet().iterator().next());
                }
            }
            trouble = e.whose() == ProxyRefusal.Whose.HOST ? Optional.empty() : Optional.of(e.getMessage());
            throw e;
        }
    }

    private boolean serveHttp(SocketChannel client, DataInputStream in, int first) throws IOException {
        String[] lines = header(in, first).split("\r?\n");
        String[] request = lines[0].split(" ", -1);
        OutputStream out = client.socket().getOutputStream();
        boolean welcome = false;
        for (String line : lines) {
            String[] field = line.split(":", 2);
            welcome |= field.length == 2
                    && field[0].equalsIgnoreCase("Proxy-Authorization")
                    && isSecret(field[1].strip(), authorization());
        }
        if (!welcome || request.length != 3) {
            out.write("HTTP/1.1 407 Not for you\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".getBytes(US_ASCII));
            return false;
        }
        if (request[0].equals("CONNECT")) {
            SocketChannel host = connect(HostPort.parse(request[1]));
            out.write("HTTP/1.1 200 Connected\r\n\r\n".getBytes(US_ASCII));
            relay.join(client, host);
        } else {
            URI uri = URI.create(request[1]);
            String name = uri.getHost().replaceAll("[\\[\\]]", "");
            SocketChannel host = connect(new HostPort(name, uri.getPort() < 0 ? 80 : uri.getPort()));
            host.socket().getOutputStream().write(forwarded(lines, request, uri).getBytes(ISO_8859_1));
            relay.join(client, host);
        }
        return true;
    }

    private static String header(DataInputStream in, int first) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        header.write(first);
        int inARow = 0;
        while (inARow < 2 && header.size() < MOST_HEADER) {
            int next = in.readUnsignedByte();
            header.write(next);
            inARow = next == '\n' ? inARow + 1 : next == '\r' ? inARow : 0;
        }
        return header.toString(ISO_8859_1);
    }

    /** The request as its host gets it; it is the only one of its connection, since the next may be for another host. */
    private static String forwarded(String[] lines, String[] request, URI uri) {
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        String query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        StringBuilder header = new StringBuilder("%s %s%s %s\r\n".formatted(request[0], path, query, request[2]));
        for (int i = 1; i < lines.length; i++) {
            String name = lines[i].replaceFirst(":.*", "").toLowerCase(Locale.ROOT);
            if (!name.startsWith("proxy-") && !name.equals("connection") && !name.isEmpty()) {
                header.append(lines[i]).append("\r\n");
            }
        }
        return header.append("Connection: close\r\n\r\n").toString();
    }
}
