package org.seedbank.downloading.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.downloading.DownloadingException;
import org.seedbank.swarm.SwarmKey;

/** The folder that receives what is fetched is ours, or it is refused. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class IncomingFolderTest {

    private static final SwarmKey KEY = new SwarmKey("0123456789abcdef0123456789abcdef01234567");

    @TempDir
    Path folder;

    @Test
    void is_private_from_its_first_moment_and_is_taken_up_again() throws Exception {
        IncomingFolder incoming = open();
        Files.writeString(incoming.root(), "half");

        assertThat(incoming.path()).isEqualTo(folder.resolve(".seedbank-incoming-0123456789abcdef"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(incoming.path())))
                .isEqualTo("rwx------");
        assertThat(open().root()).hasContent("half");
    }

    @Test
    void goes_away_with_all_that_is_in_it() throws Exception {
        IncomingFolder incoming = open();
        Files.createDirectories(incoming.root().resolve("north"));
        Files.writeString(incoming.root().resolve("north/ph.csv"), "6.5");

        incoming.delete();

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void a_link_is_refused() throws Exception {
        Path victim = Files.createDirectory(folder.resolve("victim"));
        Files.createSymbolicLink(IncomingFolder.of(folder, KEY), victim);

        assertRefused("is a symbolic link");
        assertThat(victim).isEmptyDirectory();
    }

    @Test
    void one_that_others_may_write_to_is_refused() throws Exception {
        Path trap = Files.createDirectory(IncomingFolder.of(folder, KEY));
        Files.setPosixFilePermissions(trap, PosixFilePermissions.fromString("rwxrwx---"));

        assertRefused("can be written to by others");
    }

    @Test
    void one_of_somebody_else_is_refused() throws Exception {
        assumeThat(System.getProperty("user.name")).as("may give files away").isEqualTo("root");
        Path trap = open().path();
        Files.setAttribute(trap, "unix:uid", 65_534);

        assertRefused("belongs to somebody else");
        assertThat(trap).isEmptyDirectory();
    }

    @Test
    void one_that_was_replaced_is_noticed_and_not_deleted() throws Exception {
        IncomingFolder incoming = open();
        Path victim = Files.createDirectory(folder.resolve("victim"));
        Files.writeString(victim.resolve("mine.txt"), "mine");
        Files.move(incoming.path(), folder.resolve("elsewhere"));
        Files.createSymbolicLink(incoming.path(), victim);

        assertThatThrownBy(incoming::requireSame)
                .isInstanceOf(DownloadingException.IncomingRefused.class)
                .hasMessageEndingWith("was replaced during the fetch");
        incoming.delete();
        assertThat(victim.resolve("mine.txt")).hasContent("mine");
    }

    private IncomingFolder open() {
        return IncomingFolder.open(folder, KEY, "soil");
    }

    private void assertRefused(String reason) {
        assertThatThrownBy(this::open)
                .isInstanceOf(DownloadingException.IncomingRefused.class)
                .hasMessage("'%s', which receives what is fetched, %s", IncomingFolder.of(folder, KEY), reason);
    }
}
