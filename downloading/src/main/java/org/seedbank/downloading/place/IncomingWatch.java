package org.seedbank.downloading.place;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.integrity.threads.LongLivedThreads;

/**
 * Looks again and again whether the folder that receives a fetch is still the one that was opened, on a daemon thread of
 * its own. Whoever begins it closes it.
 */
public final class IncomingWatch implements AutoCloseable {

    /** In a folder that others may write to, somebody can swap ours for a link; bytes that come later must not follow. */
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final IncomingFolder incoming;
    private final ScheduledExecutorService thread;

    private IncomingWatch(IncomingFolder incoming, ScheduledExecutorService thread) {
        this.incoming = incoming;
        this.thread = thread;
    }

    /**
     * Begins to look.
     *
     * @param leave ends what writes into the folder, as soon as it is another one
     */
    public static IncomingWatch begin(IncomingFolder incoming, Runnable leave) {
        ScheduledExecutorService thread = new LongLivedThreads().clock("seedbank-incoming-watch");
        Runnable look = () -> {
            try {
                incoming.requireSame();
            } catch (DownloadingException e) {
                thread.shutdown();
                leave.run(); // Whoever waits for it looks for the reason.
            }
        };
        Future<?> unused = thread.scheduleWithFixedDelay(
                LongLivedThreads.guarded(look), PAUSE.toMillis(), PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        return new IncomingWatch(incoming, thread);
    }

    /** Throws {@link DownloadingException.IncomingRefused} when it is another folder now. */
    public void requireNothingSeen() {
        incoming.requireSame();
    }

    @Override
    public void close() {
        thread.shutdown();
    }
}
