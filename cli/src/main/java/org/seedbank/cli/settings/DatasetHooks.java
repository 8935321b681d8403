package org.seedbank.cli.settings;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.seedbank.cli.frame.Context;
import org.seedbank.integrity.SeedbankException;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.NodeControl;
import org.seedbank.swarm.SwarmKey;

/**
 * Watches the datasets of a node, and runs the commands that are set for what happens to them, one after the other. What was so
 * when the watch began is no event. Whoever begins it closes it.
 */
public final class DatasetHooks implements AutoCloseable {

    private static final Duration ROUND = Duration.ofSeconds(20);
    private static final long MILLIS_TO_END = 2_000;

    private final Context context;
    private final NodeControl node;
    private final SettingsFile file;
    private final Thread thread;

    /** Of the watching thread, as all below. */
    private final Map<SwarmKey, DatasetView> before = new HashMap<>();

    /** Failures that a person was told of. */
    private final Set<String> told = new HashSet<>();

    private DatasetHooks(Context context, NodeControl node) {
        this.context = context;
        this.node = node;
        this.file = new SettingsFile(context.home());
        this.thread = new Thread(this::watch, "seedbank-hooks");
        thread.setDaemon(true);
    }

    /** Begins to watch. */
    public static DatasetHooks over(Context context, NodeControl node) throws InterruptedException {
        DatasetHooks hooks = new DatasetHooks(context, node);
        node.datasets().forEach(view -> hooks.before.put(view.key(), view));
        hooks.thread.start();
        return hooks;
    }

    private void watch() {
        try {
            long seen = 0;
            while (!Thread.currentThread().isInterrupted()) {
                try {
                    Optional<Changes> news = node.changes(seen, ROUND);
                    seen = news.map(Changes::number).orElse(seen);
                    for (DatasetView now : news.map(Changes::datasets).orElse(List.of())) {
                        Optional<DatasetView> was = Optional.ofNullable(before.put(now.key(), now));
                        for (Hook.Event event : events(was, now)) {
                            run(event, now);
                        }
                    }
                    news.ifPresent(changes -> changes.gone().forEach(before::remove));
                } catch (SeedbankException e) {
                    tell(e.getMessage());
                    TimeUnit.SECONDS.sleep(1);
                }
            }
        } catch (InterruptedException e) {
            // The node ends.
        }
    }

    /** What has happened to a dataset. */
    static Set<Hook.Event> events(Optional<DatasetView> was, DatasetView now) {
        Set<Hook.Event> events = new HashSet<>();
        boolean served = now.state() == DatasetState.SEEDING || now.state() == DatasetState.COMPLETE;
        if (served && !now.published() && !was.map(DatasetView::hasArrived).orElse(false)) {
            events.add(Hook.Event.FINISHED);
        }
        if (now.amounts().filesDamaged() > 0
                && was.map(view -> view.amounts().filesDamaged() == 0).orElse(true)) {
            events.add(Hook.Event.DAMAGED);
        }
        if (now.state() == DatasetState.NO_ROOM
                && was.map(view -> view.state() != DatasetState.NO_ROOM).orElse(true)) {
            events.add(Hook.Event.NO_ROOM);
        }
        return events;
    }

    private void run(Hook.Event event, DatasetView view) throws InterruptedException {
        Optional<String> command = file.find(
                switch (event) {
                    case FINISHED -> SettingKey.HOOK_FINISHED;
                    case DAMAGED -> SettingKey.HOOK_DAMAGED;
                    case NO_ROOM -> SettingKey.HOOK_NO_ROOM;
                });
        if (command.isPresent()) {
            Hook.of(command.get(), context.home()).run(event, view).ifPresent(this::tell);
        }
    }

    private void tell(String trouble) {
        if (told.add(trouble)) {
            context.terminal().warn(trouble);
        }
    }

    /** Ends the watch, and a command that runs just now. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(MILLIS_TO_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
