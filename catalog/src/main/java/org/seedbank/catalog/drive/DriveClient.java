package org.seedbank.catalog.drive;

import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.HttpHeaders;
import com.google.api.client.http.HttpResponse;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.DriveRequest;
import com.google.api.services.drive.model.About;
import com.google.api.services.drive.model.ChangeList;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.FileList;
import com.google.api.services.drive.model.Permission;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.seedbank.catalog.internal.calls.PacedCalls;
import org.seedbank.catalog.internal.calls.Patience;

/**
 * Drive as one account, or the holder of an API key, sees it: each method is one request, paced and tried again where that
 * may help. Safe for use by several threads.
 */
final class DriveClient {

    /** Fields that are asked of each file. */
    static final String FILE_FIELDS =
            "id,name,mimeType,description,properties,createdTime,modifiedTime,size,md5Checksum,"
                    + "trashed,parents,resourceKey,shortcutDetails(targetId,targetMimeType,targetResourceKey)";

    static final String FOLDER_TYPE = "application/vnd.google-apps.folder";
    static final String SHORTCUT_TYPE = "application/vnd.google-apps.shortcut";

    private static final String FOLDER_FIELDS =
            "id,name,mimeType,trashed,driveId,resourceKey,webViewLink,capabilities(canAddChildren),"
                    + "shortcutDetails(targetId,targetMimeType,targetResourceKey)";
    static final String TORRENT_TYPE = "application/x-bittorrent";

    /** Drive gives no more at once, whatever it is asked for. */
    private static final int PAGE = 100;

    /** Above this Google wants uploads in parts. */
    private static final int LARGEST_WHOLE_UPLOAD = 5_000_000;

    private static final int CONFLICT = 409;

    /** How Drive answers to a token that it does not know: bad request, not found, gone. */
    private static final Set<Integer> EXPIRED = Set.of(400, 404, 410);

    private final DriveConnection connection;
    private final Drive drive;
    private final PacedCalls calls;

    DriveClient(DriveConnection connection, PacedCalls calls) {
        this.connection = connection;
        this.drive = connection.drive();
        this.calls = calls;
    }

    /** Sends the key of this folder with every request from now on. */
    void remember(DriveItemId folder) {
        connection.remember(folder);
    }

    File folder(String id, Patience patience) throws InterruptedException {
        return calls.run(
                "drive: look at folder " + id,
                patience,
                () -> DriveAnswers.sound(DriveAnswers.of(
                        drive.files().get(id).setFields(FOLDER_FIELDS).setSupportsAllDrives(true))));
    }

    File file(String id) throws InterruptedException {
        return calls.run("drive: look at file " + id, Patience.USUAL, () -> get(id));
    }

    /**
     * The file that a shortcut leads to.
     *
     * @param name the shortcut's name, for people
     * @throws org.seedbank.catalog.CatalogException.Withheld when it is not there, or not for this account
     */
    File target(DriveItemId target, String name, Patience patience) throws InterruptedException {
        return calls.run("drive: follow a shortcut to " + target.id(), patience, () -> {
            Drive.Files.Get request =
                    drive.files().get(target.id()).setFields(FILE_FIELDS).setSupportsAllDrives(true);
            connection.unlock(target, request);
            try {
                return DriveAnswers.sound(DriveAnswers.of(request));
            } catch (GoogleJsonResponseException e) {
                throw new RefusedFileException(e, name);
            }
        });
    }

    private File get(String id) throws IOException {
        return DriveAnswers.sound(
                DriveAnswers.of(drive.files().get(id).setFields(FILE_FIELDS).setSupportsAllDrives(true)));
    }

    /**
     * One page of what matches a query.
     *
     * @param driveId the shared drive to search, or null
     * @param token from the page before, or null
     * @return empty when Drive does not know the token any more
     */
    Optional<FileList> page(String query, String driveId, String token, Patience patience) throws InterruptedException {
        return calls.run("drive: list files where " + query + (token == null ? "" : ", next page"), patience, () -> {
            Drive.Files.List request = drive.files()
                    .list()
                    .setQ(query)
                    .setPageSize(PAGE)
                    .setPageToken(token)
                    .setFields("nextPageToken,incompleteSearch,files(" + FILE_FIELDS + ")")
                    .setSupportsAllDrives(true)
                    .setIncludeItemsFromAllDrives(true);
            if (driveId != null) {
                request.setCorpora("drive").setDriveId(driveId);
            }
            Optional<FileList> page = unlessExpired(token, request);
            if (page.isPresent()) {
                DriveAnswers.sound(page.get().getFiles());
            }
            return page;
        });
    }

    private static <T> Optional<T> unlessExpired(String token, DriveRequest<T> request) throws IOException {
        try {
            return Optional.of(DriveAnswers.of(request));
        } catch (GoogleJsonResponseException e) {
            if (token != null && EXPIRED.contains(e.getStatusCode())) {
                return Optional.empty();
            }
            throw e;
        }
    }

    String changesFromNow(String driveId, Patience patience) throws InterruptedException {
        return calls.run("drive: begin to follow changes", patience, () -> {
            String token = DriveAnswers.of(drive.changes()
                            .getStartPageToken()
                            .setDriveId(driveId)
                            .setSupportsAllDrives(true))
                    .getStartPageToken();
            if (token == null) {
                throw new NotUnderstoodException("it names no place in the changes", null);
            }
            return token;
        });
    }

    /** Changes since a token was given; empty when Drive does not know the token any more. */
    Optional<ChangeList> changes(String token, String driveId, Patience patience) throws InterruptedException {
        return calls.run("drive: ask for changes", patience, () -> {
            Optional<ChangeList> page = unlessExpired(
                    token,
                    drive.changes()
                            .list(token)
                            .setDriveId(driveId)
                            .setPageSize(PAGE)
                            .setSupportsAllDrives(true)
                            .setIncludeItemsFromAllDrives(true)
                            .setFields("nextPageToken,newStartPageToken,changes(removed,fileId,file(" + FILE_FIELDS
                                    + "))"));
            if (page.isPresent()) {
                DriveAnswers.soundChanges(page.get().getChanges());
            }
            return page;
        });
    }

    String newId() throws InterruptedException {
        return calls.run("drive: ask for an id", Patience.USUAL, () -> {
            List<String> ids =
                    DriveAnswers.of(drive.files().generateIds().setCount(1)).getIds();
            return DriveAnswers.sound(new File().setId(ids == null || ids.isEmpty() ? null : ids.get(0)))
                    .getId();
        });
    }

    /** Makes a file under an id of its own, once however often it is tried; what is there already comes back. */
    File create(File file, String type, byte[] content) throws InterruptedException {
        return calls.run(
                "drive: create " + file.getName(),
                Patience.USUAL.forBytes(content.length),
                () -> orThatOne(file, () -> {
                    Drive.Files.Create request = drive.files()
                            .create(file, new ByteArrayContent(type, content))
                            .setFields(FILE_FIELDS)
                            .setSupportsAllDrives(true);
                    request.getMediaHttpUploader().setDirectUploadEnabled(content.length <= LARGEST_WHOLE_UPLOAD);
                    return DriveAnswers.sound(DriveAnswers.of(request));
                }));
    }

    File createTorrent(File file, byte[] torrent) throws InterruptedException {
        return create(file, TORRENT_TYPE, torrent);
    }

    File createFolder(File folder) throws InterruptedException {
        return calls.run(
                "drive: create folder",
                Patience.USUAL,
                () -> orThatOne(
                        folder,
                        () -> DriveAnswers.sound(DriveAnswers.of(drive.files()
                                .create(folder)
                                .setFields(FOLDER_FIELDS)
                                .setSupportsAllDrives(true)))));
    }

    /** A try whose answer was lost has made the file; the next one is told that the id is taken. */
    private File orThatOne(File file, Making making) throws IOException {
        try {
            return making.make();
        } catch (GoogleJsonResponseException e) {
            if (e.getStatusCode() == CONFLICT) {
                return get(file.getId());
            }
            throw e;
        }
    }

    @FunctionalInterface
    private interface Making {
        File make() throws IOException;
    }

    /** Changes a file's metadata; what is null in {@code change} stays. */
    File update(String id, File change) throws InterruptedException {
        return calls.run(
                "drive: update " + id,
                Patience.USUAL,
                () -> DriveAnswers.sound(DriveAnswers.of(
                        drive.files().update(id, change).setFields(FILE_FIELDS).setSupportsAllDrives(true))));
    }

    /** Changes a torrent's metadata and its content at once. */
    File updateTorrent(String id, File change, byte[] torrent) throws InterruptedException {
        return calls.run("drive: update " + id, Patience.USUAL.forBytes(torrent.length), () -> {
            Drive.Files.Update request = drive.files()
                    .update(id, change, new ByteArrayContent(TORRENT_TYPE, torrent))
                    .setFields(FILE_FIELDS)
                    .setSupportsAllDrives(true);
            request.getMediaHttpUploader().setDirectUploadEnabled(torrent.length <= LARGEST_WHOLE_UPLOAD);
            return DriveAnswers.sound(DriveAnswers.of(request));
        });
    }

    void shareWithEverybody(String id) throws InterruptedException {
        calls.run(
                "drive: share " + id + " for reading",
                Patience.USUAL,
                () -> DriveAnswers.of(drive.permissions()
                        .create(
                                id,
                                new Permission()
                                        .setType("anyone")
                                        .setRole("reader")
                                        .setAllowFileDiscovery(false))
                        .setSupportsAllDrives(true)));
    }

    /**
     * A file's content, of which more than {@code limit} bytes are not read.
     *
     * @param name its name, for people
     * @throws org.seedbank.catalog.CatalogException.Withheld when Drive has a reason not to hand this one out
     */
    byte[] content(DriveItemId file, String name, long expected, int limit, Patience patience)
            throws InterruptedException {
        return calls.run("drive: fetch " + file.id(), patience.forBytes(expected), () -> {
            Drive.Files.Get request = drive.files().get(file.id()).setSupportsAllDrives(true);
            connection.unlock(file, request);
            return DriveAnswers.content(request, name, limit);
        });
    }

    About about() throws InterruptedException {
        return calls.run(
                "drive: ask about the account",
                Patience.SHORT,
                () -> DriveAnswers.of(drive.about().get().setFields("user(displayName,emailAddress),storageQuota")));
    }

    /** The time by Drive's clock. */
    Instant time() throws InterruptedException {
        return calls.run("drive: ask for the time", Patience.SHORT, () -> {
            // Who may not ask is told the time all the same.
            HttpResponse answer = drive.about().get().setFields("kind").executeUnparsed();
            answer.disconnect();
            return date(answer.getHeaders());
        });
    }

    private static Instant date(HttpHeaders headers) throws IOException {
        try {
            return DateTimeFormatter.RFC_1123_DATE_TIME.parse(
                    Optional.ofNullable(headers.getDate()).orElse(""), Instant::from);
        } catch (DateTimeParseException e) {
            throw new IOException("an answer without a time", e);
        }
    }
}
