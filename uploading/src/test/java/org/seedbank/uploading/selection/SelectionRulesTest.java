package org.seedbank.uploading.selection;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.dataset.DatasetScan;

/** What is left out of a dataset, by {@code .seedbankignore} and by options. */
class SelectionRulesTest {

    @TempDir
    Path temp;

    private Path soil;

    @BeforeEach
    void write() throws IOException {
        soil = temp.toRealPath().resolve("soil");
        for (String each :
                List.of("ph.csv", "notes.txt", "raw/a.csv", "raw/b.tmp", "raw/deep/c.csv", "out/raw/d.csv")) {
            file(each, "x");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.csv | notes.txt raw/b.tmp",
                "raw | notes.txt ph.csv",
                "raw/ | notes.txt ph.csv",
                "/raw | notes.txt out/raw/d.csv ph.csv",
                "/raw/*.csv | notes.txt out/raw/d.csv ph.csv raw/b.tmp raw/deep/c.csv",
                "raw/**/c.csv | notes.txt out/raw/d.csv ph.csv raw/a.csv raw/b.tmp",
                "**/raw/*.csv | notes.txt ph.csv raw/b.tmp raw/deep/c.csv",
                "*.csv;!ph.csv | notes.txt ph.csv raw/b.tmp",
                "raw/*;!raw/deep | notes.txt out/raw/d.csv ph.csv raw/deep/c.csv",
                "raw;!raw/a.csv | notes.txt ph.csv",
                "notes.txt/ | notes.txt out/raw/d.csv ph.csv raw/a.csv raw/b.tmp raw/deep/c.csv",
                "#notes.txt;;ph.csv   | notes.txt out/raw/d.csv raw/a.csv raw/b.tmp raw/deep/c.csv"
            })
    void a_file_in_the_syntax_of_gitignore_leaves_out(String lines, String published) throws Exception {
        file(".seedbankignore", lines.replace(';', '\n'));

        assertThat(published(DatasetSelection.ALL)).containsExactly(published.split(" "));
    }

    @Test
    void comments_and_negations_can_be_escaped_and_blanks_at_the_end_too() throws Exception {
        file("#a", "x");
        file("!b", "x");
        file("c ", "x");
        file(".seedbankignore", "\\#a\r\n\\!b\r\nc\\ \r\n/raw\nout\n*.txt\n");

        assertThat(published(DatasetSelection.ALL)).containsExactly("ph.csv");
    }

    @Test
    void a_file_deeper_down_goes_before_those_above_it() throws Exception {
        file(".seedbankignore", "*.csv\n");
        file("raw/.seedbankignore", "!/*.csv\nb.tmp\n");

        assertThat(published(DatasetSelection.ALL)).containsExactly("notes.txt", "raw/a.csv");
    }

    @Test
    void the_files_of_rules_are_left_out_themselves() throws Exception {
        file(".seedbankignore", "");
        file("raw/.seedbankignore", "# nothing\n");
        SelectionRules rules = new SelectionRules(DatasetSelection.ALL);

        DatasetScan.scan(soil, false, rules);

        assertThat(rules.leftOut())
                .containsExactlyInAnyOrder(
                        new LeftOut(".seedbankignore", LeftOut.RULES),
                        new LeftOut("raw/.seedbankignore", LeftOut.RULES));
    }

    @Test
    void rules_that_cannot_be_read_are_not_passed_over() throws Exception {
        Files.createSymbolicLink(soil.resolve(".seedbankignore"), soil.resolve("notes.txt"));

        assertThatThrownBy(() -> published(DatasetSelection.ALL)).isInstanceOf(IntegrityException.CannotRead.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "*.{csv,tmp} | notes.txt",
                "raw | notes.txt ph.csv",
                "./raw/ | notes.txt out/raw/d.csv ph.csv",
                "raw/** | notes.txt out/raw/d.csv ph.csv",
                "raw/**.csv | notes.txt out/raw/d.csv ph.csv raw/b.tmp"
            })
    void a_pattern_leaves_out_as_a_line_does_and_as_that_of_a_fetch(String glob, String published) throws Exception {
        assertThat(published(excluding(glob))).containsExactly(published.split(" "));
    }

    @Test
    void a_pattern_goes_before_the_lines_of_a_file() throws Exception {
        file(".seedbankignore", "!ph.csv\n");

        assertThat(published(excluding("ph.csv"))).doesNotContain("ph.csv");
    }

    @Test
    void a_pattern_that_leaves_nothing_out_is_known() throws Exception {
        SelectionRules rules = new SelectionRules(excluding("*.tmp", "soil/raw"));

        DatasetScan.scan(soil, false, rules);

        assertThat(rules.unused()).containsExactly("soil/raw");
        assertThat(rules.leftOut()).containsExactly(new LeftOut("raw/b.tmp", "*.tmp"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "[abc", "a\\"})
    void a_pattern_that_can_match_nothing_is_refused(String glob) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> excluding(glob))
                .withMessage("'%s' is not a pattern", glob);
    }

    @Test
    void litter_is_left_out_when_that_is_asked_for() throws Exception {
        for (String each : List.of(".git/config", "raw/.DS_Store", "Thumbs.db", "~$plan.docx", "x.PART", "CVS/Root")) {
            file(each, "x");
        }

        assertThat(published(new DatasetSelection(false, List.of(), true, false)))
                .containsExactly("notes.txt", "out/raw/d.csv", "ph.csv", "raw/a.csv", "raw/b.tmp", "raw/deep/c.csv");
    }

    @Test
    void nothing_is_left_when_all_is_left_out() throws Exception {
        file(".seedbankignore", "*\n");

        assertThatThrownBy(() -> published(DatasetSelection.ALL))
                .isInstanceOf(IntegrityException.NothingToPublish.class)
                .hasMessage("every file in '%s' is left out", soil);
    }

    private static DatasetSelection excluding(String... globs) {
        return new DatasetSelection(false, List.of(globs), false, false);
    }

    private List<String> published(DatasetSelection selection) throws Exception {
        return DatasetScan.scan(soil, false, new SelectionRules(selection)).files().stream()
                .map(file -> file.path().text())
                .toList();
    }

    private void file(String name, String text) throws IOException {
        Files.createDirectories(soil.resolve(name).getParent());
        Files.writeString(soil.resolve(name), text);
    }
}
