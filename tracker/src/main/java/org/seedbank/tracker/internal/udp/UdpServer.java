package org.seedbank.tracker.internal.udp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.seedbank.tracker.internal.swarms.PeerAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads packets and sends their answers, on one thread: that of whoever calls {@link #round} again and again. */
public final class UdpServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(UdpServer.class);

    private static final Duration LONGEST_SELECT = Duration.ofSeconds(1);

    /** So that a burst, such as all peers of a laboratory that starts, waits instead of being lost; the system may give less. */
    private static final int RECEIVE_BUFFER = 4 << 20;

    /** Packets of one address before the others get their turn. */
    private static final int MOST_AT_ONCE = 256;

    private final Packets packets;
    private final Selector selector;
    private final List<DatagramChannel> channels = new ArrayList<>();
    private final ByteBuffer in = ByteBuffer.allocateDirect(Packets.MAX_REQUEST);
    private final ByteBuffer out = ByteBuffer.allocateDirect(Packets.MAX_ANSWER);

    /** Listens nowhere yet. */
    public UdpServer(Packets packets) throws IOException {
        this.packets = packets;
        this.selector = Selector.open();
    }

    /** Listens at one more address. Before the first round. */
    public void listen(InetSocketAddress address) throws IOException {
        DatagramChannel channel = DatagramChannel.open(
                address.getAddress() instanceof Inet4Address
                        ? StandardProtocolFamily.INET
                        : StandardProtocolFamily.INET6);
        try {
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.bind(address);
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ);
            channels.add(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Waits for packets, for a second at most, and answers them. */
    public void round() {
        try {
            selector.select(key -> answer((DatagramChannel) key.channel()), LONGEST_SELECT.toMillis());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void answer(DatagramChannel channel) {
        for (int i = 0; i < MOST_AT_ONCE; i++) {
            try {
                in.clear();
                InetSocketAddress from = (InetSocketAddress) channel.receive(in);
                if (from == null) {
                    return;
                }
                in.flip();
                out.clear();
                packets.answer(in, PeerAddress.of(from.getAddress()), out);
                if (out.position() > 0 && from.getPort() != 0) {
                    channel.send(out.flip(), from);
                }
            } catch (IOException e) {
                // Such as an address that nothing leads to any more: others go on.
                LOG.debug("a packet could not be answered", e);
            }
        }
    }

    /** After the last round. */
    @Override
    public void close() throws IOException {
        for (DatagramChannel each : channels) {
            each.close();
        }
        selector.close();
    }
}
