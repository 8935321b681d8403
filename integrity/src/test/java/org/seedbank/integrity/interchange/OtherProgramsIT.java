package org.seedbank.integrity.interchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.integrity.Progress;
import org.seedbank.integrity.Tree;
import org.seedbank.integrity.dataset.DatasetScan;

/** Coreutils and hashdeep accept what seedbank writes, and seedbank accepts what they write. */
final class OtherProgramsIT {

    private static final List<String> NAMES = List.of(
            "back\\slash",
            "two\\\\",
            " blanks ",
            "-dash",
            "--",
            "*star",
            "#hash",
            "a,b",
            "(a) = b",
            "Größe",
            "土壌/東京.csv",
            "🌱",
            "tab\tstop",
            "carriage\rreturn",
            "sub/.hidden",
            "50%25",
            "x".repeat(255));

    @TempDir
    Path temp;

    private Tree soil;

    @BeforeEach
    void soil() throws IOException {
        temp = temp.toRealPath();
        soil = new Tree(Files.createDirectory(temp.resolve("soil")));
        NAMES.forEach(name -> soil.with(name, name));
        soil.with("empty", "");
    }

    @Test
    void sha256sum_accepts_our_list() throws Exception {
        soil.with("two\nlines", "");
        write(ListFormat.SHA256SUM, "list");

        assertThat(shell("sha256sum -c --strict --quiet ../list")).isEqualTo("0\n");
    }

    @Test
    void sha256sum_finds_damage_by_our_list() throws Exception {
        write(ListFormat.SHA256SUM, "list");
        soil.with("a,b", "spoiled");

        assertThat(shell("sha256sum -c --strict --quiet ../list 2>/dev/null")).isEqualTo("a,b: FAILED\n1\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sha256sum",
                "sha256sum -b",
                "sha256sum --tag",
                "md5sum",
                "md5sum --tag",
                "sha1sum",
                "sha512sum --tag",
                "sha224sum",
                "sha384sum --tag",
                "b2sum",
                "b2sum -l 256",
                "b2sum -l 160 --tag",
                "sha256sum -z",
                "b2sum -z --tag",
                "b3sum",
                "openssl sha512-256 -r",
                "openssl sha3-384",
                "openssl sha3-512 -r",
                "openssl blake2b512 -r",
                "rhash --sha256 --simple",
                "rhash --sha3-224 --bsd",
                "rhash --crc32 --md5 --tth --bsd",
                "rhash --crc32 --md5 --sha1",
                "rhash --sfv",
                "shasum -a 256",
                "openssl sha256 -r"
            })
    void what_they_print_is_accepted(String program) throws Exception {
        soil.with("two\nlines", "");
        if (program.startsWith("openssl") || program.startsWith("shasum") || program.startsWith("rhash")) {
            // Their escapes are not those of coreutils.
            Files.delete(soil.at("two\nlines"));
            Files.delete(soil.at("carriage\rreturn"));
            Files.delete(soil.at("back\\slash"));
            Files.delete(soil.at("two\\\\"));
        }
        if (program.startsWith("rhash")) {
            // Some of its forms have the name in front, where these look like a comment and like no name.
            Files.delete(soil.at("#hash"));
            Files.delete(soil.at(" blanks "));
        }
        assertThat(shell("find . -type f -print0 | xargs -0 " + program + " >../list"))
                .isEqualTo("0\n");

        // Which of the kinds of equal length it is, some forms do not tell, and then a warning does.
        String files = String.valueOf(BagWriterTest.files(soil.root()).size());
        assertThat(withoutWarnings(told("list"))).isEqualTo(files + " of " + files + " intact\n");
        soil.with("a,b", "spoiled");
        assertThat(withoutWarnings(told("list"))).startsWith("damaged a,b: []\n");
    }

    private static String withoutWarnings(String told) {
        return told.replaceAll("(?m)^warning .*\n", "");
    }

    @Test
    void hashdeep_accepts_our_list() throws Exception {
        write(ListFormat.HASHDEEP, "list");

        assertThat(shell("hashdeep -a -k ../list -r -l .")).isEqualTo("hashdeep: Audit passed\n0\n");
    }

    @Test
    void hashdeep_finds_damage_by_our_list() throws Exception {
        write(ListFormat.HASHDEEP, "list");
        soil.with("a,b", "spoiled");

        assertThat(shell("hashdeep -a -k ../list -r -l .")).isEqualTo("hashdeep: Audit failed\n1\n");
    }

    @Test
    void hashdeep_accepts_our_list_of_one_file() throws Exception {
        FileListing.of(DatasetScan.scanFiles(soil.at("a,b"), false), ListFormat.HASHDEEP, 1, Progress.NONE)
                .write(temp.resolve("list"));

        assertThat(shell("hashdeep -a -k ../list -l ./a,b")).isEqualTo("hashdeep: Audit passed\n0\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"hashdeep -r -l .", "hashdeep -r .", "hashdeep -c md5,sha1,sha256,tiger,whirlpool -r -l ."})
    void what_hashdeep_prints_is_accepted(String command) throws Exception {
        assertThat(shell(command + " >../list")).isEqualTo("0\n");

        assertThat(told("list")).endsWith("18 of 18 intact\n").doesNotContain("extra");
        soil.with("a,b", "spoiled");
        assertThat(told("list")).contains("wronglength a,b: 7 instead of 3, without []\n");
    }

    @Test
    void sha256sum_accepts_a_bags_manifests() throws Exception {
        new BagWriter("seedbank 1").inPlace(soil.root(), temp.resolve("state"), 2, Progress.NONE);

        // A carriage return and a percent sign are encoded, which coreutils does not know.
        assertThat(shell("grep -v % manifest-sha256.txt | sha256sum -c --strict --quiet"))
                .isEqualTo("0\n");
        assertThat(shell("sha256sum -c --strict --quiet tagmanifest-sha256.txt"))
                .isEqualTo("0\n");
        assertThat(shell("grep % manifest-sha256.txt | cut -d' ' -f3- | sort"))
                .isEqualTo("data/50%2525\ndata/carriage%0Dreturn\n0\n");
        assertThat(Told.ofBag(soil.root())).isEqualTo("21 of 21 intact\n");
    }

    @Test
    void a_million_lines_are_read_with_little_memory() throws Exception {
        assertThat(shell("seq -f %064.0f 1000000 | sed 's/.*/&  &/' >../list")).isEqualTo("0\n");

        assertThat(FixityList.read(temp.resolve("list")).files()).hasSize(1_000_000);
    }

    private void write(ListFormat format, String name) throws InterruptedException {
        FileListing.of(DatasetScan.scanFiles(soil.root(), false), format, 2, Progress.NONE)
                .write(temp.resolve(name));
    }

    private String told(String list) throws InterruptedException {
        return Told.by(FixityVerification.ofList(temp.resolve(list), soil.root()));
    }

    /** What a command prints in the dataset's folder, and its exit code. */
    private String shell(String command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", "-o", "pipefail", "-c", command + "; echo $?")
                .directory(soil.root().toFile())
                .redirectErrorStream(true);
        builder.environment().put("LC_ALL", "C.UTF-8");
        // What is preloaded for the tests' own Java may print warnings in another program.
        builder.environment().remove("LD_PRELOAD");
        Process process = builder.start();
        try {
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as("ended in time").isTrue();
            return printed;
        } finally {
            process.destroyForcibly();
        }
    }
}
