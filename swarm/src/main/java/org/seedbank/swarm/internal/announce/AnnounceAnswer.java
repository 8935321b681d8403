package org.seedbank.swarm.internal.announce;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.seedbank.integrity.HostKind;
import org.seedbank.integrity.bencode.BBytes;
import org.seedbank.integrity.bencode.BDict;
import org.seedbank.integrity.bencode.BValue;
import org.seedbank.integrity.bencode.BencodeException;
import org.seedbank.integrity.bencode.BencodeReader;
import org.seedbank.integrity.bencode.OuterDict;

/**
 * What a tracker answers: bencoded, and a stranger's. What makes no sense in it is left out, so that one odd value does not
 * cost the others.
 *
 * @param failure why it refuses; then nothing else counts but {@code retry}
 * @param warning what it has to say all the same
 * @param interval the time until it wants to be asked again, {@link #LEAST_INTERVAL} to {@link #MOST_INTERVAL}
 * @param minInterval the time in which it does not want to be asked again for any reason, no longer than {@code interval}
 * @param retry after a failure, when to ask again (BEP 31)
 * @param never after a failure, that it must not be asked again (BEP 31)
 * @param trackerId what it wants to be told again
 * @param seeders peers with everything, by its count
 * @param leechers peers without, by its count
 * @param peers addresses in IPv4 and IPv6 (BEP 7, 23), each once, at most {@link #MOST_PEERS}
 * @param ownAddress where it sees the one that asked (BEP 24)
 */
record AnnounceAnswer(
        Optional<String> failure,
        Optional<String> warning,
        Duration interval,
        Duration minInterval,
        Optional<Duration> retry,
        boolean never,
        Optional<BBytes> trackerId,
        OptionalInt seeders,
        OptionalInt leechers,
        List<InetSocketAddress> peers,
        Optional<InetAddress> ownAddress) {

    /** Five times as many as are asked for; libtorrent keeps three thousand in all. */
    static final int MOST_PEERS = 1000;

    /** What is meant by a tracker that says nothing of it. */
    static final Duration USUAL_INTERVAL = Duration.ofMinutes(30);

    static final Duration LEAST_INTERVAL = Duration.ofMinutes(1);
    static final Duration MOST_INTERVAL = Duration.ofHours(24);

    private static final Set<String> KEYS = Set.of(
            "complete",
            "external ip",
            "failure reason",
            "incomplete",
            "interval",
            "min interval",
            "peers",
            "peers6",
            "retry in",
            "tracker id",
            "warning message");

    /** Longer texts are no words for a person. */
    private static final int MOST_TEXT = 500;

    private static final int MOST_TRACKER_ID = 256;
    private static final int IPV4 = 4;
    private static final int IPV6 = 16;

    /**
     * Reads an answer to an announce.
     *
     * @throws BencodeException when it is no dictionary
     */
    static AnnounceAnswer parse(byte[] bytes) throws BencodeException {
        OuterDict answer = BencodeReader.readOuter(bytes, Set.of(), KEYS);
        Duration interval = seconds(answer, "interval").orElse(USUAL_INTERVAL);
        Set<InetSocketAddress> peers = new LinkedHashSet<>();
        answer.get("peers").ifPresent(value -> {
            if (value instanceof BBytes compact) {
                readCompact(compact.copy(), IPV4, peers);
            } else if (value instanceof BValue.BList list) {
                readDictionaries(list, peers);
            }
        });
        bytes(answer, "peers6").ifPresent(compact -> readCompact(compact.copy(), IPV6, peers));
        return new AnnounceAnswer(
                text(answer, "failure reason"),
                text(answer, "warning message"),
                interval,
                least(seconds(answer, "min interval").orElse(interval), interval),
                minutes(answer),
                bytes(answer, "retry in").filter(BBytes.of("never")::equals).isPresent(),
                bytes(answer, "tracker id").filter(id -> id.length() <= MOST_TRACKER_ID),
                count(answer.get("complete")),
                count(answer.get("incomplete")),
                List.copyOf(peers),
                bytes(answer, "external ip").flatMap(AnnounceAnswer::address));
    }

    /**
     * This answer with the counts of an answer to a scrape (BEP 48), where it has them.
     *
     * @param shortHash the infohash that was asked for
     */
    AnnounceAnswer counting(byte[] scraped, byte[] shortHash) throws BencodeException {
        OuterDict answer = BencodeReader.readOuter(scraped, Set.of(), Set.of("files"));
        if (answer.get("files").orElse(null) instanceof BDict files
                && files.get(BDict.key(shortHash)).orElse(null) instanceof BDict counts) {
            return new AnnounceAnswer(
                    failure,
                    warning,
                    interval,
                    minInterval,
                    retry,
                    never,
                    trackerId,
                    count(counts.get("complete")),
                    count(counts.get("incomplete")),
                    peers,
                    ownAddress);
        }
        return this;
    }

    private static Duration least(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static Optional<BBytes> bytes(OuterDict answer, String key) {
        return bytes(answer.get(key));
    }

    private static Optional<BBytes> bytes(Optional<BValue> value) {
        return value.filter(BBytes.class::isInstance).map(BBytes.class::cast);
    }

    private static Optional<Long> number(OuterDict answer, String key) {
        return number(answer.get(key));
    }

    private static Optional<Long> number(Optional<BValue> value) {
        return value.filter(BValue.BInteger.class::isInstance).map(number -> ((BValue.BInteger) number).value());
    }

    private static Optional<String> text(OuterDict answer, String key) {
        return bytes(answer, key)
                .map(found -> found.utf8().orElseGet(() -> new String(found.copy(), StandardCharsets.ISO_8859_1)))
                .map(AnnounceAnswer::bounded);
    }

    /** A text for a person is no longer than this. */
    static String bounded(String text) {
        return text.length() > MOST_TEXT ? text.substring(0, MOST_TEXT) + "…" : text;
    }

    private static Optional<Duration> seconds(OuterDict answer, String key) {
        return number(answer, key)
                .map(seconds -> Duration.ofSeconds(
                        Math.max(LEAST_INTERVAL.toSeconds(), Math.min(MOST_INTERVAL.toSeconds(), seconds))));
    }

    /** BEP 31 counts minutes; some write them as text. */
    private static Optional<Duration> minutes(OuterDict answer) {
        return number(answer, "retry in")
                .or(() -> text(answer, "retry in")
                        .filter(digits -> digits.matches("[0-9]{1,9}"))
                        .map(Long::parseLong))
                .map(minutes -> Duration.ofMinutes(
                        Math.max(LEAST_INTERVAL.toMinutes(), Math.min(MOST_INTERVAL.toMinutes(), minutes))));
    }

    private static OptionalInt count(Optional<BValue> value) {
        return number(value)
                .filter(count -> count >= 0 && count <= Integer.MAX_VALUE)
                .map(count -> OptionalInt.of(count.intValue()))
                .orElse(OptionalInt.empty());
    }

    /** Addresses with two bytes of port each; what is left at the end is no peer. Of too many, some by chance. */
    private static void readCompact(byte[] compact, int length, Set<InetSocketAddress> peers) {
        int count = compact.length / (length + 2);
        int first = count > MOST_PEERS ? (int) (Math.random() * count) : 0;
        for (int i = 0; i < Math.min(count, MOST_PEERS); i++) {
            int at = (first + i) % count * (length + 2);
            int port = Byte.toUnsignedInt(compact[at + length]) << 8 | Byte.toUnsignedInt(compact[at + length + 1]);
            add(address(Arrays.copyOfRange(compact, at, at + length)), port, peers);
        }
    }

    /** The form of before BEP 23. Names of hosts are left out: a stranger's name is not looked up. */
    private static void readDictionaries(BValue.BList list, Set<InetSocketAddress> peers) {
        int count = list.values().size();
        int first = count > MOST_PEERS ? (int) (Math.random() * count) : 0;
        for (int i = 0; i < Math.min(count, MOST_PEERS); i++) {
            if (list.values().get((first + i) % count) instanceof BDict peer) {
                Optional<InetAddress> address = bytes(peer.get("ip"))
                        .flatMap(BBytes::utf8)
                        .flatMap(HostKind::inDigits)
                        .flatMap(AnnounceAnswer::address);
                add(address, number(peer.get("port")).orElse(0L), peers);
            }
        }
    }

    private static void add(Optional<InetAddress> address, long port, Set<InetSocketAddress> peers) {
        if (port > 0 && port <= 65_535 && peers.size() < MOST_PEERS) {
            address.ifPresent(known -> peers.add(new InetSocketAddress(known, (int) port)));
        }
    }

    private static Optional<InetAddress> address(BBytes bytes) {
        return address(bytes.copy());
    }

    private static Optional<InetAddress> address(byte[] bytes) {
        try {
            return bytes.length == IPV4 || bytes.length == IPV6
                    ? Optional.of(InetAddress.getByAddress(bytes))
                    : Optional.empty();
        } catch (UnknownHostException e) {
            throw new IllegalStateException("an address has 4 or 16 bytes", e);
        }
    }
}
