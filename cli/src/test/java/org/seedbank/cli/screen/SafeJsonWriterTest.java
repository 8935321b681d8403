package org.seedbank.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import org.junit.jupiter.api.Test;

class SafeJsonWriterTest {

    private final StringWriter written = new StringWriter();

    @Test
    void escapes_what_a_terminal_would_obey_and_keeps_lines() throws IOException {
        try (Writer safe = new SafeJsonWriter(written)) {
            safe.write("{\n  \"Größe\u009b\u202e\udb40\udc41🌱\"\n}");
        }

        assertThat(written).hasToString("{\n  \"Größe\\u009b\\u202e\\udb40\\udc41🌱\"\n}");
    }

    @Test
    void a_character_may_come_in_two_halves() throws IOException {
        try (Writer safe = new SafeJsonWriter(written)) {
            safe.write("🌱".charAt(0));
            safe.write("🌱".charAt(1));
        }

        assertThat(written).hasToString("🌱");
    }

    @Test
    void half_a_character_is_escaped() throws IOException {
        try (Writer safe = new SafeJsonWriter(written)) {
            safe.write("a\ud83cb\udf31\ud83c");
        }

        assertThat(written).hasToString("a\\ud83cb\\udf31\\ud83c");
    }
}
