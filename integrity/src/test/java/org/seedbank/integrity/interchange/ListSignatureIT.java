package org.seedbank.integrity.interchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.integrity.IntegrityException;
import org.seedbank.integrity.Tree;
import org.seedbank.integrity.fixity.FixityReference;

/** GnuPG checks the signatures of lists; the fixtures tell how they were made. */
final class ListSignatureIT {

    private static final Path FIXTURES = Path.of("src/test/resources/fixtures/lists");
    private static final String KEY = "6A5BBF0709ACE53DAF1DE6C8D6CC461C7A4D9B6D";
    private static final String SIGNER = "Soil Lab <soil@example.org>";
    private static final String UNTRUSTED =
            "the signature of 'list' is good, but nobody you trust says that its key %s is of '%s'"
                    .formatted(KEY, SIGNER);

    @TempDir
    Path temp;

    private Path list;
    private ListSignature gpg;

    @BeforeEach
    void keyring() throws IOException {
        list = temp.resolve("list");
        gpg = new ListSignature(ListSignature.here().program(), Files.createDirectory(temp.resolve("keys")));
        assertThat(gpg.program()).as("gpg is installed").isPresent();
        Files.copy(FIXTURES.resolve("pubring.gpg"), gpg.keyring().resolve("pubring.gpg"));
    }

    @Test
    void a_good_signature_around_a_list_is_told_with_its_key() throws Exception {
        Files.copy(FIXTURES.resolve("signed.asc"), list);

        ListSignature.Outcome outcome = gpg.check(FixityList.read(list));

        assertThat(outcome.signature())
                .contains(new FixityReference.Signature(true, Optional.of(KEY), Optional.of(SIGNER)));
        assertThat(outcome.warnings()).containsExactly(UNTRUSTED);
    }

    @Test
    void the_files_of_a_signed_list_are_verified() throws Exception {
        Files.copy(FIXTURES.resolve("signed.asc"), list);
        Path soil = new Tree(Files.createDirectory(temp.resolve("soil")))
                .with("a", "one")
                .with("b", "two")
                .root();

        assertThat(Told.by(ListVerification.prepare(FixityList.read(list), soil, gpg)))
                .isEqualTo("warning " + UNTRUSTED + "\n2 of 2 intact\n");
    }

    @ParameterizedTest
    @CsvSource({"detached.asc, .asc", "detached.asc, .sign", "detached.sig, .sig", "detached.sig, .gpg"})
    void a_good_signature_beside_a_list_is_told_too(String fixture, String end) throws Exception {
        Files.copy(FIXTURES.resolve("unsigned"), list);
        Files.copy(FIXTURES.resolve(fixture), temp.resolve("list" + end));

        assertThat(gpg.check(FixityList.read(list)).signature().map(FixityReference.Signature::isGood))
                .contains(true);
    }

    @ParameterizedTest
    @CsvSource({"signed.asc, list.none", "unsigned, list.asc"})
    void a_list_that_is_not_what_was_signed_is_refused(String fixture, String beside) throws Exception {
        Files.writeString(list, Files.readString(FIXTURES.resolve(fixture)).replace("  b\n", "  c\n"));
        Files.copy(FIXTURES.resolve("detached.asc"), temp.resolve(beside));

        assertThatExceptionOfType(IntegrityException.BadList.class)
                .isThrownBy(() -> gpg.check(FixityList.read(list)))
                .withMessage(
                        "'%s' is not a usable list: its signature by '%s' is BAD: it is not what was signed",
                        list, SIGNER);
    }

    /** Editors and shells of Windows add a byte order mark, or write UTF-16; the text is what was signed all the same. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void a_signature_around_a_list_is_that_of_its_text(String charset) throws Exception {
        String text = Files.readString(FIXTURES.resolve("signed.asc"));
        for (String mark : charset.equals("UTF-8") ? List.of("\ufeff") : List.of("", "\ufeff")) {
            Files.writeString(list, mark + text, Charset.forName(charset));
            assertThat(gpg.check(FixityList.read(list)).signature())
                    .contains(new FixityReference.Signature(true, Optional.of(KEY), Optional.of(SIGNER)));

            Files.writeString(list, mark + text.replace("  b\n", "  c\n"), Charset.forName(charset));
            assertThatExceptionOfType(IntegrityException.BadList.class)
                    .isThrownBy(() -> gpg.check(FixityList.read(list)))
                    .withMessageContaining("is BAD");
        }
    }

    /** What reads as signed and gpg finds no signature in is no better than what gpg calls BAD. */
    @ParameterizedTest
    @CsvSource({"=BLBr, =AAAA", "iIcE, AAAA"})
    void a_list_whose_signature_gpg_does_not_find_is_refused(String part, String broken) throws Exception {
        Files.writeString(list, Files.readString(FIXTURES.resolve("signed.asc")).replace(part, broken));

        assertThatExceptionOfType(IntegrityException.BadList.class)
                .isThrownBy(() -> gpg.check(FixityList.read(list)))
                .withMessage(
                        "'%s' is not a usable list: it is signed in clear, but gpg finds no signature in it that it can"
                                + " read",
                        list);
    }

    /** The lines are those of {@code sha256sum -z}, which is no text that can be signed in clear. */
    @Test
    void a_signed_list_whose_lines_end_with_nul_is_refused() throws Exception {
        Files.writeString(list, Files.readString(FIXTURES.resolve("signed.asc")).replace('\n', '\0'));

        assertThatExceptionOfType(IntegrityException.BadList.class)
                .isThrownBy(() -> gpg.check(FixityList.read(list)))
                .withMessageEndingWith("gpg finds no signature in it that it can read");
    }

    /** A signature beside the list is one of bytes, and a mark is three of them. */
    @Test
    void a_signature_beside_a_list_is_that_of_its_bytes() throws Exception {
        Files.writeString(list, "\ufeff" + Files.readString(FIXTURES.resolve("unsigned")));
        Files.copy(FIXTURES.resolve("detached.asc"), temp.resolve("list.asc"));

        assertThatExceptionOfType(IntegrityException.BadList.class)
                .isThrownBy(() -> gpg.check(FixityList.read(list)))
                .withMessageContaining("is BAD");
    }

    @ParameterizedTest
    @CsvSource({
        "revoked.asc, false, 'is by key 658D3D4721FBF82E5A1F94AF8FE58E7AFC7B8BF3, which its owner has revoked'",
        "expired.asc, true," + " 'is good, but it or its key AAC17F879029C66DBDF554CC236AA64BB5BC164D has expired'"
    })
    void a_key_that_was_revoked_or_has_expired_costs_a_warning(String fixture, boolean isGood, String warning)
            throws Exception {
        Files.copy(FIXTURES.resolve(fixture), list);

        ListSignature.Outcome outcome = gpg.check(FixityList.read(list));

        assertThat(outcome.signature().map(FixityReference.Signature::isGood)).contains(isGood);
        assertThat(outcome.warnings()).containsExactly("the signature of 'list' " + warning);
    }

    @Test
    void a_signature_by_a_key_that_is_not_there_is_not_checked() throws Exception {
        Files.delete(gpg.keyring().resolve("pubring.gpg"));
        Files.copy(FIXTURES.resolve("signed.asc"), list);

        ListSignature.Outcome outcome = gpg.check(FixityList.read(list));

        assertThat(outcome.signature())
                .contains(new FixityReference.Signature(false, Optional.of("D6CC461C7A4D9B6D"), Optional.empty()));
        assertThat(outcome.warnings())
                .containsExactly(
                        "the signature of 'list' was not checked: its key D6CC461C7A4D9B6D is not in your keyring");
    }

    @Test
    void what_is_no_signature_is_not_checked() throws Exception {
        Files.copy(FIXTURES.resolve("unsigned"), list);
        Files.writeString(temp.resolve("list.asc"), "see the website\n");

        assertThat(gpg.check(FixityList.read(list)).warnings())
                .containsExactly("the signature of 'list' was not checked: gpg finds none in it");
    }

    /** Another list than the one that is read must not lend its signature. */
    @Test
    void a_list_that_changes_before_its_signature_is_checked_is_refused() throws Exception {
        Files.writeString(list, Files.readString(FIXTURES.resolve("signed.asc")).replace("  b\n", "  c\n"));
        FixityList read = FixityList.read(list);
        Files.delete(list);
        Files.copy(FIXTURES.resolve("signed.asc"), list);

        assertThatExceptionOfType(IntegrityException.BadList.class)
                .isThrownBy(() -> gpg.check(read))
                .withMessageEndingWith("it changed while its signature was checked");
    }

    @Test
    void without_gpg_or_keys_that_is_told() throws Exception {
        Files.copy(FIXTURES.resolve("signed.asc"), list);
        FixityList read = FixityList.read(list);
        Path none = temp.resolve("none");

        assertThat(new ListSignature(Optional.empty(), gpg.keyring())
                        .check(read)
                        .warnings())
                .containsExactly("the signature of 'list' was not checked: gpg is not installed");
        assertThat(new ListSignature(gpg.program(), none).check(read).warnings())
                .containsExactly("the signature of 'list' was not checked: there are no keys in '%s'".formatted(none));
        assertThat(none).doesNotExist();
        assertThat(new ListSignature(Optional.of(none), gpg.keyring())
                        .check(read)
                        .warnings())
                .singleElement()
                .asString()
                .startsWith("the signature of 'list' was not checked: gpg failed: ");
    }
}
