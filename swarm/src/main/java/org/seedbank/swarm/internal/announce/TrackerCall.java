package org.seedbank.swarm.internal.announce;

import java.io.IOException;
import java.net.NoRouteToHostException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.seedbank.integrity.bencode.BencodeException;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.internal.session.NearAddress;
import org.seedbank.web.HttpAnswer;
import org.seedbank.web.HttpCall;
import org.seedbank.web.HttpTrouble;
import org.seedbank.web.TooLongException;
import org.seedbank.web.TooSlowException;
import org.seedbank.web.UnreadableBodyException;

/** Asks a tracker, and waits for its answer. Safe for all threads. */
final class TrackerCall implements TrackerAsking {

    /** libtorrent's own. */
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /** Nobody waits for what a tracker says to a farewell, and closing must not. */
    private static final Duration FAREWELL = Duration.ofSeconds(5);

    /** Ten thousand peers are 700 KB in the longest form. */
    private static final int MOST_BYTES = 2 << 20;

    private static final int OK = 200;

    private static final String PAGE =
            "a web page; its address for announces may be another one, with '/announce' at the end";

    private final String userAgent;

    TrackerCall(String userAgent) {
        this.userAgent = userAgent;
    }

    @Override
    public TrackerOutcome ask(AnnounceRequest request) throws InterruptedException {
        Duration limit = request.event() == AnnounceEvent.STOPPED ? FAREWELL : LIMIT;
        try (HttpAnswer answer = call(request, request.announce(), limit).answer()) {
            TrackerOutcome outcome = outcome(answer);
            return needsCounts(request, outcome) ? counted(request, outcome) : outcome;
        } catch (TooLongException e) {
            return TrackerOutcome.failed(TrackerOutcome.Kind.REFUSED, "it answers " + e.getMessage());
        } catch (UnreadableBodyException e) {
            return TrackerOutcome.failed(
                    TrackerOutcome.Kind.REFUSED, "it answers something unreadable: " + e.getMessage());
        } catch (IOException e) {
            return TrackerOutcome.failed(kind(e), HttpTrouble.reason(e));
        }
    }

    private HttpCall call(AnnounceRequest request, URI uri, Duration limit) {
        HttpCall call = HttpCall.get(uri).within(limit).atMost(MOST_BYTES).header("User-Agent", userAgent);
        request.tracker().authorization().ifPresent(value -> call.header("Authorization", value));
        if (!request.allowPrivate()) {
            call.namedByStranger();
        }
        if (request.confined()) {
            call.redirectedOnlyTo(to -> NearAddress.isTrackerWithin(Network.LOCAL, to.toString()));
        }
        return call;
    }

    private static TrackerOutcome outcome(HttpAnswer answer) throws IOException, InterruptedException {
        byte[] body = answer.bytes();
        try {
            AnnounceAnswer read = AnnounceAnswer.parse(body);
            if (answer.status() == OK || read.failure().isPresent()) {
                return TrackerOutcome.answered(read);
            }
        } catch (BencodeException e) {
            if (answer.status() == OK) {
                return TrackerOutcome.failed(
                        TrackerOutcome.Kind.REFUSED,
                        "it answers something else than a tracker does: "
                                + (isPage(answer, body) ? PAGE : e.getMessage()));
            }
        }
        return TrackerOutcome.failed(TrackerOutcome.Kind.REFUSED, status(answer, body));
    }

    private static boolean isPage(HttpAnswer answer, byte[] body) {
        return answer.header("Content-Type").orElse("").startsWith("text/html") || (body.length > 0 && body[0] == '<');
    }

    /** With the words that come along, where they are meant for persons. */
    private static String status(HttpAnswer answer, byte[] body) {
        if (answer.status() / 100 == 3) {
            return "%s (HTTP %d)".formatted(answer.unfollowed().orElse("it redirects"), answer.status());
        }
        String text = answer.header("Content-Type").orElse("").startsWith("text/plain")
                ? new String(body, StandardCharsets.UTF_8).strip()
                : "";
        return "it answers HTTP %d%s%s".formatted(answer.status(), text.isEmpty() ? "" : ": " + text, answer.through());
    }

    private static TrackerOutcome.Kind kind(IOException failure) {
        if (failure instanceof NoRouteToHostException || isUnreachable(failure)) {
            return TrackerOutcome.Kind.OFF_LINE;
        }
        return switch (HttpTrouble.of(failure)) {
            case NO_HOST -> TrackerOutcome.Kind.OFF_LINE;
            case PRIVATE_PLACE -> TrackerOutcome.Kind.FORBIDDEN;
            case BAD_PROXY -> TrackerOutcome.Kind.BAD_PROXY;
            case NO_SERVER, NOT_SAFE -> TrackerOutcome.Kind.UNREACHABLE;
            case TOO_SLOW ->
                failure instanceof TooSlowException slow && slow.isWithoutConnection()
                        ? TrackerOutcome.Kind.UNREACHABLE
                        : TrackerOutcome.Kind.SILENT;
            case BROKEN -> TrackerOutcome.Kind.SILENT;
            case MALFORMED -> TrackerOutcome.Kind.REFUSED;
        };
    }

    /** The system's words; Java has no exception of its own for a machine without any route. */
    private static boolean isUnreachable(IOException failure) {
        Throwable cause = failure;
        for (int depth = 0; cause != null && depth < 5; depth++, cause = cause.getCause()) {
            String text = String.valueOf(cause.getMessage());
            if (text.contains("unreachable") || text.contains("No route to host")) {
                return true;
            }
        }
        return false;
    }

    private static boolean needsCounts(AnnounceRequest request, TrackerOutcome outcome) {
        return outcome.kind() == TrackerOutcome.Kind.ANSWERED
                && request.event() != AnnounceEvent.STOPPED
                && outcome.answer().orElseThrow().seeders().isEmpty();
    }

    /** A tracker that does not count when it is told of a peer may when it is asked. Whatever comes of it, it has answered. */
    private TrackerOutcome counted(AnnounceRequest request, TrackerOutcome outcome) throws InterruptedException {
        Optional<URI> scrape = request.scrape();
        if (scrape.isEmpty()) {
            return outcome;
        }
        AnnounceAnswer announced = outcome.answer().orElseThrow();
        try (HttpAnswer answer = call(request, scrape.get(), FAREWELL).answer()) {
            return answer.status() == OK
                    ? TrackerOutcome.answered(announced.counting(answer.bytes(), request.shortHash()))
                    : outcome;
        } catch (IOException | BencodeException e) {
            return outcome;
        }
    }
}
