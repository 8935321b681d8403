package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * Whatever happens in whatever order, nobody's bytes are lost, nothing is called intact that is not, and no serial changes
 * its meaning. Sequences of deeds come from seeds. By hand, more: {@code -Dseedbank.test.sequences=2000}, others with
 * {@code -Dseedbank.test.seed=1}, or one that was printed with {@code -Dseedbank.test.sequence='…'}.
 */
@EnabledOnOs(OS.LINUX)
class PromisesIT {

    private static final int SEQUENCES = Integer.getInteger("seedbank.test.sequences", 30);
    private static final long SEED = Long.getLong("seedbank.test.seed", 20241129);
    private static final int AT_ONCE = Integer.getInteger("seedbank.test.lanes", 4);
    private static final String ONE = System.getProperty("seedbank.test.sequence", "");

    @TempDir
    Path folder;

    @Test
    @Timeout(value = 6, unit = TimeUnit.HOURS)
    void are_kept_in_every_sequence_of_deeds() throws Exception {
        SequenceRun run = new SequenceRun(folder);
        List<String> report = new ArrayList<>();

        for (List<SequenceRun.Failure> alike : failures(run, sequences())) {
            report.add("%d of %d sequences:%n%s"
                    .formatted(
                            alike.size(), SEQUENCES, run.shorten(alike.get(0)).text()));
        }

        assertThat(report).as("seed %d", SEED).isEmpty();
    }

    private static List<DeedSequence> sequences() {
        if (!ONE.isEmpty()) {
            return List.of(DeedSequence.parse(ONE));
        }
        List<DeedSequence> sequences = new ArrayList<>();
        for (int i = 0; i < SEQUENCES; i++) {
            sequences.add(DeedSequence.of(SEED + i));
        }
        return sequences;
    }

    /** Those that are alike together. */
    private static Iterable<List<SequenceRun.Failure>> failures(SequenceRun run, List<DeedSequence> sequences)
            throws Exception {
        Map<String, List<SequenceRun.Failure>> failures = new TreeMap<>();
        ExecutorService lanes = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Optional<SequenceRun.Failure>>> all = new ArrayList<>();
            sequences.forEach(each -> all.add(() -> run.of(each)));
            for (Future<Optional<SequenceRun.Failure>> each : lanes.invokeAll(all)) {
                each.get().ifPresent(failure -> failures.computeIfAbsent(failure.kind(), kind -> new ArrayList<>())
                        .add(failure));
            }
        } finally {
            lanes.shutdownNow();
        }
        return failures.values();
    }
}
