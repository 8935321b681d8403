package org.seedbank.swarm.internal.sources;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.InetSocketAddress;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.libtorrent4j.swig.byte_vector;
import org.libtorrent4j.swig.peer_info;
import org.libtorrent4j.swig.peer_info_vector;
import org.seedbank.swarm.PeerAddresses;
import org.seedbank.swarm.PeerView;
import org.seedbank.swarm.internal.session.ClientName;

/** Peers of libtorrent's as persons see them. */
public final class PeerViews {

    private static final String UNKNOWN = "unknown";
    private static final double MILLION = 1_000_000;

    private PeerViews() {}

    /** Those that have shaken hands, each once, the fastest first; neither web seeds nor what brings their bytes. */
    public static List<PeerView> of(peer_info_vector connected) {
        Map<String, PeerView> byName = new LinkedHashMap<>();
        for (peer_info each : connected) {
            Optional<ConnectedPeer> peer =
                    ConnectedPeer.of(each).filter(known -> !known.isWebSeed() && !isBridge(known));
            peer.ifPresent(known -> byName.merge(known.name(), view(known.address(), each), PeerView::and));
        }
        return byName.values().stream()
                .sorted(Comparator.comparingLong(PeerView::rate).reversed().thenComparing(PeerView::address))
                .toList();
    }

    private static boolean isBridge(ConnectedPeer peer) {
        String begins = HexFormat.of().formatHex(ClientName.OF_WEB_SEEDS.getBytes(ISO_8859_1));
        return peer.id().startsWith(begins) && peer.address().getAddress().isLoopbackAddress();
    }

    private static PeerView view(InetSocketAddress address, peer_info peer) {
        int flags = peer.getFlags().to_int();
        boolean encrypted = is(flags, peer_info.rc4_encrypted.to_int()) || is(flags, peer_info.ssl_socket.to_int());
        return new PeerView(
                PeerAddresses.of(address).toString(),
                client(peer.get_client()),
                !is(flags, peer_info.outgoing_connection.to_int()),
                is(flags, peer_info.utp_socket.to_int()),
                encrypted,
                peer.getProgress_ppm() / MILLION,
                peer.getPayload_down_speed(),
                peer.getPayload_up_speed(),
                peer.getTotal_download(),
                peer.getTotal_upload());
    }

    private static boolean is(int flags, int flag) {
        return (flags & flag) != 0;
    }

    private static String client(byte_vector said) {
        byte[] bytes = new byte[Math.min(said.size(), PeerView.LONGEST_CLIENT * 4)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = said.get(i);
        }
        return client(new String(bytes, UTF_8));
    }

    /** A program's name as it is shown, see {@link PeerView#client}. */
    static String client(String said) {
        StringBuilder name = new StringBuilder();
        said.strip()
                .codePoints()
                .limit(PeerView.LONGEST_CLIENT)
                .map(each -> isHidden(each) ? '?' : each)
                .forEach(name::appendCodePoint);
        return name.isEmpty() ? UNKNOWN : name.toString();
    }

    /** Marks are none of a name of letters and digits, and many of them cover what stands around. */
    private static boolean isHidden(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.UNASSIGNED,
                    Character.PRIVATE_USE,
                    Character.NON_SPACING_MARK,
                    Character.ENCLOSING_MARK -> true;
            default -> false;
        };
    }
}
