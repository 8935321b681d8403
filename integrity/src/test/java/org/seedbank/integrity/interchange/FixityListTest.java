package org.seedbank.integrity.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Sha256;

/** Lists of digests as other programs write them, and as nobody should. */
final class FixityListTest {

    private static final String MD5 = "d41d8cd98f00b204e9800998ecf8427e";
    private static final String SHA1 = "da39a3ee5e6b4b0d3255bfef95601890afd80709";
    private static final String SHA256 = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String SHA512 = SHA256 + SHA256;
    private static final String OTHER = SHA256.replace('e', 'f');

    @TempDir
    Path folder;

    @Test
    void reads_text_and_binary_lines() throws IOException {
        assertThat(read(SHA256 + "  a.csv\n" + SHA256 + " *sub/b.csv\n")).isEqualTo("""
                sha256sum
                a.csv -1 sha256=%1$s
                sub/b.csv -1 sha256=%1$s
                """.formatted(SHA256));
    }

    @Test
    void a_list_has_the_digest_of_its_own_bytes() throws IOException {
        String text = SHA256 + "  a\r\n" + SHA256 + "  b";

        assertThat(FixityList.read(write(text)).digest())
                .isEqualTo(Sha256.digestOf(text.getBytes(StandardCharsets.UTF_8)));
    }

    @ParameterizedTest
    @CsvSource({MD5 + ",md5", SHA1 + ",sha1", SHA256 + ",sha256", SHA512 + ",sha512"})
    void the_length_of_a_digest_tells_its_algorithm(String hex, String algorithm) throws IOException {
        assertThat(read(hex + "  a\n")).isEqualTo(algorithm + "sum\na -1 " + algorithm + "=" + hex + "\n");
    }

    @ParameterizedTest
    @CsvSource({
        "MD5 (a) = " + MD5 + ",md5=" + MD5,
        "SHA1 (a) = " + SHA1 + ",sha1=" + SHA1,
        "SHA256 (a) = " + SHA256 + ",sha256=" + SHA256,
        "SHA2-256(a)= " + SHA256 + ",sha256=" + SHA256,
        "SHA512(a)= " + SHA512 + ",sha512=" + SHA512
    })
    void reads_tagged_lines_of_coreutils_bsd_and_openssl(String line, String digest) throws IOException {
        assertThat(read(line + "\n")).endsWith("sum\na -1 " + digest + "\n");
    }

    @Test
    void a_tagged_name_may_hold_what_ends_it() throws IOException {
        assertThat(read("SHA256 (a (1) = b) = " + SHA256 + "\n")).contains("\na (1) = b -1 ");
    }

    @Test
    void lines_of_several_algorithms_about_one_file_are_one() throws IOException {
        assertThat(read("MD5 (a) = " + MD5 + "\nSHA1 (a) = " + SHA1 + "\n"))
                .isEqualTo("checksums\na -1 md5=" + MD5 + " sha1=" + SHA1 + "\n");
    }

    @Test
    void takes_back_the_escapes_of_coreutils() throws IOException {
        assertThat(FixityList.read(write("\\" + SHA256 + "  a\\\\b\\nc\\rd\n" + SHA256 + "  back\\slash\n"))
                        .files())
                .extracting(file -> file.path().text())
                .containsExactly("a\\b\nc\rd", "back\\slash");
        assertThat(FixityList.read(write("\\SHA256 (a\\\\b\\nc) = " + SHA256 + "\n"))
                        .files())
                .extracting(file -> file.path().text())
                .containsExactly("a\\b\nc");
    }

    @Test
    void takes_windows_line_ends_a_byte_order_mark_and_upper_case() throws IOException {
        assertThat(read("\ufeff" + SHA256.toUpperCase(Locale.ROOT) + "  a\r\n" + SHA256 + "  b\r\n"))
                .isEqualTo("sha256sum\na -1 sha256=%1$s\nb -1 sha256=%1$s\n".formatted(SHA256));
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16LE", "UTF-16BE"})
    void takes_utf_16_as_windows_writes_it(String charset) throws IOException {
        String text = SHA256 + "  Gr\u00f6\u00dfe/\u6771\ud83c\udf31\r\n" + SHA256 + "  \u0a0d\u0a0a\r\n";
        String read = "sha256sum\nGr\u00f6\u00dfe/\u6771\ud83c\udf31 -1 sha256=%1$s\n\u0a0d\u0a0a -1 sha256=%1$s\n"
                .formatted(SHA256);

        for (String marked : List.of("\ufeff" + text, text)) {
            byte[] bytes = marked.getBytes(Charset.forName(charset));
            FixityList list = FixityList.read(Files.write(folder.resolve("SHA256SUMS"), bytes));
            assertThat(text(list)).isEqualTo(read);
            assertThat(list.digest()).isEqualTo(Sha256.digestOf(bytes));
        }
    }

    @Test
    void half_a_character_of_utf_16_refuses_the_list() throws IOException {
        byte[] text = ("\ufeff" + SHA256 + "  a").getBytes(StandardCharsets.UTF_16LE);

        refused(Arrays.copyOf(text, text.length - 1), "line 1: its bytes are not UTF-16");
        byte[] lone = Arrays.copyOf(text, text.length);
        lone[lone.length - 1] = (byte) 0xd8;
        refused(lone, "line 1: its bytes are not UTF-16");
    }

    @Test
    void passes_over_comments_and_empty_lines() throws IOException {
        assertThat(read("# of 2024\n\n" + SHA256 + "  a")).isEqualTo("sha256sum\na -1 sha256=" + SHA256 + "\n");
    }

    @Test
    void a_dot_in_front_of_a_path_means_nothing() throws IOException {
        assertThat(FixityList.read(write(SHA256 + "  ./a\n" + SHA256 + "  ././/b/c\n" + SHA256 + "  .d\n"))
                        .files())
                .extracting(file -> file.path().text())
                .containsExactly("a", "b/c", ".d");
    }

    @Test
    void the_same_line_twice_is_harmless() throws IOException {
        assertThat(read(SHA256 + "  a\n" + SHA256 + " *./a\n")).isEqualTo("sha256sum\na -1 sha256=" + SHA256 + "\n");
    }

    @Test
    void reads_what_hashdeep_writes() throws IOException {
        assertThat(read("""
                %%%%%%%% HASHDEEP-1.0
                %%%%%%%% size,md5,sha256,filename
                ## Invoked from: /data/soil
                ## $ hashdeep -r -l .
                ##\s
                0,%1$s,%2$s,./a,b
                7,%1$s,%2$s,/data/soil/sub/c
                """.formatted(MD5, SHA256))).isEqualTo("""
                hashdeep
                a,b 0 md5=%1$s sha256=%2$s
                sub/c 7 md5=%1$s sha256=%2$s
                """.formatted(MD5, SHA256));
    }

    @Test
    void hashdeeps_other_algorithms_are_not_compared_and_that_is_said() throws IOException {
        FixityList list = FixityList.read(
                write("%%%% HASHDEEP-1.0\n%%%% size,tiger,sha1,whirlpool,filename\n0,aa," + SHA1 + ",bb,a\n"));

        assertThat(text(list)).isEqualTo("hashdeep\na 0 sha1=" + SHA1 + "\n");
        assertThat(list.warnings())
                .containsExactly(
                        "the digests of 'tiger' are not compared", "the digests of 'whirlpool' are not compared");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/etc/passwd | the path '/etc/passwd' has an empty name or starts with '/'",
                "../a | the path '../a' has a name '..'",
                "a/../b | the path 'a/../b' has a name '..'",
                ".//../b | the path '../b' has a name '..'",
                "C:\\a | the path begins with a drive letter",
                "c:/a | the path begins with a drive letter"
            })
    void a_path_that_leads_elsewhere_refuses_the_list(String path, String reason) throws IOException {
        refused(SHA256 + "  a\n" + SHA256 + "  " + path + "\n", "line 2: " + reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not a line",
                "deadbeef",
                "-----BEGIN PGP SIGNED MESSAGE-----",
                "see commit deadbeef",
                "SHA256 (a)"
            })
    void a_line_of_something_else_refuses_the_list(String line) throws IOException {
        refused(SHA256 + "  a\n\n" + line + "\n", "line 3: it is not a digest and a file name");
    }

    @Test
    void a_digest_of_no_known_length_refuses_the_list() throws IOException {
        refused(
                "abcdef  a\n",
                "line 1: a digest of 6 hex digits is none of CRC32, MD5, SHA-1, SHA-2, SHA-3, BLAKE2b, BLAKE3");
        refused("SHA256 (a) = abcdef\n", "line 1: a sha256 digest is not 64 hex digits");
        refused(
                "WHIRLPOOL (a) = abcdef\n",
                "the algorithm 'WHIRLPOOL' is none of CRC32, MD5, SHA-1, SHA-2, SHA-3, BLAKE2b, BLAKE3");
    }

    @Test
    void an_unknown_escape_refuses_the_list() throws IOException {
        refused("\\" + SHA256 + "  a\\tb\n", "line 1: '\\t' is no escape of a file name");
        refused("\\" + SHA256 + "  a\\\n", "line 1: '\\' is no escape of a file name");
    }

    @Test
    void two_digests_for_one_file_refuse_the_list() throws IOException {
        refused(SHA256 + "  a\n" + OTHER + "  ./a\n", "line 2: an earlier line has another digest for 'a'");
    }

    @Test
    void a_name_that_is_not_utf_8_refuses_the_list() throws IOException {
        refused((SHA256 + "  caf\u00e9\n").getBytes(StandardCharsets.ISO_8859_1), "line 1: its bytes are not UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing\n", "%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n"})
    void a_list_of_nothing_is_refused(String text) throws IOException {
        refused(text, "it names no file");
    }

    @Test
    void the_longest_line_is_read_and_one_byte_more_is_refused() throws IOException {
        String comment = "#".repeat(ListLines.MAX_LINE_BYTES);

        assertThat(read(comment + "\n" + SHA256 + "  a\n")).endsWith("a -1 sha256=" + SHA256 + "\n");
        refused(comment + "#\n", "line 1: it has more than 65536 bytes");
    }

    @Test
    void a_line_of_nothing_but_dots_is_read_as_any_other() throws IOException {
        refused(SHA256 + "  " + "./".repeat(32_000) + "\n", "line 1: a path inside a dataset cannot be empty");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "%%%% size,md5,name | line 2: its columns are not 'size', digests and 'filename'",
                "%%%% size,tiger,filename | line 2: it has no column of CRC32, MD5, SHA-1, SHA-2, SHA-3, BLAKE2b, BLAKE3",
                "%%%% size,filename | line 2: it has no column of CRC32, MD5, SHA-1, SHA-2, SHA-3, BLAKE2b, BLAKE3",
                "0," + MD5 + ",a | line 2: it comes before the line that names the columns"
            })
    void a_hashdeep_list_without_columns_is_refused(String line, String reason) throws IOException {
        refused("%%%% HASHDEEP-1.0\n" + line + "\n", reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0," + MD5 + " | it has not the columns that the header names",
                "0,abc,a | a md5 digest is not 32 hex digits",
                "x," + MD5 + ",a | its size is no number",
                "-1," + MD5 + ",a | its size is below 0",
                "0," + MD5 + ",/elsewhere/a | the path '/elsewhere/a' has an empty name or starts with '/'",
                "1," + MD5 + ",b | an earlier line has another length for 'b'"
            })
    void a_hashdeep_line_that_cannot_be_is_refused(String line, String reason) throws IOException {
        refused(
                "%%%% HASHDEEP-1.0\n%%%% size,md5,filename\n## Invoked from: /data\n0," + MD5 + ",b\n" + line + "\n",
                "line 5: " + reason);
    }

    private String read(String text) throws IOException {
        return text(FixityList.read(write(text)));
    }

    private static String text(FixityList list) {
        return list.format() + "\n"
                + list.files().stream().map(FixityListTest::line).collect(Collectors.joining());
    }

    private static String line(ListedFile file) {
        return file.path() + " " + file.length() + " "
                + file.digests().values().stream()
                        .map(digest -> digest.algorithm().label() + "=" + digest.hex())
                        .sorted()
                        .collect(Collectors.joining(" "))
                + "\n";
    }

    private void refused(String text, String reason) throws IOException {
        refused(text.getBytes(StandardCharsets.UTF_8), reason);
    }

    private void refused(byte[] text, String reason) throws IOException {
        Path list = Files.write(folder.resolve("SHA256SUMS"), text);
        assertThatExceptionOfType(IntegrityException.BadList.class)
                .isThrownBy(() -> FixityList.read(list))
                .withMessage("'%s' is not a usable list: %s", list, reason);
    }

    private Path write(String text) throws IOException {
        return Files.writeString(folder.resolve("SHA256SUMS"), text);
    }
}
