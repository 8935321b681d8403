package org.seedbank.cli.settings;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.seedbank.cli.frame.CommandFailure;
import org.seedbank.cli.frame.Context;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.integrity.threads.Loop;
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
    private static final Duration TO_END = Duration.ofSeconds(2);

    private final Context context;
    private final NodeControl node;
    private final SettingsFile file;
    private final Loop loop;

    /** Of the loop's thread, as all below. */
    private final Map<SwarmKey, DatasetView> before = new HashMap<>();

    /** Failures that a person was told of. */
    private final Set<String> told = new HashSet<>();

    private long seen;

    private DatasetHooks(Context context, NodeControl node) {
        this.context = context;
        this.node = node;
        this.file = new SettingsFile(context.home());
        this.loop = new LongLivedThreads().loop("seedbank-hooks", this::round);
    }

    /** Begins to watch. */
    public static DatasetHooks over(Context context, NodeControl node) throws InterruptedException {
        DatasetHooks hooks = new DatasetHooks(context, node);
        node.datasets().forEach(view -> hooks.before.put(view.key(), view));
        hooks.loop.start();
        return hooks;
    }

    private void round() throws InterruptedException {
        Optional<Changes> news = node.changes(seen, ROUND);
        if (news.isEmpty()) {
            return;
        }
        seen = news.get().number();
        for (DatasetView now : news.get().datasets()) {
            Optional<DatasetView> was = Optional.ofNullable(before.put(now.key(), now));
            for (Hook.Event event : events(was, now)) {
                run(event, now);
            }
        }
        news.get().gone().forEach(before::remove);
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
        try {
            Optional<String> command = file.find(
                    switch (event) {
                        case FINISHED -> SettingKey.HOOK_FINISHED;
                        case DAMAGED -> SettingKey.HOOK_DAMAGED;
                        case NO_ROOM -> SettingKey.HOOK_NO_ROOM;
                    });
            if (command.isPresent()) {
                Hook.of(command.get(), context.home()).run(event, view).ifPresent(this::tell);
            }
        } catch (CommandFailure e) {
            tell(e.getMessage());
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
        loop.close();
        loop.join(TO_END);
    }
}
