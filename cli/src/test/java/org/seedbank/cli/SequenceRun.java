package org.seedbank.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.seedbank.cli.frame.FolderDeletion;

/** Runs sequences, each in a folder of its own, and looks for the shortest that still fails. Safe for all threads. */
final class SequenceRun {

    private static final int APART = 10;

    private final Path folder;

    SequenceRun(Path folder) {
        this.folder = folder;
    }

    /**
     * A sequence in which seedbank did not keep its word.
     *
     * @param kind in what way
     * @param log what was done, a line for each deed
     */
    record Failure(DeedSequence sequence, String kind, String message, String log) {

        String text() {
            return "%s%nseedbank.test.sequence='%s'%n%s".formatted(message, sequence, log);
        }
    }

    /** Runs one; empty when all promises were kept. */
    Optional<Failure> of(DeedSequence sequence) throws IOException {
        Path own = Files.createTempDirectory(folder, "homes");
        StringBuilder log = new StringBuilder();
        Optional<Failure> failure = Optional.empty();
        try {
            run(sequence, own, log);
        } catch (BrokenPromise e) {
            failure = Optional.of(new Failure(sequence, e.kind(), e.getMessage(), log.toString()));
        } catch (AssertionError | Exception e) {
            StringWriter trace = new StringWriter();
            e.printStackTrace(new PrintWriter(trace));
            failure = Optional.of(new Failure(sequence, e.getClass().getName(), trace.toString(), log.toString()));
        }
        FolderDeletion.delete(own);
        return failure;
    }

    private static void run(DeedSequence sequence, Path folder, StringBuilder log) throws Exception {
        boolean pulled = sequence.steps().stream().anyMatch(step -> step.deed() == Deed.UNMOUNT);
        boolean apart = sequence.seed() % APART == 0;
        try (TwoHomes homes = new TwoHomes(folder, sequence.seed(), pulled, apart)) {
            new Deeds(homes, log).run(sequence);
        }
    }

    /** Leaves out deeds one by one, as long as it still fails in the same way. */
    Failure shorten(Failure found) throws IOException {
        Failure shortest = found;
        for (int i = shortest.sequence().steps().size() - 1; i >= 0; i--) {
            if (i < shortest.sequence().steps().size()) {
                Optional<Failure> tried = of(shortest.sequence().without(i));
                if (tried.isPresent() && tried.get().kind().equals(shortest.kind())) {
                    shortest = tried.get();
                }
            }
        }
        return shortest;
    }
}
