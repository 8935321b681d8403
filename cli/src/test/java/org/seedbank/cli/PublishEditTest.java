package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
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

        assertThat(kept(publish)).endsWith("nonsense: 1\n");
        assertThat(publish.err()).endsWith("seedbank: nothing was published\n");
        assertThat(publish.exitCode()).isEqualTo(1);
    }

    @Test
    void an_editor_that_fails_publishes_nothing(Bench bench) throws Exception {
        Soil.write(bench);
        bench.environment(Map.of("VISUAL", "BENCH-has-no-such-editor"));

        Outcome publish = bench.runAnswering("n", "publish", "--foreground", "--edit", "BENCH/soil-2024");

        assertThat(kept(publish)).contains("title:");
        assertThat(publish.err()).contains("there is no editor 'BENCH-has-no-such-editor'; set VISUAL or EDITOR");
        assertThat(publish.exitCode()).isEqualTo(1);
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

    /** The text that was kept; it is not kept on this machine. */
    private static String kept(Outcome publish) throws Exception {
        Matcher kept = Pattern.compile("what you wrote is kept in '([^']+)'").matcher(publish.err());
        assertThat(kept.find()).isTrue();
        Path form = Path.of(kept.group(1));
        String text = Files.readString(form);
        Files.delete(form);
        Files.delete(form.getParent());
        return text;
    }

    private static void editor(Bench bench, String script) throws Exception {
        bench.write("editor", script + "\n");
        bench.environment(Map.of("VISUAL", "sh " + bench.path("editor")));
    }
}
