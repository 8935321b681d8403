package org.seedbank.catalog.drive;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.google.api.services.drive.model.ChangeList;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.FileList;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.fuzz.Seeds;
import org.seedbank.fuzz.Yardstick;

/** Answers of Google Drive: listings, changes, one file, and refusals. The first byte chooses. */
class DriveAnswerFuzzIT {

    private static final Yardstick YARDSTICK = new Yardstick("drive", 1 << 20, 400);

    static Stream<byte[]> seeds() {
        String file =
                "{\"id\":\"abc\",\"name\":\"x.torrent\",\"mimeType\":\"application/x-bittorrent\",\"version\":\"7\",\"size\":\"12\","
                        + "\"modifiedTime\":\"2024-05-01T00:00:00.000Z\",\"trashed\":false,\"appProperties\":{\"a\":\"b\"},"
                        + "\"shortcutDetails\":{\"targetId\":\"x\",\"targetMimeType\":\"y\"},\"capabilities\":{\"canDownload\":true}}";
        return Seeds.texts(
                "0{\"files\":[" + file + "],\"nextPageToken\":\"t\",\"incompleteSearch\":false}",
                "1{\"changes\":[{\"changeType\":\"file\",\"fileId\":\"abc\",\"removed\":false,\"file\":" + file
                        + "}],\"newStartPageToken\":\"9\"}",
                "2" + file,
                "3{\"error\":{\"code\":403,\"message\":\"x\",\"errors\":[{\"domain\":\"usageLimits\",\"reason\":\"rateLimitExceeded\"}]}}");
    }

    @MethodSource("seeds")
    @FuzzTest
    void is_read_or_refused(byte[] input) throws Exception {
        if (input.length == 0) {
            return;
        }
        byte[] body = Arrays.copyOfRange(input, 1, input.length);
        YARDSTICK.measure(input.length, () -> {
            try {
                return answer(input[0] & 3, body);
            } catch (NotUnderstoodException e) {
                return e;
            }
        });
    }

    private static Object answer(int kind, byte[] body) throws Exception {
        switch (kind) {
            case 0 -> {
                FileList list = DriveAnswers.parse(body, FileList.class);
                return list == null || list.getFiles() == null ? null : DriveAnswers.sound(list.getFiles());
            }
            case 1 -> {
                ChangeList list = DriveAnswers.parse(body, ChangeList.class);
                if (list != null && list.getChanges() != null) {
                    DriveAnswers.soundChanges(list.getChanges());
                }
                return list;
            }
            case 2 -> {
                File file = DriveAnswers.parse(body, File.class);
                return file == null ? null : DriveAnswers.sound(file);
            }
            default -> {
                return DriveAnswers.reason(body);
            }
        }
    }
}
