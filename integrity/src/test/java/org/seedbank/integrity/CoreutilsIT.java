package org.seedbank.integrity;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.integrity.torrent.Manifest;
import org.seedbank.integrity.torrent.TorrentFormat;

/** Anyone can compute the dataset digest, and check a copy, with coreutils alone. */
final class CoreutilsIT {

    private static final String MANIFEST =
            "find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sed 's|  \\./|  |'";

    @TempDir
    Path temp;

    private Tree soil;

    @BeforeEach
    void emptyDataset() {
        soil = new Tree(temp.resolve("soil")).withFolder("");
    }

    @Test
    void odd_names() throws Exception {
        List.of(
                        "new\nline",
                        "back\\slash",
                        "both\\\n\r",
                        "-rf",
                        "--",
                        "-",
                        "  ./x",
                        " ",
                        "*",
                        "ü",
                        "🌱",
                        "a-b",
                        "a.b",
                        "a/b",
                        "d\n/e\\")
                .forEach(path -> soil.with(path, path.length()));

        assertAgreement(soil.root());
    }

    @Test
    void ten_thousand_files() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            soil.with(i % 7 + "/" + i % 11 + "/" + i, i % 50);
        }

        assertAgreement(soil.root());
    }

    @Test
    void a_single_file() throws Exception {
        soil.with("depth.bin", 100_000);

        assertThat(manifest(soil.at("depth.bin")).text()).isEqualTo(shell("sha256sum depth.bin", soil.root(), ""));
    }

    @Test
    void sha256sum_checks_a_copy_by_our_manifest() throws Exception {
        soil.with("new\nline", 1).with("back\\slash", 2).with("sub/ü", 3);

        String verdicts = shell(
                "sha256sum -c --strict", soil.root(), manifest(soil.root()).text());

        assertThat(verdicts).isEqualTo("back\\slash: OK\n\\new\\nline: OK\nsub/ü: OK\n");
    }

    /** For {@code sha256sum -c}, a name {@code -} is standard input, from which the list comes. */
    @Test
    void with_paths_that_begin_with_a_dot_it_checks_a_file_of_any_name() throws Exception {
        soil.with("-", 1).with("b", 2);

        String verdicts = shell(
                "sed 's|  |  ./|' | sha256sum -c --strict",
                soil.root(),
                manifest(soil.root()).text());

        assertThat(verdicts).isEqualTo("./-: OK\n./b: OK\n");
    }

    private void assertAgreement(Path dataset) throws Exception {
        Manifest manifest = manifest(dataset);

        assertThat(manifest.text()).isEqualTo(shell(MANIFEST, dataset, ""));
        assertThat(manifest.digest() + "  -\n").isEqualTo(shell(MANIFEST + " | sha256sum", dataset, ""));
    }

    private static Manifest manifest(Path dataset) throws InterruptedException {
        return Publication.draft(dataset, TorrentFormat.V1, 1 << 20).manifest();
    }

    private String shell(String command, Path folder, String input) throws Exception {
        Path in = Files.writeString(temp.resolve("in"), input);
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", command)
                .directory(folder.toFile())
                .redirectInput(in.toFile())
                .redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        // What is preloaded for the tests' own Java may print warnings elsewhere.
        builder.environment().remove("LD_PRELOAD");
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }
}
