package org.seedbank.catalog.drive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who sees and changes what. */
class VisibilityTest {

    private static final String USER = "grower@example.org";
    private static final String OTHER = "reader@example.org";
    private static final String FILES = "drive/v3/files";

    private final DriveEmulator emulator = DriveEmulator.start();
    private final EmulatedDrive drive = emulator.drive();

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void credentials_are_needed_and_must_count() throws Exception {
        String token = drive.userToken(USER, "drive");
        drive.expire(token);
        RawClient.Answer expired = as(token).get(FILES);

        assertThat(expired.refusal()).isEqualTo("401 authError");
        assertThat(expired.header("WWW-Authenticate"))
                .isEqualTo("Bearer realm=\"https://accounts.google.com/\", error=\"invalid_token\"");
        assertThat(as(null).get(FILES).refusal()).isEqualTo("403 forbidden");
        assertThat(as(null).get(FILES + "?key=x").refusal()).isEqualTo("400 keyInvalid");
        assertThat(as(null).get(FILES + "?key=" + drive.apiKey()).names()).isEmpty();
        assertThat(as(null).send("POST", FILES + "?key=" + drive.apiKey(), "{}").refusal())
                .isEqualTo("401 required");
    }

    @ParameterizedTest
    @CsvSource({
        "drive,                 200, 200, 200",
        "drive.readonly,        200, 200, 403",
        "drive.metadata.readonly, 200, 403, 403",
        "https://www.googleapis.com/auth/drive, 200, 200, 200",
        "drive.file,            404, 404, 404",
        "drive.appdata,         403, 403, 403"
    })
    void a_scope_allows(String scope, int see, int download, int write) throws Exception {
        String id = drive.file(USER, drive.root(USER), "ph.csv", new byte[] {'6'});
        RawClient client = as(drive.userToken(USER, scope));

        assertThat(client.get(FILES + "/" + id).status()).isEqualTo(see);
        assertThat(client.get(FILES + "/" + id + "?alt=media").status()).isEqualTo(download);
        assertThat(client.send("PATCH", FILES + "/" + id, "{}").status()).isEqualTo(write);
    }

    @Test
    void an_app_with_drive_file_sees_only_what_it_made_for_this_user() throws Exception {
        RawClient app = as(drive.userToken(USER, "drive.file"));
        String folder = makeFolder(app, "catalog");
        drive.file(USER, folder, "by hand.csv", new byte[0]);
        drive.shareWith(folder, OTHER, "writer");
        RawClient otherUser = as(drive.userToken(OTHER, "drive.file"));
        RawClient otherApp = as(drive.userTokenOfApp("another-app", USER, "drive.file"));
        make(as(drive.userToken(OTHER, "drive")), folder, "theirs.csv");
        make(app, folder, "mine.csv");

        assertThat(app.find("'" + folder + "' in parents").names()).containsExactly("mine.csv");
        assertThat(app.find("'root' in parents").names()).containsExactly("catalog");
        assertThat(otherUser.get(FILES + "/" + folder).refusal()).isEqualTo("404 notFound");
        assertThat(otherApp.get(FILES + "/" + folder).refusal()).isEqualTo("404 notFound");

        drive.openWith(folder, "another-app", USER);

        assertThat(otherApp.get(FILES + "/" + folder).status()).isEqualTo(200);
    }

    @Test
    void a_reader_sees_and_may_not_write_and_a_stranger_finds_nothing() throws Exception {
        String folder = drive.folder(USER, "catalog");
        String file = drive.file(USER, folder, "ph.csv", new byte[0]);
        RawClient other = as(drive.userToken(OTHER, "drive"));
        assertThat(other.get(FILES + "/" + file).refusal()).isEqualTo("404 notFound");

        drive.shareWith(folder, OTHER, "reader");

        assertThat(other.get(FILES + "/" + file).status()).isEqualTo(200);
        assertThat(other.find("sharedWithMe").names()).containsExactly("catalog");
        assertThat(other.send("PATCH", FILES + "/" + file, "{}").refusal())
                .isEqualTo("403 insufficientFilePermissions");
        assertThat(other.send("POST", FILES, "{\"parents\":[\"" + folder + "\"]}")
                        .refusal())
                .isEqualTo("403 insufficientFilePermissions");
    }

    @Test
    void a_writer_may_change_and_not_trash_what_another_owns() throws Exception {
        String file = drive.file(USER, drive.root(USER), "ph.csv", new byte[0]);
        drive.shareWith(file, OTHER, "writer");
        RawClient other = as(drive.userToken(OTHER, "drive"));

        assertThat(other.send("PATCH", FILES + "/" + file, "{\"name\":\"a\"}").status())
                .isEqualTo(200);
        assertThat(other.send("PATCH", FILES + "/" + file, "{\"trashed\":true}").refusal())
                .isEqualTo("403 insufficientFilePermissions");
        assertThat(other.send("DELETE", FILES + "/" + file, "").refusal()).isEqualTo("403 insufficientFilePermissions");
    }

    @Test
    void what_is_shared_by_link_is_seen_by_who_has_the_link_and_key() throws Exception {
        String folder = drive.folder(USER, "catalog");
        drive.file(USER, folder, "ph.csv", new byte[0]);
        drive.shareWithAnyone(folder);
        drive.requireResourceKey(folder, "0-key");
        RawClient reader = as(drive.userToken(OTHER, "drive.readonly"));
        String children = FILES + "?q='" + folder + "'+in+parents";
        String header = "X-Goog-Drive-Resource-Keys";

        assertThat(reader.get(children).refusal()).isEqualTo("404 notFound");
        assertThat(reader.get(children, header, "other/k," + folder + "/0-key").names())
                .containsExactly("ph.csv");
        assertThat(reader.get(FILES, header, folder + "/0-key").names()).isEmpty();
    }

    @Test
    void a_shared_drive_is_seen_by_those_who_ask_for_it() throws Exception {
        String shared = drive.sharedDrive("lab", USER);
        drive.file(USER, shared, "ph.csv", new byte[0]);
        RawClient member = as(drive.userToken(USER, "drive"));
        String all = "&supportsAllDrives=true&includeItemsFromAllDrives=true";

        assertThat(member.find("'" + shared + "' in parents").refusal()).isEqualTo("404 notFound");
        assertThat(member.get(FILES + "?q='" + shared + "'+in+parents" + all).names())
                .containsExactly("ph.csv");
        assertThat(member.get(FILES + "?corpora=drive&driveId=" + shared + all).names())
                .containsExactly("ph.csv");
        assertThat(member.get(FILES).names()).isEmpty();
        assertThat(member.get("drive/v3/drives").text()).contains("\"name\":\"lab\"");
    }

    @Test
    void a_service_account_has_room_in_a_shared_drive_only() throws Exception {
        String robot = "robot@lab.iam.gserviceaccount.com";
        String shared = drive.sharedDrive("lab", robot);
        RawClient client = as(drive.serviceAccountToken(robot, "drive"));

        assertThat(client.send("POST", FILES, "{\"name\":\"x\"}").refusal()).isEqualTo("403 storageQuotaExceeded");
        assertThat(client.send("POST", FILES + "?supportsAllDrives=true", "{\"parents\":[\"" + shared + "\"]}")
                        .status())
                .isEqualTo(200);
    }

    @Test
    void private_properties_are_those_of_one_app() throws Exception {
        RawClient app = as(drive.userToken(USER, "drive"));
        RawClient otherApp = as(drive.userTokenOfApp("another-app", USER, "drive"));
        String made = app.send("POST", FILES, "{\"appProperties\":{\"a\":\"1\"},\"properties\":{\"b\":\"2\"}}")
                .json()
                .get("id")
                .getAsString();
        String path = FILES + "/" + made + "?fields=properties,appProperties";

        assertThat(app.get(path).text()).isEqualTo("{\"properties\":{\"b\":\"2\"},\"appProperties\":{\"a\":\"1\"}}");
        assertThat(otherApp.get(path).text()).isEqualTo("{\"properties\":{\"b\":\"2\"}}");
    }

    @Test
    void a_folder_in_the_trash_takes_its_children_along() throws Exception {
        String folder = drive.folder(USER, "catalog");
        String file = drive.file(USER, folder, "ph.csv", new byte[0]);
        RawClient client = as(drive.userToken(USER, "drive"));

        client.send("PATCH", FILES + "/" + folder, "{\"trashed\":true}");

        assertThat(client.get(FILES + "/" + file + "?fields=trashed,explicitlyTrashed")
                        .text())
                .isEqualTo("{\"trashed\":true,\"explicitlyTrashed\":false}");
    }

    private RawClient as(String token) {
        return new RawClient(emulator, token);
    }

    private static String makeFolder(RawClient client, String name) throws Exception {
        String body = "{\"name\":\"" + name + "\",\"mimeType\":\"application/vnd.google-apps.folder\"}";
        return client.send("POST", FILES, body).json().get("id").getAsString();
    }

    private static void make(RawClient client, String folder, String name) throws Exception {
        String body = "{\"name\":\"" + name + "\",\"parents\":[\"" + folder + "\"]}";
        assertThat(client.send("POST", FILES, body).status()).isEqualTo(200);
    }
}
