package org.seedbank.catalog.drive.emulator;

import com.google.api.client.http.ByteArrayContent;
import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.http.javanet.NetHttpTransport;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.drive.Drive;
import com.google.auth.Credentials;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.AccessToken;
import com.google.auth.oauth2.GoogleCredentials;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;

/** Google's own client for Java, as tests of the emulator use it. */
final class GoogleClient {

    private GoogleClient() {}

    static Drive with(DriveEmulator emulator, String token) {
        Date later = Date.from(Instant.now().plusSeconds(3600));
        return of(
                emulator,
                new HttpCredentialsAdapter(GoogleCredentials.create(new AccessToken(token, later)).toBuilder()
                        .build()));
    }

    static Drive withKey(DriveEmulator emulator, String key) {
        return of(emulator, request -> request.getHeaders().set("X-Goog-Api-Key", key));
    }

    private static Drive of(DriveEmulator emulator, HttpRequestInitializer credentials) {
        HttpRequestInitializer patient = request -> {
            credentials.initialize(request);
            request.setConnectTimeout(10_000).setReadTimeout(10_000).setNumberOfRetries(0);
        };
        return new Drive.Builder(new NetHttpTransport(), GsonFactory.getDefaultInstance(), patient)
                .setRootUrl(emulator.rootUrl().toString())
                .setUniverseDomain(Credentials.GOOGLE_DEFAULT_UNIVERSE)
                .setApplicationName("test")
                .build();
    }

    static ByteArrayContent text(String text) {
        return new ByteArrayContent("text/plain", text.getBytes(StandardCharsets.UTF_8));
    }

    static String download(Drive drive, String id) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        drive.files().get(id).executeMediaAndDownloadTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }
}
