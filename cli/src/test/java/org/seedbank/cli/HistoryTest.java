package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What happened to the node's datasets can be asked afterwards, also when no node runs. */
@ExtendWith(Benches.class)
class HistoryTest {

    private static final String SOIL = "a".repeat(40);
    private static final String RAIN = "b".repeat(40);

    @BeforeEach
    void somethingHappened(Bench bench) throws Exception {
        bench.write("home/state/node/history.1", """
                {"time":"2026-05-17T08:00:00.123Z","event":"taken-in","key":"%s","name":"soil","digest":"%s","detail":"to be fetched to '/data/soil', by get"}
                """.formatted(SOIL, "c".repeat(64)));
        bench.write("home/state/node/history", """
                {"time":"2026-05-17T08:01:00Z","event":"refused","key":"%s","name":"rain\\u001b[2J","detail":"no room"}
                {"time":"2026-05-17T08:02:00Z","event":"exploded","key":"%s","name":"soil","detail":"of a later version"}
                {"time":"2026-05-17T08:03:00Z","event":"verified","key":"%s","name":"soil","digest":"%s","serial":"group/3","detail":"all 2 files at '/data/soil' are intact"}
                {"time":"2026-05-17T08:04:0""".formatted(RAIN, SOIL, SOIL, "c".repeat(64)));
    }

    @Test
    void shows_everything_oldest_first(Bench bench) throws Exception {
        assertThat(bench.run("history")).isEqualTo(new Outcome(0, """
            time                  event     serial   digest        name
            TIME  taken in  -        cccccccccccc  soil
                to be fetched to '/data/soil', by get
            TIME  refused   -        bbbbbbbbbbbb  rain\\u{1b}[2J
                no room
            TIME  verified  group/3  cccccccccccc  soil
                all 2 files at '/data/soil' are intact
            """, ""));
    }

    @Test
    void shows_one_dataset_by_whatever_it_is_called(Bench bench) throws Exception {
        for (String reference : new String[] {"soil", "cccccc", "aaaaaaa", "group/3"}) {
            Outcome history = bench.run("history", reference, "-n", "1");
            assertThat(history.out()).as(reference).contains("verified", "soil").doesNotContain("taken in", "rain");
        }
        assertThat(bench.run("history", "7").exitCode()).isEqualTo(4);
        assertThat(bench.run("history", "-n", "0").exitCode()).isEqualTo(2);
    }

    @Test
    void is_json_for_programs(Bench bench) throws Exception {
        String json = bench.run("history", "rain\u001b[2J", "--json").out();

        assertThat(JsonParser.parseString(json)
                        .getAsJsonObject()
                        .getAsJsonArray("events")
                        .get(0)
                        .getAsJsonObject()
                        .keySet())
                .containsExactly("time", "event", "key", "name", "detail");
    }
}
