package org.seedbank.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class SafeStreamTest {

    @Test
    void what_a_library_prints_cannot_drive_the_terminal() {
        StringWriter printed = new StringWriter();
        PrintStream err = new PrintStream(new SafeStream(new PrintWriter(printed)), true, StandardCharsets.UTF_8);

        err.println("WARN '\u001b[2JBodenfeuchte, Größe\u202e'");
        err.print("\tat org.example\nhalf a line");

        assertThat(printed.toString()).isEqualTo("WARN '\\u{1b}[2JBodenfeuchte, Größe\\u{202e}'\n\tat org.example\n");
    }
}
