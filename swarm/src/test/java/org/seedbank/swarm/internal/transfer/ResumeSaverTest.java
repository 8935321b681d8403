package org.seedbank.swarm.internal.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.BitSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.swarm.ResumeFolder;
import org.seedbank.swarm.SwarmKey;

class ResumeSaverTest {

    private static final PieceSet PIECES = new PieceSet(8, BitSet.valueOf(new byte[] {5}));

    @TempDir
    private Path temp;

    private ResumeSaver saver() {
        return new ResumeSaver(
                new ResumeNotes(new ResumeFolder(temp.resolve("resume")), temp),
                new SwarmKey("0".repeat(40)),
                temp.resolve("soil"));
    }

    @Test
    void an_answer_is_for_the_oldest_request() {
        ResumeSaver saver = saver();
        ResumeSaver.Request first = saver.expect(1);
        ResumeSaver.Request second = saver.expect(2);

        saver.write(PIECES, saver.answered());

        assertThat(first.saved()).isDone();
        assertThat(second.saved()).isNotDone();
    }

    @Test
    void who_asks_after_others_were_abandoned_gets_the_next_answer() {
        ResumeSaver saver = saver();
        ResumeSaver.Request lost = saver.expect(1);

        saver.abandon();
        ResumeSaver.Request next = saver.expect(2);
        saver.write(PIECES, saver.answered());

        assertThat(lost.saved()).isDone();
        assertThat(next.saved()).isDone();
    }
}
