package org.seedbank.catalog.drive.login;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.seedbank.catalog.CatalogException;

/** Files that people take for credentials. */
final class CredentialsFileTest {

    private static final String WANTED = "download the JSON of an OAuth client of type 'Desktop app', or the key of a"
            + " service account, from the Google Cloud console";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"installed\":{\"client_id\":\"half | it is not JSON, or half of it",
                "AIzaSyExample | it is not JSON, or half of it",
                "[] | it is not JSON, or half of it",
                "{} {} | it is not JSON, or half of it",
                "{} | it holds no credentials that are known here",
                "{\"web\":{\"client_id\":\"1\",\"client_secret\":\"2\"}} | it is an OAuth client for a web site",
                "{\"type\":\"external_account\"} | it holds credentials of the kind 'external_account'",
                "{\"type\":\"\\u001b[31m\"} | it holds no credentials that are known here",
                "{\"type\":\"seedbank_user\"} | it is a login that seedbank kept, and not a credentials file",
                "{\"token\":\"1\",\"refresh_token\":\"2\"} | it holds the tokens of another program, and no credentials",
                "{\"installed\":{\"client_id\":\"1\"}} | it has no 'client_secret'",
                "{\"installed\":{\"client_id\":\"1\",\"client_secret\":\"REPLACE_ME\"}}"
                        + " | it is the example, with 'REPLACE_ME' in the place of a secret",
                "{\"installed\":{\"client_id\":\"1\",\"client_secret\":\"2\",\"token_uri\":\"http://example.org/token\"}}"
                        + " | it has a 'token_uri' that is not https; only https, or http of this machine, is trusted",
                "{\"installed\":{\"client_id\":\"1\",\"client_secret\":\"2\",\"auth_uri\":\"https://a@example.org/\"}}"
                        + " | it has a 'auth_uri' that is not a plain address; only https, or http of this machine, is trusted",
                "{\"type\":\"service_account\",\"client_email\":\"a@b\",\"private_key\":\"REPLACE_ME_WITH_PEM\"}"
                        + " | it is the example, with 'REPLACE_ME' in the place of a secret",
                "{\"type\":\"service_account\",\"client_email\":\"a@b\",\"private_key\":\"secret\"}"
                        + " | it has a 'private_key' that is damaged, or no key",
                "{\"type\":\"service_account\",\"universe_domain\":\"example.org\"}"
                        + " | it is for another cloud than Google's own",
                "{\"type\":\"authorized_user\",\"client_id\":\"1\",\"client_secret\":\"2\"} | it has no 'refresh_token'"
            })
    void says_what_a_wrong_file_is_and_which_is_wanted(String text, String reason) throws Exception {
        Path file = Files.writeString(folder.resolve("credentials.json"), text);

        assertThatThrownBy(() -> CredentialsFile.read(file))
                .isInstanceOf(CatalogException.BadSettings.class)
                .hasMessage("cannot use '%s': %s".formatted(file, reason))
                .hasNoCause()
                .extracting(e -> ((CatalogException) e).remedy())
                .isEqualTo(WANTED);
    }

    @Test
    void there_may_be_no_file() {
        assertRefused(folder.resolve("nowhere.json"), "there is no such file");
    }

    @Test
    void it_may_be_a_folder() {
        assertRefused(folder, "it is a folder");
    }

    @Test
    void it_may_be_empty() throws Exception {
        assertRefused(Files.createFile(folder.resolve("empty.json")), "it is empty");
    }

    @Test
    void it_may_be_huge() throws Exception {
        Path file = Files.write(folder.resolve("huge.json"), new byte[SecretFiles.MAX_BYTES + 1]);

        assertRefused(file, "it has 65537 bytes, at most 65536 are read");
    }

    private static void assertRefused(Path file, String reason) {
        assertThatThrownBy(() -> CredentialsFile.read(file))
                .isInstanceOf(CatalogException.BadSettings.class)
                .hasMessage("cannot use '%s': %s".formatted(file, reason));
    }

    @Test
    void an_installed_client_may_name_its_own_servers() throws Exception {
        Path file = Files.writeString(folder.resolve("credentials.json"), """
            {"installed":{"client_id":"1","client_secret":"2","auth_uri":"https://example.org/a",
             "token_uri":"http://[::1]:8080/token"}}
            """);

        assertThat(CredentialsFile.read(file)).isInstanceOfSatisfying(CredentialsFile.Installed.class, installed -> {
            assertThat(installed.client().authUri()).hasToString("https://example.org/a");
            assertThat(installed.client().tokenUri()).hasToString("http://[::1]:8080/token");
        });
    }

    @Test
    void the_example_in_the_source_tree_is_an_installed_client_that_is_not_to_be_used() {
        Path example = Path.of("../credentials.example.json").toAbsolutePath().normalize();

        assertRefused(example, "it is the example, with 'REPLACE_ME' in the place of a secret");
    }
}
