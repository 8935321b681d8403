package org.seedbank.swarm.internal.announce;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.bencode.BencodeException;
import org.seedbank.integrity.bencode.BencodeWriter;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.web.HostNames;
import org.seedbank.web.WebAddress;

/** One announce to a tracker over UDP (BEP 15), with the parameters of its address (BEP 41). For one thread. */
final class UdpProbe {

    private static final Duration FOR_A_NAME = Duration.ofSeconds(5);

    /** A datagram may get lost, so each is sent three times; BEP 15 waits much longer, and nobody would wait for that. */
    private static final int TRIES = 3;

    private static final long TRY_MILLIS = 1_500;

    /** Of a name: one of each family, as a rule. */
    private static final int MOST_ADDRESSES = 2;

    private static final long PROTOCOL = 0x41727101980L;
    private static final int CONNECT = 0;
    private static final int ANNOUNCE = 1;
    private static final int ERROR = 3;
    private static final int STOPPED = 3;
    static final int HEADER = 8;
    private static final int CONNECTED = 16;
    private static final int ANNOUNCED = 20;
    private static final int LARGEST = 2048;
    private static final int MOST_QUERY = 255;
    private static final SecureRandom CHANCE = new SecureRandom();

    private final String tracker;

    UdpProbe(String tracker) {
        this.tracker = tracker.strip();
    }

    TrackerOutcome ask(InfoHash hash, PeerIdentity peer, int port) throws InterruptedException {
        try {
            URI uri = new URI(WebAddress.withAsciiHost(tracker));
            if (uri.getHost() == null || uri.getPort() < 1) {
                return failed("it is no address of a tracker: it needs a host and a port");
            }
            String host = uri.getHost().replaceAll("^\\[|]$", "");
            List<InetAddress> addresses = HostNames.lookUp(host, System.nanoTime() + FOR_A_NAME.toNanos());
            TrackerOutcome outcome =
                    TrackerOutcome.failed(TrackerOutcome.Kind.OFF_LINE, "there is no such host, or no network");
            for (InetAddress address : addresses.stream().limit(MOST_ADDRESSES).toList()) {
                outcome = ask(new InetSocketAddress(address, uri.getPort()), uri, hash, peer, port);
                if (outcome.kind() != TrackerOutcome.Kind.UNREACHABLE) {
                    return outcome;
                }
            }
            return outcome;
        } catch (java.net.URISyntaxException | IllegalArgumentException e) {
            return failed("it is no address of a tracker");
        } catch (TimeoutException e) {
            return TrackerOutcome.failed(TrackerOutcome.Kind.OFF_LINE, "no name server has answered");
        }
    }

    private static TrackerOutcome failed(String why) {
        return TrackerOutcome.failed(TrackerOutcome.Kind.UNREACHABLE, why);
    }

    /** Asks at one of its addresses. */
    static TrackerOutcome ask(InetSocketAddress at, URI uri, InfoHash hash, PeerIdentity peer, int port)
            throws InterruptedException {
        try (DatagramChannel channel = DatagramChannel.open();
                Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.connect(at);
            channel.register(selector, SelectionKey.OP_READ);
            ByteBuffer connected = exchange(
                    channel,
                    selector,
                    CONNECT,
                    ByteBuffer.allocate(16)
                            .putLong(PROTOCOL)
                            .putInt(CONNECT)
                            .putInt(CHANCE.nextInt())
                            .flip());
            Optional<TrackerOutcome> unconnected = unconnected(connected);
            return unconnected.isPresent()
                    ? unconnected.get()
                    : announced(exchange(
                            channel, selector, ANNOUNCE, announce(connected.getLong(HEADER), uri, hash, peer, port)));
        } catch (ClosedByInterruptException e) {
            throw interrupted(e);
        } catch (PortUnreachableException e) {
            return failed("nobody listens there");
        } catch (SocketTimeoutException e) {
            return failed("it did not answer in %d tries".formatted(TRIES));
        } catch (IOException e) {
            return failed(IoReason.of(e));
        }
    }

    /**
     * Reads what came for a request to connect; empty where that gives an id for an announce.
     *
     * @param packet of {@value #HEADER} bytes at least, as is that of the next method
     */
    static Optional<TrackerOutcome> unconnected(ByteBuffer packet) {
        if (packet.getInt(0) == ERROR) {
            return Optional.of(refused(packet));
        }
        return packet.getInt(0) == CONNECT && packet.remaining() >= CONNECTED
                ? Optional.empty()
                : Optional.of(failed("it answers something else than a tracker does"));
    }

    /** Reads what came for an announce. */
    static TrackerOutcome announced(ByteBuffer packet) {
        if (packet.getInt(0) == ERROR) {
            return refused(packet);
        }
        return packet.getInt(0) == ANNOUNCE && packet.remaining() >= ANNOUNCED
                ? TrackerOutcome.answered(
                        answer("8:intervali%de".formatted(Integer.toUnsignedLong(packet.getInt(HEADER)))))
                : failed("it answers something else than a tracker does");
    }

    private static InterruptedException interrupted(IOException cause) {
        InterruptedException interrupted = new InterruptedException("interrupted while a tracker was asked");
        interrupted.initCause(cause);
        return interrupted;
    }

    private static ByteBuffer announce(long connection, URI uri, InfoHash hash, PeerIdentity peer, int port) {
        byte[] path = (uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())).getBytes(UTF_8);
        int options = path.length == 0 || path.length > MOST_QUERY ? 0 : path.length + 2;
        ByteBuffer request = ByteBuffer.allocate(98 + options);
        request.putLong(connection).putInt(ANNOUNCE).putInt(CHANCE.nextInt());
        request.put(hash.bytes(), 0, 20).put(peer.peerId().getBytes(UTF_8));
        request.putLong(0).putLong(0).putLong(0).putInt(STOPPED);
        request.putInt(0).putInt((int) Long.parseLong(peer.key(), 16)).putInt(0).putShort((short) port);
        if (options > 0) {
            request.put((byte) 2).put((byte) path.length).put(path);
        }
        return request.flip();
    }

    /** Sends a request until an answer to it comes, which begins with its action and its transaction. */
    private static ByteBuffer exchange(DatagramChannel channel, Selector selector, int action, ByteBuffer request)
            throws IOException, InterruptedException {
        int transaction = request.getInt(12);
        ByteBuffer answer = ByteBuffer.allocate(LARGEST);
        for (int tries = 0; tries < TRIES; tries++) {
            channel.write(request.duplicate());
            long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(TRY_MILLIS);
            for (long left = TRY_MILLIS; left > 0; left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime())) {
                selector.select(left);
                if (Thread.interrupted()) {
                    throw new InterruptedException("interrupted while a tracker was asked");
                }
                selector.selectedKeys().clear();
                answer.clear();
                if (channel.read(answer) >= HEADER && answer.getInt(4) == transaction) {
                    return answer.flip();
                }
            }
        }
        throw new SocketTimeoutException("action " + action);
    }

    private static TrackerOutcome refused(ByteBuffer error) {
        byte[] words = new byte[Math.max(0, error.remaining() - HEADER)];
        error.position(HEADER).get(words);
        String text = new String(words, UTF_8).replace("\0", "").strip();
        String said = text.isEmpty() ? "it refuses, and does not say why" : text;
        return TrackerOutcome.answered(answer(
                "14:failure reason" + new String(new BencodeWriter().text(said).toByteArray(), UTF_8)));
    }

    /** The same words over both protocols are the same answer. */
    private static AnnounceAnswer answer(String pair) {
        try {
            return AnnounceAnswer.parse(("d" + pair + "e").getBytes(UTF_8));
        } catch (BencodeException e) {
            throw new IllegalStateException("this is a dictionary", e);
        }
    }
}
