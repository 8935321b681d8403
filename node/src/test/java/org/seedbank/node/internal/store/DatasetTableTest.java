package org.seedbank.node.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.node.api.Limits;
import org.seedbank.swarm.SwarmKey;

class DatasetTableTest {

    private static final SwarmKey KEY = new SwarmKey("0".repeat(40));

    private static NodeDatabase database;

    @BeforeAll
    static void open(@TempDir Path folder) throws InterruptedException {
        database = SampleState.database(folder);
    }

    @AfterAll
    static void close() {
        database.close();
    }

    private static final Arbitrary<Boolean> FLAGS = Arbitraries.of(true, false);
    private static final Arbitrary<Long> COUNTS = Arbitraries.longs().greaterOrEqual(0);
    private static final Arbitrary<Instant> TIMES = Arbitraries.longs()
            .between(0, 4_000_000_000_000L)
            .map(millis -> Instant.ofEpochSecond(millis / 1000, millis % 1000));

    /** What the table says of a dataset once it was put there. */
    private static DatasetRecord kept(DatasetRecord record) {
        database.write(connection -> new DatasetTable(connection).put(KEY, record));
        return database.read(connection -> new DatasetTable(connection).find(KEY))
                .orElseThrow();
    }

    @Test
    void reads_what_it_wrote() {
        records().list().ofSize(300).sample().forEach(record -> assertThat(kept(record))
                .isEqualTo(record));
    }

    @Test
    void a_record_that_breaks_a_rule_is_told_and_keeps_none_of_the_others() {
        SwarmKey other = new SwarmKey("1".repeat(40));
        DatasetRecord record = SampleState.record(Path.of("/data/soil"));
        Map<SwarmKey, DatasetRecord> found = new HashMap<>();
        Map<String, String> broken = new HashMap<>();
        database.write(connection -> {
            new DatasetTable(connection).put(KEY, record);
            new DatasetTable(connection).put(other, record);
            Sql.change(connection, "UPDATE dataset SET root = 'soil' WHERE key = ?", KEY.hex());
        });

        database.write(connection -> new DatasetTable(connection).each(found::put, broken::put));

        assertThat(found).containsExactly(Map.entry(other, record));
        assertThat(broken).containsExactly(Map.entry(KEY.hex(), "'soil' is not absolute"));
    }

    @Test
    void keeps_where_a_dataset_is_being_moved_to() {
        DatasetRecord record = SampleState.record(Path.of("/data/soil"))
                .moving(Optional.of(new DatasetRecord.Move(Path.of("/new/soil"), 7)));

        assertThat(kept(record)).isEqualTo(record);
        assertThat(record.at(Path.of("/new/soil"), Path.of("/")).moving()).isEmpty();
    }

    private static Arbitrary<DatasetRecord> records() {
        Arbitrary<Optional<Set<Integer>>> files =
                Arbitraries.integers().between(0, 10_000).set().optional();
        return Combinators.combine(places(), places(), FLAGS, files, texts(), TIMES, wishes(), progress())
                .as((root, mount, flag, chosen, origin, added, wishes, progress) ->
                        new DatasetRecord(root, mount, flag, chosen, !flag, origin, added, wishes, progress));
    }

    private static Arbitrary<Path> places() {
        return texts().map(name -> Path.of("/").resolve(name));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars(" abc\"\\\n\té漢'{}<")
                .ofMinLength(1)
                .ofMaxLength(20);
    }

    private static Arbitrary<DatasetRecord.Wishes> wishes() {
        Arbitrary<Limits> limits = Combinators.combine(
                        COUNTS.optional(),
                        COUNTS.optional(),
                        Arbitraries.doubles().between(0, 1000).optional())
                .as(Limits::new);
        return Combinators.combine(FLAGS, limits, list()).as(DatasetRecord.Wishes::new);
    }

    private static Arbitrary<DatasetRecord.Progress> progress() {
        Arbitrary<DatasetRecord.Totals> totals =
                Combinators.combine(COUNTS, COUNTS, COUNTS, COUNTS, COUNTS).as(DatasetRecord.Totals::new);
        return Combinators.combine(
                        FLAGS,
                        TIMES.optional(),
                        list(),
                        Arbitraries.integers().greaterOrEqual(0),
                        TIMES.optional(),
                        totals)
                .as(DatasetRecord.Progress::new);
    }

    private static Arbitrary<List<String>> list() {
        return texts().list().ofMaxSize(3);
    }
}
