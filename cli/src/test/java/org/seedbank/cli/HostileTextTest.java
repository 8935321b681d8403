package org.seedbank.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.cli.screen.SafeText;

/** Text from datasets, catalogs, torrents and servers: none of it reaches the terminal as it is. */
@ExtendWith(Benches.class)
class HostileTextTest {

    /** Clears the screen in 7 bits, colours in 8 bits, and turns the direction of writing. */
    private static final String HOSTILE = "a\u001b[2Jb\u009b31mc\u202ed";

    private static final String SHOWN = "a\\u{1b}[2Jb\\u{9b}31mc\\u{202e}d";
    private static final String IN_JSON = "a\\u001b[2Jb\\u009b31mc\\u202ed";

    @Test
    void names_of_a_dataset_in_a_warning_of_publish(Bench bench) throws Exception {
        bench.write("data/x/1.txt", "1");
        Files.createDirectory(bench.path("data/" + HOSTILE));

        assertThat(bench.run("publish", "--dry-run", "BENCH/data").err()).isEqualTo("""
            seedbank: warning: the empty folder '%s' is not published
            seedbank: dry run: nothing was seeded or listed
            """.formatted(SHOWN));
    }

    @Test
    void titles_in_a_list(Bench bench) throws Exception {
        publishHostile(bench);

        assertThat(bench.run("list").out()).isEqualTo("""
            serial  state   size  files  published   title
                 1  absent   5 B      1  YYYY-MM-DD  %s
            """.formatted(SHOWN));
    }

    @Test
    void names_of_broken_neighbours_in_a_list(Bench bench) throws Exception {
        bench.write("home/data/catalog/" + HOSTILE + ".json", "{}");

        assertThat(bench.run("list").err()).isEqualTo("""
            seedbank: warning: '%s.json' its name is not a dataset digest
            seedbank: the catalog is empty
            """.formatted(SHOWN));
    }

    @Test
    void everything_that_show_tells(Bench bench) throws Exception {
        publishHostile(bench);

        assertThat(bench.run("show", "1").out()).startsWith("""
            serial      1
            title       %1$s
            creators    %1$s
            keywords    %1$s
            published   TIME

              %1$s
              %1$s

            file        %1$s
            size        5 B
            """.formatted(SHOWN));
    }

    @Test
    void names_of_files_that_are_fetched_and_verified(Bench bench) throws Exception {
        publishHostile(bench);

        Outcome get = bench.run("get", "--foreground", "1", "-d", "BENCH/copy", "--timeout", "1");
        bench.write("copy/" + HOSTILE, "cold\n");
        Outcome verify = bench.run("verify", "1", "BENCH/copy");

        assertThat(get.err()).isEqualTo("""
            seedbank: only processes on this machine were asked; --public reaches others
            seedbank: error: nobody sent a byte of '%s' for 1 second
            seedbank: hint: try again when somebody seeds it; what has arrived is kept
            """.formatted(SHOWN));
        assertThat(verify.out()).isEqualTo("""
            damaged       %s  (bytes 0-4)
            the file is damaged (5 B in SECONDS, by pieces and file digests)
            """.formatted(SHOWN));
    }

    @Test
    void a_name_that_is_seeded(Bench bench) throws Exception {
        assertThat(publishHostile(bench).err())
                .isEqualTo("seedbank: seeding '" + SHOWN + "' on port PORT of this machine only;"
                        + " add --public to reach others; Ctrl-C ends it\nseedbank: interrupted\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"list", "show 1"})
    void json_keeps_the_text_and_escapes_it(String command, Bench bench) throws Exception {
        publishHostile(bench);

        String out = bench.run((command + " --json").split(" ")).out();

        assertThat(out).contains("\"title\": \"" + IN_JSON + "\"");
        assertThat(withoutLineFeeds(out)).isEqualTo(SafeText.line(withoutLineFeeds(out)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"bibtex", "ris", "csl", "apa", "cff"})
    void a_citation_on_a_terminal_and_none_of_its_bytes_for_a_program(String format, Bench bench) throws Exception {
        publishHostile(bench);

        String seen =
                bench.startOnTerminal("cite", "1", "--format", format).end().out();
        String piped = bench.run("cite", "1", "--format", format).out();

        assertThat(SafeText.block(seen)).isEqualTo(seen).contains("202e");
        assertThat(piped).doesNotContain("\u001b", "\u009b");
        if (!format.equals("csl")) {
            assertThat(SafeText.block(piped)).isEqualTo(seen);
            assertThat(piped).contains("\u202ed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"datacite", "ro-crate", "croissant", "schema.org"})
    void metadata_escapes_it(String format, Bench bench) throws Exception {
        publishHostile(bench);

        String out = bench.run("metadata", "1", "--format", format).out();

        assertThat(out).contains("\\u202ed");
        assertThat(withoutLineFeeds(out)).isEqualTo(SafeText.line(withoutLineFeeds(out)));
    }

    @Test
    void what_a_person_typed(Bench bench) throws Exception {
        assertThat(bench.run("list", "--" + HOSTILE).err()).isEqualTo("""
            seedbank: error: 'seedbank list' has no option '--%s'
            seedbank: hint: see 'seedbank list --help'
            """.formatted(SHOWN));
    }

    @Test
    void messages_in_a_stack_trace(Bench bench) throws Exception {
        Outcome verify = bench.run("--debug", "verify", "BENCH/" + HOSTILE + ".torrent", "BENCH");

        assertThat(verify.err())
                .startsWith("org.seedbank.integrity.IntegrityException$CannotRead: cannot read 'BENCH/" + SHOWN)
                .contains("\tat org.seedbank.cli.")
                .doesNotContain("\u001b", "\u009b", "\u202e");
    }

    private static String withoutLineFeeds(String text) {
        return text.replace("\n", "");
    }

    /** Publishes one file whose name and description are hostile. */
    private static Outcome publishHostile(Bench bench) throws Exception {
        bench.write(HOSTILE, "thin\n");
        return bench.publish(
                        "BENCH/" + HOSTILE,
                        "--title=" + HOSTILE,
                        "--creator=" + HOSTILE,
                        "--keyword=" + HOSTILE,
                        "--description=" + HOSTILE + "\n" + HOSTILE)
                .interrupt();
    }
}
