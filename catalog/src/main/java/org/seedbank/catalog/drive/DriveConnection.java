package org.seedbank.catalog.drive;

import com.google.api.client.http.HttpRequestInitializer;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.DriveRequest;
import com.google.api.services.drive.DriveRequestInitializer;
import com.google.auth.Credentials;
import com.google.auth.http.HttpCredentialsAdapter;
import com.google.auth.oauth2.GoogleCredentials;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.internal.calls.Patience;
import org.seedbank.catalog.internal.google.BoundedTransport;

/** Google's client for Drive, set up for one account or API key. Safe for use by several threads. */
final class DriveConnection {

    private static final String RESOURCE_KEYS = "X-Goog-Drive-Resource-Keys";

    /** Of any answer; whoever makes a request has less patience with most. */
    private static final Duration LONGEST =
            Patience.USUAL.forBytes(Catalog.MAX_TORRENT_BYTES).each();

    private static final int MOST_BYTES = Catalog.MAX_TORRENT_BYTES;

    private final Drive drive;

    /** Keys of the catalog's folders; any thread adds to them. */
    private final Map<String, String> resourceKeys = new ConcurrentHashMap<>();

    private DriveConnection(URI root, HttpRequestInitializer signer, Optional<String> key) {
        Drive.Builder builder = new Drive.Builder(
                        new BoundedTransport(LONGEST, MOST_BYTES), GsonFactory.getDefaultInstance(), request -> {
                            signer.initialize(request);
                            // One renewal of the login; everything else is tried again by whoever makes the request.
                            request.setNumberOfRetries(1);
                            // Refusals are read by DriveAnswers.
                            request.setThrowExceptionOnExecuteError(false);
                            if (!resourceKeys.isEmpty()) {
                                request.getHeaders().set(RESOURCE_KEYS, header(resourceKeys));
                            }
                        })
                .setRootUrl(root.toString())
                .setUniverseDomain(Credentials.GOOGLE_DEFAULT_UNIVERSE)
                .setApplicationName("seedbank");
        key.ifPresent(value -> builder.setGoogleClientRequestInitializer(new DriveRequestInitializer(value)));
        drive = builder.build();
    }

    /** Drive as somebody who logged in. */
    static DriveConnection signedIn(URI root, GoogleCredentials credentials) {
        return new DriveConnection(root, new HttpCredentialsAdapter(credentials), Optional.empty());
    }

    /** Drive as anybody with an API key. */
    static DriveConnection withKey(URI root, String key) {
        return new DriveConnection(root, request -> {}, Optional.of(key));
    }

    Drive drive() {
        return drive;
    }

    /** Sends the key of this folder with every request from now on. */
    void remember(DriveItemId folder) {
        folder.resourceKey().ifPresent(key -> resourceKeys.put(folder.id(), key));
    }

    /** Sends the key of this file with one request, beside those of the folders. */
    void unlock(DriveItemId file, DriveRequest<?> request) {
        file.resourceKey().ifPresent(key -> {
            Map<String, String> keys = new HashMap<>(resourceKeys);
            keys.put(file.id(), key);
            request.setRequestHeaders(request.getRequestHeaders().set(RESOURCE_KEYS, header(keys)));
        });
    }

    private static String header(Map<String, String> keys) {
        return keys.entrySet().stream()
                .map(each -> each.getKey() + "/" + each.getValue())
                .sorted()
                .collect(Collectors.joining(","));
    }
}
