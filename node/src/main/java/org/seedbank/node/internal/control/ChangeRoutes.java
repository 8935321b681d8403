package org.seedbank.node.internal.control;

import java.io.IOException;
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
    void poll(Call call) {
        feed.requireOpen();
        long seen = seen(call.parameter("seen"));
        Duration wait = wait(call.parameter("wait"));
        Poll poll = new Poll(feed, seen);
        if (!feed.add(poll, MOST_POLLS)) {
            throw Refusal.busy("%d others wait for changes".formatted(MOST_POLLS));
        }
        poll.within(wait).thenAcceptAsync(found -> answer(call, found), writers).exceptionally(failure -> {
            call.refuse(failure.getCause());
            return null;
        });
    }

    private static void answer(Call call, Optional<Changes> found) {
        try {
            if (found.isPresent()) {
                call.send(found.get());
            } else {
                call.sendNothing();
            }
        } catch (IOException e) {
            call.refuse(e);
        }
    }

    /** Sends changes for as long as somebody listens. */
    void listen(Call call) {
        feed.requireOpen();
        EventStream stream = call.events(feed, seen(call.header("Last-Event-ID").or(() -> call.parameter("seen"))));
        if (!feed.add(stream, MOST_LISTENERS)) {
            stream.drop();
            throw Refusal.busy("%d others listen".formatted(MOST_LISTENERS));
        }
        stream.wake();
    }

    private static long seen(Optional<String> text) {
        try {
            long number = text.map(Long::parseLong).orElse(0L);
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            LOG.debug("no number", e);
        }
        throw new NodeException.BadRequest("'seen' must be a whole number from 0");
    }

    private static Duration wait(Optional<String> text) {
        try {
            Duration wait = text.map(Duration::parse).orElse(LONGEST.dividedBy(2));
            if (!wait.isNegative() && wait.compareTo(LONGEST) <= 0) {
                return wait;
            }
        } catch (DateTimeException e) {
            LOG.debug("no duration", e);
        }
        throw new NodeException.BadRequest("'wait' must be a duration from PT0S to " + LONGEST);
    }
}
