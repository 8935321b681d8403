package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedReader;
import java.io.PipedWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** {@code seedbank publish --edit}, with editors that are scripts. */
@ExtendWith(Benches.class)
class PublishEditTest {

    @Test
    void what_is_saved_is_what_is_said(Bench bench) throws Exception {
        Soil.write(bench);
        bench.write("soil-2024/CITATION.cff", "title: Soil\nversion: 2\n");
        editor(bench, "sed -i 's/^title:.*/title: Soil of two stations/; s/^license:/license: mit/' \"$1\"");

        Outcome publish = bench.runAnswering("", "publish", "--dry-run", "--edit", "BENCH/soil-2024");

        assertThat(publish.out()).startsWith("""
            title     Soil of two stations
            license   MIT
            version   2
            from      editor: title, license
            from      CITATION.cff: version
            """);
        assertThat(publish.exitCode()).isZero();
    }

    @Test
    void saved_as_it_was_or_emptied_it_changes_nothing(Bench bench) throws Exception {
        Soil.write(bench);
        editor(bench, "true");
        Outcome asItWas = bench.runAnswering("", "publish", "--dry-run", "--edit", "--title", "T", "BENCH/soil-2024");
        editor(bench, ": >\"$1\"");
        Outcome emptied = bench.runAnswering("", "publish", "--dry-run", "--edit", "--title", "T", "BENCH/soil-2024");

        assertThat(asItWas.out()).startsWith("title     T\ndigest");
        assertThat(emptied.out()).isEqualTo(asItWas.out());
    }

    @Test
    void what_is_wrong_is_told_and_can_be_edited_again(Bench bench) throws Exception {
        Soil.write(bench);
        editor(
                bench,
                "if grep -q '^license: mine' \"$1\"; then sed -i 's/^license.*/license: MIT/' \"$1\";"
                        + " else sed -i 's/^license:/license: mine/' \"$1\"; fi");

        Outcome publish = bench.runAnswering("y", "publish", "--dry-run", "--edit", "BENCH/soil-2024");

        assertThat(publish.err())
                .contains("error: the description cannot be used: field 'license' is 'mine'", "edit it again?");
        assertThat(publish.out()).contains("license   MIT");
    }

    @Test
    void who_gives_up_is_told_where_the_text_is_kept(Bench bench) throws Exception {
        Soil.write(bench);
        editor(bench, "echo 'nonsense: 1' >>\"$1\"");

        Outcome publish = bench.runAnswering("n", "publish", "--foreground", "--edit", "BENCH/soil-2024");

        Path form = kept(bench, publish);
        assertThat(form).content().endsWith("nonsense: 1\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(form.getParent())))
                .as("nobody else reads it")
                .isEqualTo("rwx------");
        assertThat(publish.err()).endsWith("seedbank: nothing was published\n");
        assertThat(publish.exitCode()).isEqualTo(1);
    }

    @Test
    void what_was_kept_or_left_by_a_killed_command_goes_after_a_month(Bench bench) throws Exception {
        Soil.write(bench);
        editor(bench, "echo 'nonsense: 1' >>\"$1\"");
        Path old = kept(bench, bench.runAnswering("n", "publish", "--edit", "--foreground", "BENCH/soil-2024"));
        Path young = kept(bench, bench.runAnswering("n", "publish", "--edit", "--foreground", "BENCH/soil-2024"));
        Files.setLastModifiedTime(old.getParent(), FileTime.from(Instant.now().minus(Duration.ofDays(31))));
        editor(bench, "true");

        bench.runAnswering("", "publish", "--dry-run", "--edit", "BENCH/soil-2024");

        assertThat(old.getParent()).doesNotExist();
        assertThat(young).exists();
        assertThat(bench.path("home/state/edited")).isDirectoryContaining(each -> each.equals(young.getParent()));
    }

    @Test
    void an_editor_that_fails_publishes_nothing(Bench bench) throws Exception {
        Soil.write(bench);
        bench.environment(Map.of("VISUAL", "BENCH-has-no-such-editor"));

        Outcome publish = bench.runAnswering("n", "publish", "--foreground", "--edit", "BENCH/soil-2024");

        assertThat(publish.err())
                .contains("there is no editor 'BENCH-has-no-such-editor'; set VISUAL or EDITOR")
                .endsWith("[y/N] seedbank: nothing was published\n");
        assertThat(publish.exitCode()).isEqualTo(1);
    }

    @Test
    void where_nothing_was_written_nothing_is_left(Bench bench) throws Exception {
        Soil.write(bench);
        Map<String, String> faults = Map.of(
                "rm \"$1\"", "error: the editor has left no description: '",
                "rm \"$1\"; mkdir \"$1\"", "error: the description cannot be read: ",
                "mkdir -p \"$1.d/swap\"; exit 3", "ended with exit code 3");
        for (Map.Entry<String, String> each : faults.entrySet()) {
            editor(bench, "dirname \"$1\" >%s; %s".formatted(bench.path("where"), each.getKey()));

            Outcome publish = bench.runAnswering("n", "publish", "--foreground", "--edit", "BENCH/soil-2024");

            assertThat(publish.err()).contains(each.getValue()).endsWith("seedbank: nothing was published\n");
            assertThat(publish.err()).doesNotContain("is kept in");
            assertThat(publish.exitCode()).isEqualTo(1);
            assertThat(Path.of(Files.readString(bench.path("where")).strip())).doesNotExist();
        }
    }

    @Test
    void one_whose_text_was_deleted_begins_with_it_anew(Bench bench) throws Exception {
        Soil.write(bench);
        editor(
                bench,
                "if [ -e %1$s ]; then sed -i 's/^license:/license: MIT/' \"$1\"; else touch %1$s; rm \"$1\"; fi"
                        .formatted(bench.path("once")));

        Outcome publish = bench.runAnswering("y", "publish", "--dry-run", "--edit", "BENCH/soil-2024");

        assertThat(publish.out()).contains("license   MIT");
        assertThat(publish.exitCode()).isZero();
    }

    @Test
    void who_interrupts_it_at_the_question_is_told_that_nothing_was_published(Bench bench) throws Exception {
        Soil.write(bench);
        editor(bench, "dirname \"$1\" >%s; exit 1".formatted(bench.path("where")));
        try (PipedWriter silence = new PipedWriter();
                PipedReader person = new PipedReader(silence)) {
            Running publish = bench.startAnswering(person, "publish", "--foreground", "--edit", "BENCH/soil-2024");
            publish.awaitErr("edit it again?");

            Outcome outcome = publish.interrupt();

            assertThat(outcome.err())
                    .contains("seedbank: nothing was published\n")
                    .doesNotContain("is kept in");
            assertThat(outcome.exitCode()).isEqualTo(130);
            assertThat(Path.of(Files.readString(bench.path("where")).strip())).doesNotExist();
        }
    }

    @Test
    void of_what_is_listed_already_the_command_is_printed_that_says_it(Bench bench) throws Exception {
        Soil.write(bench);
        bench.publish("BENCH/soil-2024").interrupt();
        editor(bench, "sed -i 's/^title:.*/title: Soil of two stations/' \"$1\"");

        Outcome publish = bench.runAnswering("", "publish", "--dry-run", "--edit", "BENCH/soil-2024");

        assertThat(publish.err())
                .contains("without effect: --edit; to change what is listed:"
                        + " seedbank edit 1 --title 'Soil of two stations'");
    }

    @Test
    void needs_a_person(Bench bench) throws Exception {
        Outcome publish = bench.run("publish", "--edit", "BENCH/soil-2024");

        assertThat(publish.err()).contains("--edit needs a person at a terminal");
        assertThat(publish.exitCode()).isEqualTo(2);
    }

    private static Path kept(Bench bench, Outcome publish) {
        Matcher kept = Pattern.compile("what you wrote is kept in '([^']+)'").matcher(publish.err());
        assertThat(kept.find()).isTrue();
        return bench.path(kept.group(1).replaceFirst("^BENCH/", ""));
    }

    private static void editor(Bench bench, String script) throws Exception {
        bench.write("editor", script + "\n");
        bench.environment(Map.of("VISUAL", "sh " + bench.path("editor")));
    }
}
