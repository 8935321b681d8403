package org.seedbank.catalog.drive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code files.list} finds. */
class SearchTest {

    private static final String USER = "grower@example.org";

    private final DriveEmulator emulator = DriveEmulator.start();
    private final EmulatedDrive drive = emulator.drive();
    private final RawClient client = new RawClient(emulator, drive.userToken(USER, "drive"));
    private String folder;

    @BeforeEach
    void fill() {
        drive.setClock(Instant.parse("2026-01-01T00:00:00Z"));
        folder = drive.folder(USER, "Soil");
        String depth = drive.file(USER, folder, "depth.csv", new byte[] {1});
        drive.property(depth, "digest", "ab12");
        drive.advance(Duration.ofDays(1));
        drive.file(USER, folder, "it's a \\.csv", new byte[] {1});
        drive.trash(drive.file(USER, folder, "old depth.csv", new byte[] {1}));
        drive.advance(Duration.ofDays(1));
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "name = 'DEPTH.csv'                                             | depth.csv",
                "name contains 'dep' and trashed = false                        | depth.csv",
                "name contains 'epth'                                           |",
                "name = 'it\\'s a \\\\.csv'                                     | it's a \\.csv",
                "trashed = true                                                 | old depth.csv",
                "mimeType = 'application/vnd.google-apps.folder'                | Soil",
                "mimeType != 'application/vnd.google-apps.folder' and not name contains 'old' | it's a \\.csv,depth.csv",
                "modifiedTime < '2026-01-02' and name != 'soil'                 | depth.csv",
                "createdTime >= '2026-01-02T00:00:00.000Z' and trashed = false  | it's a \\.csv",
                "createdTime = '2026-01-01T01:00:00+01:00' and (name = 'soil')  | Soil",
                "properties has { key='digest' and value='ab12' }               | depth.csv",
                "'grower@example.org' in owners and name = 'soil'               | Soil",
                "'other@example.org' in readers                                 |",
                "'root' in parents                                              | Soil",
                "sharedWithMe                                                   |",
                "name = 'x' or name = 'soil'                                    | Soil"
            })
    void a_search_finds(String q, String names) throws Exception {
        assertThat(String.join(",", client.find(q).names())).isEqualTo(names == null ? "" : names);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name",
                "name =",
                "name = x",
                "name = 'x",
                "name = 'it's'",
                "name = 'a\\b'",
                "name < 'x'",
                "title = 'x'",
                "(name = 'x'",
                "name = 'x')",
                "name = 'x' and",
                "not",
                "trashed = maybe",
                "modifiedTime > 'yesterday'",
                "properties has { key='a' }",
                "'x' in folders",
                "name = 'x'; drop"
            })
    void a_search_that_is_not_understood_is_invalid(String q) throws Exception {
        assertThat(client.find(q).refusal()).isEqualTo("400 invalid");
    }

    @Test
    void a_new_file_is_in_its_folder_at_once_and_found_by_name_later() throws Exception {
        drive.file(USER, folder, "new.csv", new byte[0]);
        assertThat(client.find("'" + folder + "' in parents").names()).contains("new.csv");
        assertThat(client.find("name = 'new.csv'").names()).isEmpty();

        drive.advance(Duration.ofSeconds(3));

        assertThat(client.find("name = 'new.csv'").names()).containsExactly("new.csv");
    }

    @Test
    void an_order_holds_over_pages() throws Exception {
        String path = "drive/v3/files?orderBy=folder%20asc,name%20desc&q=trashed=false&pageSize=2";

        RawClient.Answer first = client.get(path);
        String token = first.json().get("nextPageToken").getAsString();
        RawClient.Answer second = client.get(path + "&pageToken=" + RawClient.escaped(token));

        assertThat(first.names()).containsExactly("Soil", "it's a \\.csv");
        assertThat(second.names()).containsExactly("depth.csv");
        assertThat(second.json().has("nextPageToken")).isFalse();
    }

    @Test
    void a_page_token_counts_for_its_own_search_only() throws Exception {
        String token = client.get("drive/v3/files?pageSize=1")
                .json()
                .get("nextPageToken")
                .getAsString();

        assertThat(client.get("drive/v3/files?pageSize=1&q=trashed=false&pageToken=" + RawClient.escaped(token))
                        .refusal())
                .isEqualTo("400 invalid");
        assertThat(client.get("drive/v3/files?pageToken=x").refusal()).isEqualTo("400 invalid");
    }

    @Test
    void an_answer_holds_the_fields_that_are_asked_for() throws Exception {
        String path = "drive/v3/files?q='" + folder + "'+in+parents+and+trashed=false&pageSize=1&fields=";

        assertThat(client.get(path + "files(name,owners/emailAddress)").text())
                .isEqualTo("{\"files\":[{\"name\":\"it's a \\\\.csv\","
                        + "\"owners\":[{\"emailAddress\":\"grower@example.org\"}]}]}");
        assertThat(client.get(path + "files/size").text()).isEqualTo("{\"files\":[{\"size\":\"1\"}]}");
        assertThat(client.get(path + "files(name").refusal()).isEqualTo("400 invalidParameter");
        assertThat(client.get(path + "files(title)").refusal()).isEqualTo("400 invalidParameter");
    }

    @Test
    void an_answer_holds_few_fields_unless_more_are_asked_for() throws Exception {
        assertThat(client.find("name = 'soil'")
                        .json()
                        .getAsJsonArray("files")
                        .get(0)
                        .getAsJsonObject()
                        .keySet())
                .containsExactly("kind", "id", "name", "mimeType");
    }

    @Test
    void the_children_of_a_folder_that_is_not_there_are_not_found() throws Exception {
        assertThat(client.find("'nowhere' in parents").refusal()).isEqualTo("404 notFound");
    }
}
