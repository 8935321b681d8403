package org.seedbank.node.internal.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.node.api.NodeException;

/** What a process was at when it died; a new object on the same file is the next process. */
class AtWorkTest {

    @TempDir
    Path folder;

    private Instant now = Instant.parse("2024-05-01T12:00:00Z");
    private AtWork work;

    private void start() {
        work = new AtWork(folder.resolve("at-work"), Clock.fixed(now, ZoneOffset.UTC));
    }

    private void dieAt(String subject, String stamp, int times) {
        for (int i = 0; i < times; i++) {
            start();
            work.begin(subject, stamp);
        }
        start();
    }

    @Test
    void a_thing_that_three_processes_died_at_is_put_aside_and_no_other() {
        dieAt("watch-1 bomb of memory\n.torrent", "7 8", 3);

        assertThatThrownBy(() -> work.begin("watch-1 bomb of memory\n.torrent", "7 8"))
                .isInstanceOf(NodeException.Refused.class)
                .hasMessage("it is put aside, as the node has died 3 times while it was at it");
        work.begin("watch-1 other.torrent", "7 8").close();
        work.begin("", "").close();
    }

    @Test
    void two_deaths_may_be_chance() {
        dieAt("a", "", 2);

        assertThatCode(() -> work.begin("a", "")).doesNotThrowAnyException();
    }

    @Test
    void one_that_looks_different_is_tried_again() {
        dieAt("a", "old", 3);

        assertThatCode(() -> work.begin("a", "new")).doesNotThrowAnyException();
    }

    @Test
    void one_that_was_put_aside_is_tried_again_after_a_day() {
        dieAt("a", "", 3);
        now = now.plus(AtWork.ASIDE);
        start();

        assertThatCode(() -> work.begin("a", "")).doesNotThrowAnyException();
    }

    @Test
    void one_that_ended_well_or_not_is_forgotten_whatever_happens_to_the_process() {
        for (int i = 0; i < 5; i++) {
            start();
            work.begin("a", "").close();
        }
        start();

        assertThat(folder.resolve("at-work")).doesNotExist();
        assertThatCode(() -> work.begin("a", "")).doesNotThrowAnyException();
    }

    @Test
    void of_several_that_were_begun_at_once_each_is_counted() {
        for (int i = 0; i < 3; i++) {
            start();
            work.begin("a", "");
            work.begin("b", "");
            work.begin("c", "").close();
        }
        start();

        assertThatThrownBy(() -> work.begin("a", "")).isInstanceOf(NodeException.Refused.class);
        assertThatThrownBy(() -> work.begin("b", "")).isInstanceOf(NodeException.Refused.class);
        assertThatCode(() -> work.begin("c", "")).doesNotThrowAnyException();
    }

    @Test
    void a_file_that_is_not_understood_or_cannot_be_written_keeps_nobody_from_anything() throws Exception {
        Files.writeString(folder.resolve("at-work"), "garbage\n\0");
        start();
        work.begin("a", "").close();

        work = new AtWork(folder.resolve("missing/at-work"), Clock.fixed(now, ZoneOffset.UTC));
        work.begin("a", "").close();
    }
}
