package org.seedbank.integrity.json;

import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.function.Function;
import org.seedbank.integrity.Sha256;

/** Values that are one JSON value. Gson's own forms are too kind: they take {@code "1"} for a number and 1 for a text. */
final class Scalars {

    private Scalars() {}

    /** How one JSON value is read. */
    @FunctionalInterface
    private interface Reading<T> {
        T from(JsonReader in) throws IOException;
    }

    /** How one JSON value is written. */
    @FunctionalInterface
    private interface Writing<T> {
        void to(JsonWriter out, T value) throws IOException;
    }

    static void register(GsonBuilder gson) {
        String whole = "a whole number";
        TypeAdapter<Integer> ints = form(JsonReader::nextInt, JsonWriter::value, JsonToken.NUMBER, whole);
        TypeAdapter<Long> longs = form(JsonReader::nextLong, JsonWriter::value, JsonToken.NUMBER, whole);
        TypeAdapter<Double> doubles = form(JsonReader::nextDouble, JsonWriter::value, JsonToken.NUMBER, "a number");
        TypeAdapter<Boolean> flag =
                form(JsonReader::nextBoolean, JsonWriter::value, JsonToken.BOOLEAN, "true or false");
        gson.registerTypeAdapter(Integer.class, ints)
                .registerTypeAdapter(int.class, ints)
                .registerTypeAdapter(Long.class, longs)
                .registerTypeAdapter(long.class, longs)
                .registerTypeAdapter(Double.class, doubles)
                .registerTypeAdapter(double.class, doubles)
                .registerTypeAdapter(Boolean.class, flag)
                .registerTypeAdapter(boolean.class, flag)
                .registerTypeAdapter(
                        String.class, form(JsonReader::nextString, JsonWriter::value, JsonToken.STRING, "a text"));
        texts(gson);
    }

    private static void texts(GsonBuilder gson) {
        gson.registerTypeAdapterFactory(new Words())
                .registerTypeAdapter(Sha256.class, text(Sha256::new, Sha256::hex, "64 lower-case hex digits"))
                .registerTypeHierarchyAdapter(Path.class, text(Scalars::path, Path::toString, "an absolute path"))
                .registerTypeAdapter(
                        Instant.class, text(Instant::parse, Scalars::millis, "a time such as 2024-05-17T09:30:00Z"))
                .registerTypeAdapter(
                        LocalTime.class, text(LocalTime::parse, LocalTime::toString, "a time of day such as 18:30"))
                .registerTypeAdapter(
                        Duration.class, text(Duration::parse, Duration::toString, "a duration such as PT30S"));
    }

    /** Some programs read no finer times. */
    private static String millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** A relative one would mean another place in another process. */
    private static Path path(String text) {
        Path path = Path.of(text);
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException(text);
        }
        return path;
    }

    static <T> TypeAdapter<T> text(Function<String, T> parse, Function<? super T, String> print, String expected) {
        return form(
                in -> {
                    String text = in.nextString();
                    try {
                        return parse.apply(text);
                    } catch (IllegalArgumentException | DateTimeException e) {
                        throw new Malformed(in, "must be " + expected);
                    }
                },
                (out, value) -> out.value(print.apply(value)),
                JsonToken.STRING,
                expected);
    }

    private static <T> TypeAdapter<T> form(Reading<T> read, Writing<T> write, JsonToken token, String expected) {
        return new TypeAdapter<>() {
            @Override
            public T read(JsonReader in) throws IOException {
                Malformed.require(in, token, "must be " + expected);
                try {
                    return read.from(in);
                } catch (NumberFormatException e) {
                    // The reader stays before a number that it cannot hold.
                    throw new Malformed(in.getPath(), "must be " + expected);
                }
            }

            @Override
            public void write(JsonWriter out, T value) throws IOException {
                write.to(out, value);
            }
        };
    }
}
