package org.seedbank.catalog.drive.emulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.util.Data;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.FileList;
import com.google.api.services.drive.model.Permission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What Google's own client for Java does with the emulator. */
class DriveEmulatorTest {

    private static final String USER = "grower@example.org";

    private final DriveEmulator emulator = DriveEmulator.start();
    private Drive client;
    private String folder;

    @BeforeEach
    void logIn() {
        folder = emulator.drive().folder(USER, "catalog");
        client = GoogleClient.with(emulator, emulator.drive().userToken(USER, "drive"));
    }

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void a_file_sent_in_one_piece_is_read_back() throws Exception {
        File made = create("ph.csv", "6.5");

        assertThat(GoogleClient.download(client, made.getId())).isEqualTo("6.5");
        assertThat(client.files().get(made.getId()).executeMediaAsInputStream().readAllBytes())
                .asString()
                .isEqualTo("6.5");
        assertThat(emulator.requests().count("/download/drive/v3/files")).isOne();
    }

    @Test
    void a_file_sent_in_chunks_is_read_back() throws Exception {
        String large = "0123456789abcdef".repeat(50_000);
        Drive.Files.Create create = client.files().create(metadata("depth.csv"), GoogleClient.text(large));
        create.getMediaHttpUploader().setChunkSize(256 << 10);

        File made = create.setFields("id,size,md5Checksum,version").execute();

        assertThat(made.getSize()).isEqualTo(800_000);
        assertThat(GoogleClient.download(client, made.getId())).isEqualTo(large);
        assertThat(emulator.requests().count("PUT", "/upload/drive/v3/files")).isEqualTo(4);
    }

    @Test
    void an_empty_file_is_read_back_whole_and_has_no_first_byte() throws Exception {
        File direct = create("empty-1", "");
        File resumable = client.files()
                .create(metadata("empty-2"), GoogleClient.text(""))
                .execute();

        assertThat(client.files().get(direct.getId()).executeMediaAsInputStream())
                .isEmpty();
        assertThat(client.files().get(resumable.getId()).executeMediaAsInputStream())
                .isEmpty();
        assertThatThrownBy(() -> GoogleClient.download(client, direct.getId()))
                .isInstanceOfSatisfying(HttpResponseException.class, refused -> assertThat(refused.getStatusCode())
                        .isEqualTo(416));
    }

    @Test
    void a_new_file_has_what_it_was_sent_with() throws Exception {
        File made = client.files()
                .create(
                        metadata("it's a \\ name.csv")
                                .setDescription("depth to \"bedrock\"")
                                .setProperties(new HashMap<>(Map.of("digest", "ab12"))),
                        GoogleClient.text("6.5"))
                .execute();

        File got = client.files().get(made.getId()).setFields("*").execute();

        assertThat(got.getName()).isEqualTo("it's a \\ name.csv");
        assertThat(got.getDescription()).isEqualTo("depth to \"bedrock\"");
        assertThat(got.getProperties()).containsExactly(Map.entry("digest", "ab12"));
        assertThat(got.getParents()).containsExactly(folder);
        assertThat(got.getMimeType()).isEqualTo("text/plain");
        assertThat(got.getMd5Checksum()).hasSize(32);
    }

    @Test
    void a_page_has_100_files_at_most_whatever_is_asked_for() throws Exception {
        for (int i = 0; i < 250; i++) {
            emulator.drive().file(USER, folder, "file-" + i, new byte[0]);
        }

        List<Integer> sizes = new ArrayList<>();
        List<String> names = new ArrayList<>();
        String token = null;
        do {
            FileList page = inFolder().setPageSize(1000).setPageToken(token).execute();
            sizes.add(page.getFiles().size());
            page.getFiles().forEach(file -> names.add(file.getName()));
            token = page.getNextPageToken();
        } while (token != null);

        assertThat(sizes).containsExactly(100, 100, 50);
        assertThat(names).doesNotHaveDuplicates().hasSize(250);
    }

    @Test
    void metadata_and_content_are_changed() throws Exception {
        File made = create("ph.csv", "6.5");
        File change = new File().setName("acidity.csv").setDescription("measured again");

        client.files().update(made.getId(), change).execute();
        client.files().update(made.getId(), null, GoogleClient.text("6.6")).execute();

        assertThat(emulator.drive().look(made.getId()).name()).isEqualTo("acidity.csv");
        assertThat(emulator.drive().look(made.getId()).description()).isEqualTo("measured again");
        assertThat(emulator.drive().content(made.getId())).asString().isEqualTo("6.6");
    }

    @Test
    void an_explicit_null_clears_a_property() throws Exception {
        File made = create("ph.csv", "6.5");
        emulator.drive().property(made.getId(), "digest", "ab12");
        emulator.drive().property(made.getId(), "serial", "1");

        Map<String, String> cleared = new HashMap<>();
        cleared.put("digest", Data.nullOf(String.class));
        client.files().update(made.getId(), new File().setProperties(cleared)).execute();

        assertThat(emulator.drive().look(made.getId()).properties()).containsExactly(Map.entry("serial", "1"));
    }

    @Test
    void an_id_that_was_handed_out_makes_one_file_only() throws Exception {
        String id = client.files().generateIds().setCount(3).execute().getIds().get(0);
        File metadata = metadata("ph.csv").setId(id);

        client.files().create(metadata, GoogleClient.text("6.5")).execute();

        assertThatThrownBy(() -> client.files()
                        .create(metadata, GoogleClient.text("6.5"))
                        .execute())
                .isInstanceOfSatisfying(GoogleJsonResponseException.class, refused -> {
                    assertThat(refused.getStatusCode()).isEqualTo(409);
                    assertThat(refused.getDetails().getMessage())
                            .isEqualTo("A file already exists with the provided ID.");
                });
        assertThat(emulator.drive().list(folder)).hasSize(1);
    }

    @Test
    void a_file_in_the_trash_is_still_there_and_a_deleted_one_is_not() throws Exception {
        File trashed = create("ph.csv", "6.5");
        File deleted = create("depth.csv", "10");

        client.files().update(trashed.getId(), new File().setTrashed(true)).execute();
        client.files().delete(deleted.getId()).execute();

        assertThat(inFolder().execute().getFiles()).isEmpty();
        assertThat(client.files()
                        .get(trashed.getId())
                        .setFields("trashed")
                        .execute()
                        .getTrashed())
                .isTrue();
        assertRefused(404, "notFound", () -> client.files().get(deleted.getId()).execute());
    }

    @Test
    void a_shared_folder_is_read_with_a_key_alone() throws Exception {
        File made = create("ph.csv", "6.5");
        Drive reader = GoogleClient.withKey(emulator, emulator.drive().apiKey());
        assertRefused(404, "notFound", () -> reader.files().get(made.getId()).execute());

        Permission anyone = new Permission().setType("anyone").setRole("reader");
        client.permissions().create(folder, anyone).execute();

        assertThat(reader.files()
                        .list()
                        .setQ("'" + folder + "' in parents")
                        .execute()
                        .getFiles())
                .extracting(File::getName)
                .containsExactly("ph.csv");
        assertThat(GoogleClient.download(reader, made.getId())).isEqualTo("6.5");
        assertThat(reader.files().list().execute().getFiles()).isEmpty();
        // The JDK drops the body of a 401 to a request that has one, so the reason does not arrive.
        assertThatThrownBy(() -> reader.files().delete(made.getId()).execute())
                .isInstanceOfSatisfying(HttpResponseException.class, refused -> assertThat(refused.getStatusCode())
                        .isEqualTo(401));
    }

    @Test
    void a_very_long_query_is_sent_as_a_form_and_understood() throws Exception {
        create("ph.csv", "6.5");

        FileList list = client.files()
                .list()
                .setQ("'" + folder + "' in parents" + " and not mimeType = 'x'".repeat(200))
                .execute();

        assertThat(list.getFiles()).hasSize(1);
        assertThat(emulator.requests().all().get(1).header("X-HTTP-Method-Override"))
                .isEqualTo("GET");
    }

    private Drive.Files.List inFolder() throws IOException {
        return client.files().list().setQ("'" + folder + "' in parents and trashed = false");
    }

    private File create(String name, String content) throws IOException {
        Drive.Files.Create create = client.files().create(metadata(name), GoogleClient.text(content));
        create.getMediaHttpUploader().setDirectUploadEnabled(true);
        return create.execute();
    }

    private File metadata(String name) {
        return new File().setName(name).setParents(new ArrayList<>(List.of(folder)));
    }

    private static void assertRefused(int status, String reason, ThrowingCallable call) {
        assertThatThrownBy(call).isInstanceOfSatisfying(GoogleJsonResponseException.class, refused -> {
            assertThat(refused.getStatusCode()).isEqualTo(status);
            assertThat(refused.getDetails().getErrors().get(0).getReason()).isEqualTo(reason);
        });
    }
}
