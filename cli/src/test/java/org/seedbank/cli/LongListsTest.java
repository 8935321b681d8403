package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.node.FakeNode;
import org.seedbank.node.FakeView;
import org.seedbank.node.api.DatasetState;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.Source;

/** What {@code list} and {@code status} show of long lists: the same words choose rows and columns in both. */
@ExtendWith(Benches.class)
class LongListsTest {

    @BeforeEach
    void twoDatasets(Bench bench) throws Exception {
        Soil.write(bench);
        bench.write("ice.txt", "thin\n");
        bench.write("topsoil.csv", "plot\nA\n");
        bench.nodes().run(Network.LOCAL);
        bench.run("publish", "BENCH/soil-2024", "--title", "Soil 2024", "--license", "CC0-1.0");
        bench.run("publish", "BENCH/ice.txt", "--title", "Sea ice");
        bench.run("publish", "BENCH/topsoil.csv", "--title", "Topsoil");
    }

    @Test
    void list_shows_the_columns_that_are_wanted_in_their_order(Bench bench) throws Exception {
        assertThat(bench.run("list", "--columns", "title,serial,license", "--sort=-size")
                        .out())
                .isEqualTo("""
            title      serial  license
            Soil 2024       1  CC0-1.0
            Topsoil         3  -
            Sea ice         2  -
            """);
    }

    @ParameterizedTest
    @CsvSource({
        "title=soil, Soil 2024",
        "title=*soil, 'Soil 2024,Topsoil'",
        "title!=soil, 'Sea ice,Topsoil'",
        "serial=2, Sea ice",
        "state=SEEDING, 'Soil 2024,Sea ice,Topsoil'",
        "state=damaged, ''",
        "license=, 'Sea ice,Topsoil'",
        "title=, ''",
        "title!=, 'Soil 2024,Sea ice,Topsoil'"
    })
    void a_filter_takes_whole_words_of_one_column(String filter, String titles, Bench bench) throws Exception {
        Outcome list = bench.run("list", "--filter", filter, "--format", "{{title}}");

        assertThat(String.join(",", list.out().lines().toList())).isEqualTo(titles);
        assertThat(list.exitCode()).isZero();
    }

    @Test
    void list_prints_as_many_rows_as_are_wanted_each_as_an_object_in_a_line(Bench bench) throws Exception {
        List<String> lines =
                bench.run("list", "--jsonl", "--limit", "2").out().lines().toList();

        assertThat(lines).hasSize(2);
        JsonObject soil = JsonParser.parseString(lines.get(0)).getAsJsonObject();
        assertThat(soil.get("catalog").getAsString()).isEqualTo("local");
        assertThat(soil.get("digest").getAsString()).isEqualTo(Soil.DIGEST);
        assertThat(soil.get("state").getAsString()).isEqualTo("seeding");
    }

    @Test
    void sizes_are_in_powers_of_1024_where_that_is_wanted(Bench bench) throws Exception {
        bench.write("big/data", "x".repeat(2048));
        bench.run("publish", "BENCH/big");

        assertThat(bench.run("list", "big", "--format", "{{size}}").out()).isEqualTo("2.05 kB\n");
        assertThat(bench.run("list", "big", "--format", "{{size}}", "--iec").out())
                .isEqualTo("2.00 KiB\n");
        assertThat(bench.run("status", "--iec").out()).contains("  2.00 KiB  ");
    }

    @Test
    void status_shows_serials_and_what_is_chosen(Bench bench) throws Exception {
        bench.nodes().node().change("soil-2024", view -> view.state(DatasetState.DAMAGED));

        assertThat(bench.run("status", "--sort", "name", "--limit", "2").out()).isEqualTo("""
            serial  name       state      %  size  down  up  peers  ratio  left
                 2  ice.txt    seeding  100   5 B     -   -      0      -     -
                 1  soil-2024  damaged  100  47 B     -   -      0      -     -
            2 datasets, 52 B, 0 B/s down, 0 B/s up
            """);
        assertThat(bench.run("status", "--filter", "state=damaged", "--format", "{{serial}} {{name}} {{path}}")
                        .out())
                .isEqualTo("1 soil-2024 BENCH/soil-2024\n");
        assertThat(bench.run("status", "soil-2024").out()).contains("\nserial    1\n");
    }

    @Test
    void seeders_copies_and_when_they_were_seen_are_shown_where_the_node_knows(Bench bench) throws Exception {
        FakeNode node = bench.nodes().node();
        node.put(FakeView.of(node.datasets().get(0))
                .sources(new Source(
                        Source.Kind.TRACKER,
                        "udp://127.0.0.1:6969",
                        Source.State.WORKING,
                        Optional.empty(),
                        Optional.of(Instant.now().minusSeconds(180)),
                        Optional.empty(),
                        OptionalInt.of(3),
                        OptionalInt.of(1)))
                .view());

        assertThat(bench.run("list", "2024").out()).isEqualTo("""
            serial  state    size  files  published   seeders  copies  seen           title
                 1  seeding  47 B      2  YYYY-MM-DD        2       3  3 minutes ago  Soil 2024
            """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        list --sort sise                     | there is no column 'sise' | did you mean 'size'? The columns are serial, state, size, files, published, seeders, copies, seen, title, digest, license, creators, doi
        list --format {{titel}}              | there is no column 'titel' | did you mean 'title'? The columns are serial, state, size, files, published, seeders, copies, seen, title, digest, license, creators, doi
        status --columns x                   | there is no column 'x' | the columns are serial, name, state, %, size, down, up, peers, ratio, left, files, seeders, copies, seen, digest, infohash, path
        list --filter damaged                | --filter 'damaged' is not COLUMN=TEXT, such as state=damaged | see 'seedbank list --help'
        list --json --limit 2                | --json prints everything as one document; --jsonl goes with --sort, --filter and --limit | see 'seedbank list --help'
        list --jsonl --columns title         | --columns, --format and --jsonl exclude each other | see 'seedbank list --help'
        status --si --iec                    | --si and --iec exclude each other | see 'seedbank status --help'
        list --limit 0                       | --limit: '0' is not a number from 1 to 1000000 | see 'seedbank list --help'
        list --format {{>passwd}}            | --format: a template of one line has no '{{>passwd}}' | see 'seedbank list --help'
        list --format {{serial               | --format: '{{serial' has no '}}' behind its '{{' | see 'seedbank list --help'
        """)
    void what_cannot_be_meant_is_told_with_the_nearest(String line, String error, String hint, Bench bench)
            throws Exception {
        Outcome refused = bench.run(line.split(" "));

        assertThat(refused.err()).isEqualTo("""
            seedbank: error: %s
            seedbank: hint: %s
            """.formatted(error, hint));
        assertThat(refused.exitCode()).isEqualTo(2);
    }

    @Test
    void a_strangers_title_cannot_drive_the_terminal_through_a_template(Bench bench) throws Exception {
        bench.run("describe", "2", "--title", "ice \u202e{{serial}} <b>");

        assertThat(bench.run("list", "ice", "--format", "{{title}}").out()).isEqualTo("ice \\u{202e}{{serial}} <b>\n");
    }
}
