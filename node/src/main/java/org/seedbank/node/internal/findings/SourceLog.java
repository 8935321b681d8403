package org.seedbank.node.internal.findings;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.seedbank.node.api.DatasetView;
import org.seedbank.swarm.NotAsked;
import org.seedbank.swarm.SessionView;
import org.seedbank.swarm.Source;

/** Tells of each source that stands another way than at the last look. For one thread. */
public final class SourceLog {

    /** Lines of one look; a network that is gone changes thousands of sources at once. */
    static final int MOST = 20;

    private final Consumer<String> log;
    private Map<String, Source.State> before = Map.of();

    /** Writes to {@code log} a line at a time. */
    public SourceLog(Consumer<String> log) {
        this.log = log;
    }

    /** Looks at the session and all datasets. */
    public void look(SessionView session, List<DatasetView> datasets) {
        Map<String, Source.State> now = new HashMap<>();
        int changes = 0;
        for (Source each : session.sources()) {
            changes += look("", each, now, changes);
        }
        for (DatasetView view : datasets) {
            for (Source each : view.sources()) {
                changes += look("'" + view.name() + "': ", each, now, changes);
            }
        }
        if (changes > MOST) {
            log.accept("%d other sources stand another way too".formatted(changes - MOST));
        }
        before = now;
    }

    /** How many changes that is, 0 or 1; beyond the bound they are only counted. */
    private int look(String of, Source source, Map<String, Source.State> now, int changes) {
        String key = of + source.kind().label() + " " + source.address();
        Source.State was = before.get(key);
        boolean first = now.put(key, source.state()) == null;
        boolean news = first && was != source.state() && (was != null || source.state() != Source.State.WAITING);
        if (news && changes < MOST) {
            String word = source.reason()
                    .map(NotAsked::text)
                    .or(source::word)
                    .map(said -> ": " + said)
                    .orElse("");
            log.accept("%s, %s%s".formatted(key.strip(), source.state().label(), word));
        }
        return news ? 1 : 0;
    }
}
