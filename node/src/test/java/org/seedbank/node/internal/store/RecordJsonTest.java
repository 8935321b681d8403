package org.seedbank.node.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.seedbank.node.api.Limits;

class RecordJsonTest {

    private static final Arbitrary<Boolean> FLAGS = Arbitraries.of(true, false);
    private static final Arbitrary<Long> COUNTS = Arbitraries.longs().greaterOrEqual(0);
    private static final Arbitrary<Instant> TIMES = Arbitraries.longs()
            .between(0, 4_000_000_000_000L)
            .map(millis -> Instant.ofEpochSecond(millis / 1000, millis % 1000));

    @Property(tries = 300)
    void reads_what_it_wrote(@ForAll("records") DatasetRecord record) {
        String text = RecordJson.write(record).toString();

        assertThat(RecordJson.read(JsonParser.parseString(text).getAsJsonObject()))
                .isEqualTo(record);
    }

    @Test
    void a_place_that_is_not_absolute_is_refused() {
        JsonObject json = RecordJson.write(SampleState.record(Path.of("/data/soil")));
        json.addProperty("root", "soil");

        assertThatThrownBy(() -> RecordJson.read(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'soil' is not absolute");
    }

    @Test
    void keeps_where_a_dataset_is_being_moved_to() {
        DatasetRecord record = SampleState.record(Path.of("/data/soil"))
                .moving(Optional.of(new DatasetRecord.Move(Path.of("/new/soil"), 7)));

        assertThat(RecordJson.read(RecordJson.write(record))).isEqualTo(record);
        assertThat(record.at(Path.of("/new/soil"), Path.of("/")).moving()).isEmpty();
    }

    @Provide
    Arbitrary<DatasetRecord> records() {
        Arbitrary<Optional<Set<Integer>>> files =
                Arbitraries.integers().greaterOrEqual(0).set().optional();
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
