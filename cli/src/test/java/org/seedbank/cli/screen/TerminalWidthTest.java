package org.seedbank.cli.screen;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalWidthTest {

    private final Map<String, Runnable> signals = new HashMap<>();
    private int window = 50;
    private final TerminalWidth width = new TerminalWidth(80, true, signals::put, () -> window);

    @Test
    void a_window_is_measured_again_when_it_was_given_another_size() {
        assertThat(width.getAsInt()).isEqualTo(80);

        signals.get("WINCH").run();

        assertThat(width.getAsInt()).isEqualTo(50);
    }

    /** Ctrl-Z, another size, fg: of that size nobody has told the stopped process. */
    @Test
    void a_window_is_measured_again_when_the_process_goes_on() {
        assertThat(width.getAsInt()).isEqualTo(80);

        signals.get("CONT").run();

        assertThat(width.getAsInt()).isEqualTo(50);
    }

    @Test
    void a_size_that_cannot_be_told_changes_nothing() {
        window = 0;
        assertThat(width.getAsInt()).isEqualTo(80);

        signals.get("WINCH").run();

        assertThat(width.getAsInt()).isEqualTo(80);
        assertThat(TerminalWidth.of("0", false).getAsInt()).isEqualTo(80);
    }
}
