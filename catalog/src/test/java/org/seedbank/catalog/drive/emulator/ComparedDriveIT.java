package org.seedbank.catalog.drive.emulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the package google-drive-mock checks against the real Drive holds for the emulator too. */
final class ComparedDriveIT {

    /** As many as the suite's configuration lets run. */
    private static final int WORKERS = 8;

    /** Of the version that the lock file names: what the suite's configuration leaves in. */
    private static final int TESTS = 57;

    @Test
    void it_answers_as_drive_does() throws Exception {
        Path installed = NodeProject.install("drive-suite");
        try (DriveEmulator emulator = DriveEmulator.start()) {
            emulator.drive().searchLag(Duration.ZERO);
            copyTests(installed);
            Path report = installed.resolve("report.json");
            Files.deleteIfExists(report);

            new OtherProgram(installed, environment(emulator))
                    .runHowever("npx", "--offline", "vitest", "run", "--reporter=json", "--outputFile=report.json");

            JsonObject results =
                    JsonParser.parseString(Files.readString(report)).getAsJsonObject();
            assertThat(namesOf(results, "failed")).isEmpty();
            assertThat(namesOf(results, "passed")).hasSize(TESTS);
        }
    }

    /** Those that run side by side would take each other's folder away, so each has an account of its own. */
    private static Map<String, String> environment(DriveEmulator emulator) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "TEST_TARGET", "mock",
                "USE_SHARED_MOCK", "true",
                "PORT", "" + emulator.rootUrl().getPort()));
        for (int worker = 1; worker <= WORKERS; worker++) {
            String user = "grower%d@example.org".formatted(worker);
            environment.put("TOKEN_" + worker, emulator.drive().userToken(user, "drive"));
        }
        return environment;
    }

    /** They know a token and a host of their own. */
    private static void copyTests(Path installed) throws IOException {
        Path tests = Files.createDirectories(installed.resolve("test"));
        try (Stream<Path> all = Files.list(installed.resolve("node_modules/google-drive-mock/test"))) {
            for (Path each : all.toList()) {
                String text = Files.readString(each)
                        .replace("'valid-token'", "(process.env['TOKEN_' + process.env.VITEST_POOL_ID] as string)")
                        .replace("http://localhost:", "http://127.0.0.1:");
                Files.writeString(tests.resolve(each.getFileName()), text);
            }
        }
    }

    private static List<String> namesOf(JsonObject results, String status) {
        List<String> names = new ArrayList<>();
        for (JsonElement file : results.getAsJsonArray("testResults")) {
            for (JsonElement each : file.getAsJsonObject().getAsJsonArray("assertionResults")) {
                JsonObject test = each.getAsJsonObject();
                if (test.get("status").getAsString().equals(status)) {
                    names.add(test.get("fullName").getAsString() + " " + test.get("failureMessages"));
                }
            }
        }
        return names;
    }
}
