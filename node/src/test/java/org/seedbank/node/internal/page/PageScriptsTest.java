package org.seedbank.node.internal.page;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The modules of the page fit together, as Node links them: a slip in one is seen here before a browser leaves its view out. */
class PageScriptsTest {

    private static final int SECONDS = 60;

    @TempDir
    private Path folder;

    private Path said;

    @BeforeEach
    void choose() {
        said = folder.resolve("said.txt");
    }

    private static Path resource(String name) throws Exception {
        return Path.of(PageScriptsTest.class.getResource(name).toURI());
    }

    private String link(Path modules) throws Exception {
        return run("link.mjs", modules);
    }

    private String run(String script, Path modules) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(
                "node",
                "--no-warnings",
                "--experimental-vm-modules",
                resource("/page/" + script).toString(),
                modules.toString());
        // What a JVM with libtorrent needs is nothing for Node.
        builder.environment().remove("LD_PRELOAD");
        Process node =
                builder.redirectErrorStream(true).redirectOutput(said.toFile()).start();
        try {
            assertThat(node.waitFor(SECONDS, TimeUnit.SECONDS)).as("Node ends").isTrue();
        } finally {
            node.destroyForcibly();
        }
        return Files.readString(said).strip();
    }

    private void write(String name, String text) throws Exception {
        Files.writeString(folder.resolve(name), text, UTF_8);
    }

    @Test
    void all_of_them_parse_and_import_what_is_exported() throws Exception {
        assertThat(link(resource("/org/seedbank/node/page/main.js").getParent()))
                .matches("[1-9][0-9]+ modules");
    }

    @Test
    void a_key_is_taken_whenever_it_comes_into_the_address_and_the_view_stays() throws Exception {
        assertThat(run("key.mjs", resource("/org/seedbank/node/page/main.js").getParent()))
                .isEqualTo("""
                        begins
                        address /
                        key 0a
                        key null
                        view #/publish
                        address #/publish
                        used 0b
                        view #key=no""");
    }

    @Test
    void what_the_node_refuses_is_told_in_words_for_a_person() throws Exception {
        assertThat(run(
                        "refusals.mjs",
                        resource("/org/seedbank/node/page/main.js").getParent()))
                .isEqualTo("""
                        a torrent is given at most 50 trackers; look through what was filled in
                        'count' must be from 1 to 1000; ask for fewer
                        'torrent' is not allowed: so it is; name another
                        this page has ended; open it anew with 'seedbank open'""");
    }

    @Test
    void what_is_declared_twice_is_found() throws Exception {
        write("view.js", "const facts = 1;\nfunction facts() {}\n");

        assertThat(link(folder)).isEqualTo("view.js: Identifier 'facts' has already been declared");
    }

    @Test
    void an_import_of_what_is_not_exported_is_found() throws Exception {
        write("ui.js", "export const Tick = 1;\n");
        write("view.js", "import { Tock } from './ui.js';\nTock();\n");

        assertThat(link(folder))
                .isEqualTo("view.js: The requested module './ui.js' does not provide an export named 'Tock'");
    }

    @Test
    void a_view_that_is_had_later_and_is_not_exported_is_found() throws Exception {
        write("ui.js", "export const Tick = 1;\n");
        write("view.js", "export const load = async () => (await import('./ui.js')).Tock;\n");

        assertThat(link(folder)).isEqualTo("view.js: './ui.js' exports no 'Tock'");
    }
}
