package org.seedbank.catalog.drive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.api.services.drive.Drive;
import com.google.api.services.drive.model.ChangeList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The log of changes, as Google's own client for Java reads it. */
class ChangesTest {

    private static final String USER = "grower@example.org";

    private final DriveEmulator emulator = DriveEmulator.start();
    private final EmulatedDrive drive = emulator.drive();
    private final Drive client = GoogleClient.with(emulator, drive.userToken(USER, "drive"));

    @AfterEach
    void close() {
        emulator.close();
    }

    @Test
    void tells_the_latest_of_each_file_since_a_token() throws Exception {
        String folder = drive.folder(USER, "catalog");
        String deleted = drive.file(USER, folder, "old.csv", new byte[0]);
        String token = client.changes().getStartPageToken().execute().getStartPageToken();
        String made = drive.file(USER, folder, "new.csv", new byte[0]);
        drive.rename(made, "newer.csv");
        drive.delete(deleted);
        drive.folder("other@example.org", "not for this user");

        ChangeList changes = client.changes().list(token).execute();

        assertThat(changes.getChanges())
                .extracting(change -> change.getFileId() + " " + change.getRemoved() + " "
                        + (change.getFile() == null ? "-" : change.getFile().getName()))
                .containsExactly(made + " false newer.csv", deleted + " true -");
        assertThat(client.changes()
                        .list(changes.getNewStartPageToken())
                        .execute()
                        .getChanges())
                .isEmpty();
    }

    @Test
    void comes_in_pages() throws Exception {
        String token = client.changes().getStartPageToken().execute().getStartPageToken();
        String folder = drive.folder(USER, "catalog");
        for (int i = 0; i < 150; i++) {
            drive.file(USER, folder, "file-" + i, new byte[0]);
        }

        ChangeList first = client.changes().list(token).setPageSize(1000).execute();
        ChangeList second = client.changes().list(first.getNextPageToken()).execute();

        assertThat(first.getChanges()).hasSize(100);
        assertThat(first.getNewStartPageToken()).isNull();
        assertThat(second.getChanges()).hasSize(51);
        assertThat(second.getNextPageToken()).isNull();
    }

    @Test
    void of_a_shared_drive_only() throws Exception {
        String shared = drive.sharedDrive("lab", USER);
        String token = client.changes()
                .getStartPageToken()
                .setDriveId(shared)
                .setSupportsAllDrives(true)
                .execute()
                .getStartPageToken();
        drive.folder(USER, "mine");
        drive.folderIn(USER, shared, "ours");

        ChangeList changes = client.changes()
                .list(token)
                .setDriveId(shared)
                .setSupportsAllDrives(true)
                .setIncludeItemsFromAllDrives(true)
                .execute();

        assertThat(changes.getChanges())
                .extracting(change -> change.getFile().getName())
                .containsExactly("ours");
    }
}
