package org.seedbank.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonStreamParser;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.seedbank.cli.Bench;
import org.seedbank.cli.Benches;
import org.seedbank.cli.Outcome;
import org.seedbank.cli.Soil;

/** {@code --report FILE}: what was found, kept for later. */
@ExtendWith(Benches.class)
class ReportFileTest {

    @Test
    void holds_what_json_prints_besides_what_is_printed(Bench bench) throws Exception {
        publishSoil(bench);
        bench.write("soil-2024/ph.csv", "wet");

        Outcome text = bench.run("verify", "1", "BENCH/soil-2024", "--report", "BENCH/report.json");
        Outcome json = bench.run("verify", "1", "BENCH/soil-2024", "--json", "--report", "BENCH/second.json");

        assertThat(text.out()).isEqualTo("""
            wrong length  ph.csv  (3 bytes instead of 23)
            1 of 2 files is damaged (47 B in SECONDS, by pieces and file digests)
            """);
        assertThat(text.exitCode()).isEqualTo(3);
        assertThat(bench.steady(Files.readString(bench.path("report.json")))).isEqualTo(json.out());
        assertThat(bench.steady(Files.readString(bench.path("second.json")))).isEqualTo(json.out());
    }

    @Test
    void two_copies_of_the_same_bytes_have_reports_that_differ_in_their_run_alone(Bench bench) throws Exception {
        publishSoil(bench);
        for (String copy : List.of("one", "far/away/two")) {
            Soil.writeTo(bench, copy);
            bench.write(copy + "/depth.csv", Soil.DEPTH.replace('1', '7'));
            bench.write(copy + "/extra/b", "");
            bench.write(copy + "/extra/a", "");
            Files.delete(bench.path(copy + "/ph.csv"));
            Files.createDirectory(bench.path(copy + "/ph.csv"));
        }

        bench.run("verify", "1", "BENCH/one", "--report", "BENCH/one.json", "--jobs", "1");
        bench.run("verify", "1", "BENCH/far/away/two", "--report", "BENCH/two.json", "--jobs", "4");

        JsonObject one = report(bench, "one.json");
        JsonObject two = report(bench, "two.json");
        assertThat(one.remove("run")).isNotEqualTo(two.remove("run"));
        assertThat(one).hasToString(two.toString());
        assertThat(one.getAsJsonArray("extras")).hasSize(2);
    }

    @Test
    void get_keeps_one_report_for_each_dataset(Bench bench) throws Exception {
        bench.write("ice.txt", "thin\n");
        Soil.write(bench);
        bench.publish("BENCH/ice.txt");
        bench.publish("BENCH/soil-2024");

        Outcome get = bench.run("get", "--foreground", "--all", "-d", "BENCH/copy", "--report", "BENCH/report.json");

        assertThat(get.exitCode()).isZero();
        List<String> names = new ArrayList<>();
        new JsonStreamParser(new StringReader(Files.readString(bench.path("report.json"))))
                .forEachRemaining(each -> names.add(each.getAsJsonObject()
                        .getAsJsonObject("torrent")
                        .get("name")
                        .getAsString()));
        assertThat(names).containsExactly("ice.txt", "soil-2024");
    }

    @Test
    void what_cannot_become_a_report_is_refused_before_anything_is_read(Bench bench) throws Exception {
        publishSoil(bench);

        Outcome folder = bench.run("verify", "1", "BENCH/soil-2024", "--report", "BENCH/soil-2024");
        Outcome nowhere = bench.run("verify", "1", "BENCH/soil-2024", "--report", "BENCH/none/report.json");
        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy", "--report", "BENCH/soil-2024");

        assertThat(folder.err()).isEqualTo("""
            seedbank: error: cannot write the report 'BENCH/soil-2024': it is a folder
            seedbank: hint: name a file in a folder that you may write to, on a disk with space
            """);
        assertThat(folder.out()).isEmpty();
        assertThat(folder.exitCode()).isEqualTo(1);
        assertThat(nowhere.err()).startsWith("""
            seedbank: error: cannot write the report 'BENCH/none/report.json': there is no folder 'BENCH/none'
            """);
        assertThat(get.exitCode()).isEqualTo(1);
        assertThat(bench.path("copy")).doesNotExist();
    }

    @Test
    void a_device_is_not_replaced_by_a_report(Bench bench) throws Exception {
        publishSoil(bench);
        Path device = Path.of("/dev/null");
        assumeTrue(Files.exists(device));
        Path link = Files.createSymbolicLink(bench.path("null"), device);

        Outcome verify = bench.run("verify", "1", "BENCH/soil-2024", "--report", link.toString());

        assertThat(verify.err()).contains("it is no regular file");
        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(Files.isRegularFile(device)).isFalse();
    }

    @Test
    void a_link_is_replaced_by_the_report_and_what_it_leads_to_stays(Bench bench) throws Exception {
        publishSoil(bench);
        bench.write("reports/old.json", "old");
        Files.createSymbolicLink(bench.path("latest.json"), Path.of("reports/old.json"));

        bench.run("verify", "1", "BENCH/soil-2024", "--report", "BENCH/latest.json");

        assertThat(Files.isSymbolicLink(bench.path("latest.json"))).isFalse();
        assertThat(report(bench, "latest.json").get("intact").getAsBoolean()).isTrue();
        assertThat(bench.path("reports/old.json")).hasContent("old");
        assertThat(names(bench.path("reports"))).containsExactly("old.json");
    }

    @Test
    void without_a_verification_what_was_there_stays(Bench bench) throws Exception {
        publishSoil(bench);
        bench.write("reports/old.json", "old");

        Outcome verify = bench.run("verify", "1", "BENCH/nowhere", "--report", "BENCH/reports/old.json");

        assertThat(verify.exitCode()).isEqualTo(1);
        assertThat(bench.path("reports/old.json")).hasContent("old");
        assertThat(names(bench.path("reports"))).containsExactly("old.json");
    }

    private static List<String> names(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }

    private static JsonObject report(Bench bench, String file) throws Exception {
        return JsonParser.parseString(Files.readString(bench.path(file))).getAsJsonObject();
    }

    private static void publishSoil(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024").interrupt();
    }
}
