package org.seedbank.swarm.internal.announce;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.swarm.TrackerVerdict;
import org.seedbank.swarm.TrackerVerdict.State;
import org.seedbank.swarm.internal.session.ClientName;
import org.seedbank.web.WebAddress;

/**
 * Asks a tracker about a torrent that nobody has, as one who leaves its swarm: that asks what a real announce asks, and
 * leaves nothing behind. Safe for all threads.
 */
public final class TrackerProbe {

    private static final SecureRandom CHANCE = new SecureRandom();
    private static final int HASH_BYTES = 20;

    /** Trackers refuse port 0; nobody is told of this one. */
    private static final int PORT = 6881;

    private final ClientName identity;
    private final TrackerCall http;

    /**
     * Asks as this version of the program.
     *
     * @param clientVersion three numbers with dots
     */
    public TrackerProbe(String clientVersion) {
        this.identity = ClientName.of(clientVersion);
        this.http = new TrackerCall(identity.userAgent());
    }

    /** Asks one, in a bounded time. */
    public TrackerVerdict ask(String tracker) throws InterruptedException {
        long begun = System.nanoTime();
        byte[] hash = new byte[HASH_BYTES];
        CHANCE.nextBytes(hash);
        InfoHash nobodys = InfoHash.of(hash);
        PeerIdentity peer = PeerIdentity.of(identity.fingerprint());
        TrackerOutcome outcome = tracker.strip().toLowerCase(Locale.ROOT).startsWith("udp:")
                ? new UdpProbe(tracker).ask(nobodys, peer, PORT)
                : askOverHttp(tracker, nobodys, peer);
        return new TrackerVerdict(
                AddressKeys.hidden(tracker),
                state(outcome),
                outcome.word(),
                Duration.ofNanos(System.nanoTime() - begun));
    }

    private TrackerOutcome askOverHttp(String tracker, InfoHash nobodys, PeerIdentity peer)
            throws InterruptedException {
        Optional<WebAddress> address = WebAddress.parse(tracker);
        if (address.isEmpty()) {
            return TrackerOutcome.failed(TrackerOutcome.Kind.UNREACHABLE, "it is no address of a tracker");
        }
        return http.ask(new AnnounceRequest(
                address.get(),
                nobodys,
                peer,
                PORT,
                AnnouncedTorrent.Standing.INACTIVE,
                AnnounceEvent.STOPPED,
                Optional.empty(),
                false,
                true));
    }

    /** One that refuses in the form of a tracker's answer is none that is dead. */
    private static State state(TrackerOutcome outcome) {
        if (outcome.kind() == TrackerOutcome.Kind.ANSWERED) {
            return State.WORKING;
        }
        return outcome.answer().isPresent() ? State.REFUSING : State.DEAD;
    }
}
