package org.seedbank.integrity.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.integrity.IntegrityException;

/** Lists that are signed in clear (RFC 9580, 7): the signed lines are read, and nothing else is. */
final class ClearSignedTest {

    private static final String MD5 = "900150983cd24fb0d6963f7d28e17f72";
    private static final String BEGIN = "-----BEGIN PGP SIGNED MESSAGE-----\n";
    private static final String SIGNATURE = """
            -----BEGIN PGP SIGNATURE-----
            Version: GnuPG v2

            iQEzBAEBCAAdFiEEAAAAAAAAAAAAAAAAAAAAAAAAAAAFAmAAAAAACgkQAAAAAAAA
            =AAAA
            -----END PGP SIGNATURE-----
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "Hash: SHA256\n", "Hash: SHA512, SHA256\nHash: SHA1\n"})
    void the_signed_lines_are_read(String headers) throws IOException {
        FixityList list = read(BEGIN + headers + "\n# of 2024\n" + MD5 + "  a\n" + MD5 + " *b\n" + SIGNATURE);

        assertThat(list.isSigned()).isTrue();
        assertThat(list.files()).extracting(file -> file.path().text()).containsExactly("a", "b");
    }

    @Test
    void windows_ends_lines_in_another_way() throws IOException {
        String text = (BEGIN + "Hash: SHA256\n\n" + MD5 + "  a\n" + SIGNATURE).replace("\n", "\r\n");

        assertThat(read(text).files()).hasSize(1);
    }

    /** A signature holds for lines without the blanks at their end, so nothing may depend on them. */
    @Test
    void dashes_are_unescaped_and_blanks_at_the_end_do_not_count() throws IOException {
        FixityList list = read(BEGIN + "\n- -- a comment? no: " + MD5 + "\n- " + MD5 + "  a \t\n" + SIGNATURE);

        assertThat(list.files()).extracting(file -> file.path().text()).containsExactly("-- a comment? no:", "a");
    }

    @Test
    void a_list_that_is_not_signed_is_none() throws IOException {
        assertThat(read(MD5 + "  a\n").isSigned()).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MD5  b;<BEGIN>;;MD5  a;<SIGNATURE> | line 2: it is not a digest and a file name",
                "<BEGIN>;;MD5  a;<SIGNATURE>;MD5  b | line 10: it stands behind the signature, so nobody signed it",
                "<BEGIN>;;MD5  a;<SIGNATURE>;<BEGIN> | line 10: it stands behind the signature, so nobody signed it",
                "<BEGIN>;MD5  b;;MD5  a;<SIGNATURE> | line 2: above the signed text it is neither 'Hash:' nor empty",
                "<BEGIN>;Comment: x;;MD5  a;<SIGNATURE> | line 2: above the signed text it is neither 'Hash:' nor empty",
                "<BEGIN>;;MD5  a;-----BEGIN PGP SIGNED MESSAGE-----;<SIGNATURE>"
                        + " | line 4: it begins with a dash, which signed text escapes",
                "<BEGIN>;;MD5  a;-----BEGIN PGP SIGNATURE-----;;MD5  b | line 6: it is no part of a signature",
                "<BEGIN>;;MD5  a;-----BEGIN PGP SIGNATURE-----;;iQEz"
                        + " | the end of its signature is missing, '-----END PGP SIGNATURE-----'",
                "# x;<BEGIN>;;MD5  a;<SIGNATURE> | line 2: it is not a digest and a file name",
                "\ufeff\ufeff<BEGIN>;;MD5  a;<SIGNATURE> | line 1: it is not a digest and a file name",
                "<BEGIN>;;MD5  a | it ends before its signature does",
                "<BEGIN>;;<SIGNATURE> | it names no file",
                "-----BEGIN PGP MESSAGE-----;;owEB | line 1: it is not signed in clear; take the list out of it with gpg"
            })
    void what_nobody_signed_refuses_the_list(String lines, String reason) throws IOException {
        String text = lines.replace(';', '\n')
                        .replace("<BEGIN>", BEGIN.strip())
                        .replace("<SIGNATURE>", SIGNATURE.strip())
                        .replace("MD5", MD5)
                + "\n";
        Path list = Files.writeString(folder.resolve("list"), text);

        assertThatExceptionOfType(IntegrityException.BadList.class)
                .isThrownBy(() -> FixityList.read(list))
                .withMessage("'%s' is not a usable list: %s", list, reason);
    }

    @Test
    void a_signed_line_that_gpg_would_cut_off_refuses_the_list() throws IOException {
        Path list = Files.writeString(
                folder.resolve("list"), BEGIN + "\n#" + "x".repeat(16 << 10) + "\n" + MD5 + "  a\n" + SIGNATURE);

        assertThatExceptionOfType(IntegrityException.BadList.class)
                .isThrownBy(() -> FixityList.read(list))
                .withMessageEndingWith("line 3: it is signed and has more than 16384 characters");
    }

    private FixityList read(String text) throws IOException {
        return FixityList.read(Files.writeString(folder.resolve("list"), text));
    }
}
