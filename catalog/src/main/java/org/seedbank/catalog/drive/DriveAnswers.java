package org.seedbank.catalog.drive;

import com.google.api.client.googleapis.json.GoogleJsonError;
import com.google.api.client.googleapis.json.GoogleJsonResponseException;
import com.google.api.client.http.HttpResponse;
import com.google.api.client.http.HttpResponseException;
import com.google.api.client.json.JsonParser;
import com.google.api.client.json.gson.GsonFactory;
import com.google.api.client.util.Data;
import com.google.api.services.drive.Drive;
import com.google.api.services.drive.DriveRequest;
import com.google.api.services.drive.model.Change;
import com.google.api.services.drive.model.File;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.seedbank.catalog.internal.json.JsonText;

/**
 * Makes objects of what Drive answers; nothing else does. What comes is bounded in bytes, depth and number of values
 * before Google's client makes objects of it, since two bytes of JSON can become hundreds in memory.
 *
 * @see NotUnderstoodException for everything that is not what Drive documents
 */
final class DriveAnswers {

    /** A hundred files with all their properties and long descriptions have less than a quarter of it. */
    static final int MOST_BYTES = 16 << 20;

    private static final int MOST_REFUSAL_BYTES = 64 << 10;

    /** A hundred files with 100 properties each have 12,000. */
    private static final int MOST_VALUES = 100_000;

    private static final int DEEPEST = 32;

    /** Words of Drive for what is wrong; anything else in their place is not worth being shown. */
    private static final Pattern REASON = Pattern.compile("[A-Za-z0-9_.-]{1,80}");

    /** Begins what Google's parser says of a field that it cannot read. */
    private static final Pattern FIELD = Pattern.compile("\\bkey ([A-Za-z0-9_]{1,80})");

    private DriveAnswers() {}

    /**
     * Makes a request and reads the answer.
     *
     * @throws HttpResponseException when Drive refuses
     * @throws NotUnderstoodException when what it answers is nothing of the kind
     */
    static <T> T of(DriveRequest<T> request) throws IOException {
        HttpResponse response = request.executeUnparsed();
        try {
            requireGood(response);
            return parse(read(response, MOST_BYTES), request.getResponseClass());
        } finally {
            response.disconnect();
        }
    }

    /**
     * Fetches what is in a file, but no file that Drive has marked as abusive: that it is to be had all the same is for a
     * person to say.
     *
     * @throws RefusedFileException when Drive does not hand it out
     */
    static byte[] content(Drive.Files.Get request, String name, int limit) throws IOException {
        HttpResponse response = request.executeMedia();
        try {
            requireGood(response);
            byte[] bytes = response.getContent().readNBytes(limit + 1);
            if (bytes.length > limit) {
                throw new NotUnderstoodException("it has more than %d bytes".formatted(limit), null);
            }
            return bytes;
        } catch (GoogleJsonResponseException e) {
            throw new RefusedFileException(e, name);
        } finally {
            response.disconnect();
        }
    }

    /** A file as it has to be: with an id, and nothing in it that cannot be. */
    static File sound(File file) throws NotUnderstoodException {
        if (file == null || file.getId() == null || file.getId().isEmpty()) {
            throw new NotUnderstoodException("it has a file without an id", null);
        }
        try {
            DriveItemId id = new DriveItemId(file.getId(), Optional.ofNullable(file.getResourceKey()));
            DriveItems.target(file);
            if (file.getSize() != null && file.getSize() < 0) {
                throw new NotUnderstoodException("the file '%s' has a size below zero".formatted(id), null);
            }
            return file;
        } catch (IllegalArgumentException e) {
            throw new NotUnderstoodException("it has a file whose id is none of Drive's", e);
        }
    }

    /** All of them sound. */
    static List<File> sound(List<File> files) throws NotUnderstoodException {
        // Google's parser makes an empty list of null, and tells the two apart by identity.
        if (files == null || Data.isNull(files)) {
            throw new NotUnderstoodException("it has no list of files", null);
        }
        for (File file : files) {
            sound(file);
        }
        return files;
    }

    /** All of them sound, those that are about a file. */
    static void soundChanges(List<Change> changes) throws NotUnderstoodException {
        if (changes == null || Data.isNull(changes)) {
            throw new NotUnderstoodException("it has no list of changes", null);
        }
        for (Change change : changes) {
            if (change.getFile() != null) {
                sound(change.getFile());
            }
        }
    }

    private static byte[] read(HttpResponse response, int limit) throws IOException {
        byte[] body = response.getContent() == null
                ? new byte[0]
                : response.getContent().readNBytes(limit + 1);
        if (body.length > limit) {
            throw new NotUnderstoodException("it has more than %d bytes".formatted(limit), null);
        }
        return body;
    }

    static <T> T parse(byte[] body, Class<T> kind) throws NotUnderstoodException {
        scan(body);
        try (JsonParser parser = GsonFactory.getDefaultInstance()
                .createJsonParser(new ByteArrayInputStream(body), StandardCharsets.UTF_8)) {
            return parser.parse(kind);
        } catch (IOException | RuntimeException e) {
            // Google's parser throws what comes: of a text in place of a number, of a time that is none, of a list.
            throw new NotUnderstoodException(
                    field(e).map("its field '%s' is not as Drive documents it"::formatted)
                            .orElse("it is not as Drive documents it"),
                    e);
        }
    }

    /** The innermost field that a failure names. */
    private static Optional<String> field(Throwable failure) {
        Optional<String> field = Optional.empty();
        Throwable cause = failure;
        for (int depth = 0; depth < DEEPEST && cause != null; depth++) {
            Matcher named = FIELD.matcher(String.valueOf(cause.getMessage()));
            field = named.find() ? Optional.of(named.group(1)) : field;
            cause = cause.getCause();
        }
        return field;
    }

    private static void scan(byte[] body) throws NotUnderstoodException {
        JsonReader reader =
                new JsonReader(new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
        reader.setStrictness(Strictness.STRICT);
        reader.setNestingLimit(DEEPEST);
        try {
            if (reader.peek() != JsonToken.BEGIN_OBJECT) {
                throw new NotUnderstoodException("it is no JSON object", null);
            }
            int values = 0;
            for (JsonToken next = reader.peek(); next != JsonToken.END_DOCUMENT; next = reader.peek()) {
                pass(reader, next);
                if (++values > MOST_VALUES) {
                    throw new NotUnderstoodException("it has more than %d values".formatted(MOST_VALUES), null);
                }
            }
        } catch (NotUnderstoodException e) {
            throw e;
        } catch (IOException e) {
            throw NotUnderstoodException.garbled(body, e);
        }
    }

    private static void pass(JsonReader reader, JsonToken next) throws IOException {
        switch (next) {
            case BEGIN_OBJECT -> reader.beginObject();
            case END_OBJECT -> reader.endObject();
            case BEGIN_ARRAY -> reader.beginArray();
            case END_ARRAY -> reader.endArray();
            default -> reader.skipValue(); // Also a name alone.
        }
    }

    private static void requireGood(HttpResponse response) throws IOException {
        if (!response.isSuccessStatusCode()) {
            throw refusal(response.getStatusCode(), response, read(response, MOST_REFUSAL_BYTES));
        }
    }

    /** Google's client would print a stack trace of an error that it cannot read. */
    private static GoogleJsonResponseException refusal(int status, HttpResponse response, byte[] body) {
        GoogleJsonError.ErrorInfo info = new GoogleJsonError.ErrorInfo();
        info.setReason(reason(body));
        GoogleJsonError error = new GoogleJsonError();
        error.setErrors(List.of(info));
        return new GoogleJsonResponseException(
                new HttpResponseException.Builder(status, null, response.getHeaders()), error);
    }

    /** Drive's word for what is wrong, as its older and its newer errors have it; empty where there is none. */
    static String reason(byte[] body) {
        try {
            if (JsonText.parse(JsonText.utf8(body)).get("error") instanceof JsonObject error) {
                return word(error.get("errors"))
                        .or(() -> word(error.get("details")))
                        .orElse("");
            }
        } catch (IllegalArgumentException e) {
            // A page of a proxy, most likely; its status says enough.
        }
        return "";
    }

    private static Optional<String> word(JsonElement list) {
        if (list instanceof JsonArray array) {
            for (JsonElement each : array) {
                if (each instanceof JsonObject object) {
                    Optional<String> reason = JsonText.text(object, "reason").filter(REASON.asMatchPredicate());
                    if (reason.isPresent()) {
                        return reason;
                    }
                }
            }
        }
        return Optional.empty();
    }
}
