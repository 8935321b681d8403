package org.seedbank.node.findings;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.seedbank.integrity.HostKind;
import org.seedbank.integrity.torrent.AddressKeys;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.examination.Finding.Kind;
import org.seedbank.swarm.SwarmKey;
import org.seedbank.web.HttpAnswer;
import org.seedbank.web.HttpCall;

/**
 * Asks the trackers over HTTP to which a dataset is announced whether this machine's port is open from there, as trackers of
 * seedbank tell who is announced. Trackers of others do not know the question, and nothing is found then.
 */
public final class TrackerQuestion {

    private static final String ANNOUNCE = "/announce";
    private static final String REFUSED = "refused=";
    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int MOST_BYTES = 4_096;
    private static final int OK = 200;

    /** Trackers that are asked of one dataset. */
    private static final int MOST = 3;

    private TrackerQuestion() {}

    /**
     * Asks from this machine, so that the tracker sees the address that it knows.
     *
     * @param torrent a dataset that is announced
     * @param answering addresses of trackers that answer its announces, without personal keys
     * @param trusted whether the user has named the trackers, and no stranger
     * @param port where this machine's peers listen, which is announced
     * @param overUdp whether peers come in by uTP too
     */
    public static List<Finding> ask(Metainfo torrent, Set<String> answering, boolean trusted, int port, boolean overUdp)
            throws InterruptedException {
        List<Finding> findings = new ArrayList<>();
        int asked = 0;
        for (String tracker : torrent.trackers()) {
            if (asked < MOST && isOne(tracker) && answering.contains(AddressKeys.hidden(tracker))) {
                asked++;
                findings.addAll(ask(tracker, SwarmKey.of(torrent), trusted, port, overUdp));
            }
        }
        return findings;
    }

    private static boolean isOne(String tracker) {
        return tracker.matches("(?i)https?://.*") && tracker.endsWith(ANNOUNCE);
    }

    private static List<Finding> ask(String tracker, SwarmKey dataset, boolean trusted, int port, boolean overUdp)
            throws InterruptedException {
        String place = tracker.substring(0, tracker.length() - ANNOUNCE.length()) + "/connect-back";
        String escaped = HexFormat.of().withPrefix("%").formatHex(HexFormat.of().parseHex(dataset.hex()));
        URI question = URI.create(place + "?info_hash=" + escaped + "&port=" + port);
        String host = question.getHost().startsWith("[")
                ? question.getHost().substring(1, question.getHost().length() - 1)
                : question.getHost();
        HttpCall call = HttpCall.get(question).within(LIMIT).atMost(MOST_BYTES);
        if (!trusted && HostKind.inDigits(host).isEmpty()) {
            call.namedByStranger(); // Its name can lead elsewhere by now than when it was announced to.
        }
        try (HttpAnswer answer = call.answer()) {
            String said = new String(answer.bytes(), StandardCharsets.UTF_8);
            return answer.status() == OK ? read(question.getAuthority(), port, said, overUdp) : List.of();
        } catch (IOException e) {
            return List.of(); // That it does not answer is told of it as a tracker.
        }
    }

    private static List<Finding> read(String tracker, int port, String said, boolean overUdp) {
        if (said.startsWith(REFUSED)) {
            return List.of(Finding.of(
                    Kind.PORT_NOT_TOLD,
                    tracker,
                    said.substring(REFUSED.length()).strip()));
        }
        return said.startsWith("tcp=")
                ? ConnectBackQuestion.told(ConnectBackQuestion.read(tracker, Integer.toString(port), said), overUdp)
                : List.of();
    }
}
