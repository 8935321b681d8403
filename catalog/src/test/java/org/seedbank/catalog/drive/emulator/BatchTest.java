package org.seedbank.catalog.drive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.client.googleapis.batch.BatchRequest;
import com.google.api.client.googleapis.batch.json.JsonBatchCallback;
import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.http.HttpHeaders;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.model.About;
import com.google.api.services.drive.model.File;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Many calls in one, and what belongs to an account, as Google's own client for Java asks for it. */
class BatchTest {

    private static final String USER = "grower@example.org";

    @Test
    void calls_of_a_batch_succeed_and_fail_each_by_itself() throws Exception {
        try (DriveEmulator emulator = DriveEmulator.start()) {
            EmulatedDrive drive = emulator.drive();
            String file = drive.file(USER, drive.root(USER), "ph.csv", new byte[0]);
            Drive client = GoogleClient.with(emulator, drive.userToken(USER, "drive"));
            List<String> seen = new ArrayList<>();
            BatchRequest batch = client.batch();
            client.files().get(file).queue(batch, into(seen));
            client.files().update(file, new File().setName("acidity.csv")).queue(batch, into(seen));
            client.files().get("nowhere").queue(batch, into(seen));

            batch.execute();

            assertThat(seen).containsExactly("ph.csv", "acidity.csv", "404 File not found: nowhere.");
            assertThat(emulator.requests().all()).hasSize(1);
        }
    }

    @Test
    void an_account_knows_its_user_and_what_is_used() throws Exception {
        try (DriveEmulator emulator = DriveEmulator.start()) {
            EmulatedDrive drive = emulator.drive();
            drive.file(USER, drive.root(USER), "ph.csv", new byte[3]);
            Drive client = GoogleClient.with(emulator, drive.userToken(USER, "drive.readonly"));

            About about = client.about().get().setFields("user,storageQuota").execute();

            assertThat(about.getUser().getEmailAddress()).isEqualTo(USER);
            assertThat(about.getStorageQuota().getUsage()).isEqualTo(3);
        }
    }

    private static JsonBatchCallback<File> into(List<String> seen) {
        return new JsonBatchCallback<>() {
            @Override
            public void onSuccess(File file, HttpHeaders headers) {
                seen.add(file.getName());
            }

            @Override
            public void onFailure(GoogleJsonError error, HttpHeaders headers) {
                seen.add(error.getCode() + " " + error.getMessage());
            }
        };
    }
}
