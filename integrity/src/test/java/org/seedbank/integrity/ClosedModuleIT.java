package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.dataset.DatasetHasher;
import org.seedbank.integrity.dataset.DatasetScan;
import org.seedbank.integrity.dataset.PieceLength;
import org.seedbank.integrity.dataset.TorrentDraft;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Checkpoints on a Java that lets nobody look into its digests. */
final class ClosedModuleIT {

    private static final int MIB = 1 << 20;

    /** Hashed for so long that no interruption comes too late. */
    private static final long LARGE = 600L * MIB;

    @TempDir
    Path temp;

    @Test
    void whole_files_are_known_and_nothing_is_said() throws Exception {
        new Tree(temp.resolve("tree")).with("a", 3 * MIB);
        try (RandomAccessFile file = new RandomAccessFile(temp.resolve("tree/b").toFile(), "rw")) {
            file.setLength(LARGE);
        }
        String right = digest(Publication.draft(temp.resolve("tree"), TorrentFormat.HYBRID, MIB));

        String closed = ChildJava.run(Publisher.class, List.of(), temp.toString());
        String open = ChildJava.run(
                Publisher.class,
                List.of(
                        "--add-opens=java.base/java.security=ALL-UNNAMED",
                        "--add-opens=java.base/sun.security.provider=ALL-UNNAMED"),
                temp.toString());

        assertThat(closed).isEqualTo(3 * MIB + " " + right + "\n");
        assertThat(open).endsWith(" " + right + "\n");
        assertThat(Long.parseLong(open.split(" ", -1)[0])).isBetween(50L * MIB, LARGE);
    }

    private static String digest(TorrentDraft draft) {
        return draft.infoHashV2().orElseThrow().hex();
    }

    /** Publishes a tree, is interrupted in its second file, goes on, and prints the bytes it did not read again. */
    static final class Publisher {

        private Publisher() {}

        /** Takes the folder that holds the tree. */
        public static void main(String[] arguments) throws Exception {
            Path folder = Path.of(arguments[0]);
            Path notes = Files.createTempDirectory(folder, "notes");
            String[] digest = new String[1];
            KilledRun.Work work = progress -> digest[0] = digest(DatasetHasher.hash(
                    DatasetScan.scan(folder.resolve("tree"), false),
                    TorrentFormat.HYBRID,
                    new PieceLength(MIB),
                    2,
                    progress,
                    KilledRun.checkpoints(notes)));
            KilledRun.interrupt(80L * MIB, work);
            System.out.print(KilledRun.resume(work) + " " + digest[0] + "\n");
        }
    }
}
