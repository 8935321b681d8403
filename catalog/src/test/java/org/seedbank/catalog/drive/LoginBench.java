package org.seedbank.catalog.drive;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.seedbank.catalog.CatalogSettings;
import org.seedbank.catalog.drive.login.DriveIdentity;
import org.seedbank.catalog.drive.login.DriveLogin;
import org.seedbank.catalog.drive.login.LoginRequest;
import org.seedbank.catalog.drive.login.PendingLogin;
import org.seedbank.catalog.drive.oauth.Browser;
import org.seedbank.catalog.drive.oauth.OAuthServer;

/** A machine with a person, a browser and an authorization server. */
public final class LoginBench implements AutoCloseable {

    public final OAuthServer server = OAuthServer.start();
    final List<String> tries = new CopyOnWriteArrayList<>();
    public final CatalogSettings settings;

    private final Path folder;

    public LoginBench(Path folder) throws IOException {
        this.folder = folder;
        this.settings = settings(Optional.empty());
    }

    CatalogSettings settings(Optional<String> key) {
        String drive = "http://127.0.0.1:1/";
        return new CatalogSettings(
                folder.resolve("own"),
                folder.resolve("config"),
                folder.resolve("cache"),
                folder.resolve("state"),
                drive,
                key,
                tries::add);
    }

    public Path write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text);
    }

    public LoginRequest request() throws IOException {
        return LoginRequest.with(write("credentials.json", server.credentials()));
    }

    /** Gives up soon: for people who do not answer. */
    LoginRequest hasty() throws IOException {
        return new LoginRequest(request().credentials(), Optional.empty(), 0, Duration.ofMillis(200));
    }

    public DriveIdentity.Login logIn() throws IOException, InterruptedException {
        return logIn(request(), LoginBench::browse);
    }

    public DriveIdentity.Login logIn(LoginRequest request, Step step) throws InterruptedException {
        return new DriveLogin(settings).run(request, pending -> {
            try {
                step.run(pending);
            } catch (IOException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    public static void browse(PendingLogin pending) throws IOException, InterruptedException {
        Browser.open(pending.address());
    }

    public static void nothing(PendingLogin pending) {}

    /** What the person does while the login waits. */
    @FunctionalInterface
    public interface Step {
        void run(PendingLogin pending) throws IOException, InterruptedException;
    }

    public Path token() {
        return folder.resolve("config/token.json");
    }

    public JsonObject kept() throws IOException {
        return JsonParser.parseString(Files.readString(token())).getAsJsonObject();
    }

    public String kept(String field) throws IOException {
        return kept().get(field).getAsString();
    }

    /** Makes the kept access token one that has expired. */
    public void expireAccess() throws IOException {
        JsonObject json = kept();
        json.addProperty("expiry", Instant.EPOCH.toString());
        Files.writeString(token(), json.toString());
    }

    @Override
    public void close() throws InterruptedException {
        server.close();
    }
}
