package org.seedbank.node.internal.control;

import io.javalin.http.Context;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.NodeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How others follow what changes: by asking again and again, or by listening. Neither keeps a thread while it waits. */
final class ChangeRoutes {

    static final int MOST_POLLS = 64;
    static final int MOST_LISTENERS = 16;

    private static final Logger LOG = LoggerFactory.getLogger(ChangeRoutes.class);

    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final ChangeFeed feed;

    /** Answers are written on its threads, so that who does not read holds nobody else up. */
    private final Executor writers;

    ChangeRoutes(ChangeFeed feed, Executor writers) {
        this.feed = feed;
        this.writers = writers;
    }

    /** Waits for the next change. */
    void poll(Context call) {
        feed.requireOpen();
        long seen = seen(call.queryParam("seen"));
        Duration wait = wait(call.queryParam("wait"));
        Poll poll = new Poll(feed, seen);
        if (!feed.add(poll, MOST_POLLS)) {
            throw Refusal.busy("%d others wait for changes".formatted(MOST_POLLS));
        }
        call.future(() -> poll.within(wait).thenAcceptAsync(found -> answer(call, found), writers));
    }

    private static void answer(Context call, Optional<Changes> found) {
        try {
            if (found.isPresent()) {
                HttpAnswers.send(call.res(), found.get());
            } else {
                call.status(204);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Sends changes for as long as somebody listens. */
    void listen(Context call) throws IOException {
        feed.requireOpen();
        String last = call.header("Last-Event-ID");
        long seen = seen(last == null ? call.queryParam("seen") : last);
        EventStream stream = new EventStream(feed, call.req(), call.res().getOutputStream(), seen);
        if (!feed.add(stream, MOST_LISTENERS)) {
            throw Refusal.busy("%d others listen".formatted(MOST_LISTENERS));
        }
        HttpAnswers.prepare(call.res(), "text/event-stream");
        call.future(stream::start);
    }

    private static long seen(String text) {
        try {
            long number = text == null ? 0 : Long.parseLong(text);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            LOG.debug("no number", e);
        }
        throw new NodeException.BadRequest("'seen' must be a whole number from 0");
    }

    private static Duration wait(String text) {
        try {
            Duration wait = text == null ? LONGEST.dividedBy(2) : Duration.parse(text);
            if (!wait.isNegative() && wait.compareTo(LONGEST) <= 0) {
                return wait;
            }
        } catch (DateTimeException e) {
            LOG.debug("no duration", e);
        }
        throw new NodeException.BadRequest("'wait' must be a duration from PT0S to " + LONGEST);
    }
}
