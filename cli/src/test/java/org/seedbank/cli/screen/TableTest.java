package org.seedbank.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableTest {

    private final StringWriter printed = new StringWriter();

    @Test
    void columns_are_as_wide_as_their_widest_cell() {
        Table table = new Table("serial", "title", "size").alignRight(0, 2);
        table.row("1", "Soil", "47 B");
        table.row("1234567", "Sea ice", "5 B");
        table.print(new PrintWriter(printed));

        assertThat(printed.toString()).isEqualTo("""
             serial  title    size
                  1  Soil     47 B
            1234567  Sea ice   5 B
            """);
    }

    @Test
    void lines_have_no_spaces_at_their_end() {
        Table table = new Table("serial", "a long heading");
        table.row("1", "x");
        table.print(new PrintWriter(printed));

        assertThat(printed.toString()).isEqualTo("serial  a long heading\n1       x\n");
    }

    @Test
    void columns_are_those_of_a_terminal_whatever_the_script() {
        Table table = new Table("name", "n");
        table.row("🌱🌱", "1");
        table.row("土壌データ", "2");
        table.row("Bode\u0301n", "3");
        table.print(new PrintWriter(printed));

        assertThat(printed.toString()).isEqualTo("""
            name        n
            🌱🌱        1
            土壌データ  2
            Bode\u0301n       3
            """);
    }

    @Test
    void a_strangers_text_cannot_break_the_table() {
        Table table = new Table("title", "n");
        table.row("a\nb\u001b[31m", "1");
        table.print(new PrintWriter(printed));

        assertThat(printed.toString()).isEqualTo("title              n\na\\u{a}b\\u{1b}[31m  1\n");
    }

    @Test
    void one_column_is_cut_so_that_no_line_is_wider_than_the_terminal() {
        Table table = new Table("serial", "title", "size").alignRight(0, 2).fit(30, "title");
        table.row("1", "土壌データ土壌データ土壌データ", "47 B");
        table.row("2", "Bode\u0301n", "1.20 kB");
        table.note("nobody sends anything, and nobody will");
        table.print(new PrintWriter(printed));

        assertThat(printed.toString()).isEqualTo("""
            serial  title             size
                 1  土壌データ土…     47 B
                 2  Bode\u0301n          1.20 kB
                nobody sends anything, and
                nobody will
            """);
        assertThat(printed.toString().lines())
                .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(30));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
        37 | "serial  size  files  title\n1       47 B  12     Soil of plot 7,…\n"
        36 | "serial  size  title\n1       47 B  Soil of plot 7, 1995-…\n"
        29 | "serial  title\n1       Soil of plot 7, 1995…\n"
        """)
    void columns_leave_in_their_turn_before_a_title_is_too_short_to_read(int width, String shown) {
        List<Column<String>> columns = List.of(
                Column.<String>words("serial", row -> "1"),
                Column.<String>words("size", row -> "47 B").leaving(2),
                Column.<String>words("files", row -> "12").leaving(1),
                Column.words("title", row -> row));
        Table table = Table.of(columns).fit(width, "title");
        table.add(columns, "Soil of plot 7, 1995-2024");
        table.print(new PrintWriter(printed));

        assertThat(printed.toString()).isEqualTo(shown);
    }

    @Test
    void a_terminal_of_one_column_gets_one_sign_in_a_line() {
        Table table = new Table("serial", "title").fit(1, "title");
        table.row("1", "Soil");
        table.note("no room");
        table.print(new PrintWriter(printed));

        assertThat(printed.toString().lines())
                .allSatisfy(line -> assertThat(DisplayWidth.of(line)).isLessThanOrEqualTo(1));
    }
}
