package org.seedbank.swarm;

import java.util.Optional;
import java.util.stream.Stream;

/** Reasons why a {@link Source} is not asked. */
public enum NotAsked {
    /** The session reaches this machine, or its network, only. */
    BEYOND_REACH("beyond reach", "it is beyond what this session reaches"),
    /** It is, or its name leads to, this machine or a private network, and a stranger's torrent names it. */
    PRIVATE("private", "it leads to this machine or a private network"),
    /** No name server knows its host, as far as was asked. */
    UNKNOWN_HOST("unknown host", "there is no such host, or no network"),
    /** A tracker over an encrypted WebSocket, which only libtorrent could ask, and whose TLS is not trusted. */
    WEBSOCKET("websocket", "trackers over encrypted websockets (wss) are not asked"),
    /** It is no address that is understood. */
    UNUSABLE("unusable", "it is no address of a tracker or web seed"),
    /** The torrent names more than are asked. */
    TOO_MANY("too many", "the torrent names too many"),
    /** It would go around the proxy that everything else goes through. */
    AROUND_PROXY("around proxy", "it would go around the proxy"),
    /** It is asked by UDP, which a proxy over HTTP does not carry. */
    NO_UDP("no udp", "the proxy carries no UDP"),
    /** A setting turns it off. */
    OFF("off", "it is turned off"),
    /** The torrent is private (BEP 27). */
    PRIVATE_TORRENT("private torrent", "the torrent's peers are had from its trackers alone");

    private final String label;
    private final String text;

    NotAsked(String label, String text) {
        this.label = label;
        this.text = text;
    }

    /** The reason in a word or two, for programs; the {@link Source#word} of a source that is not asked. */
    public String label() {
        return label;
    }

    /** The reason for a person, which goes on after the address. */
    public String text() {
        return text;
    }

    static Optional<NotAsked> of(String label) {
        return Stream.of(values()).filter(reason -> reason.label.equals(label)).findFirst();
    }
}
