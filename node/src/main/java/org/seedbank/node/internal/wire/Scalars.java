package org.seedbank.node.internal.wire;

import com.google.gson.GsonBuilder;
import com.google.gson.TypeAdapter;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.JsonWriter;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.seedbank.downloading.place.ExistingFiles;
import org.seedbank.integrity.Sha256;
import org.seedbank.integrity.torrent.InfoHash;
import org.seedbank.integrity.torrent.Metainfo;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.MendingReport;
import org.seedbank.swarm.Network;
import org.seedbank.swarm.SwarmKey;

/** What is one JSON value. Gson's own forms are too kind: they take {@code "1"} for a number and 1 for a text. */
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
        numbers(gson);
        gson.registerTypeAdapter(
                String.class, form(JsonReader::nextString, JsonWriter::value, JsonToken.STRING, "a text"));
        TypeAdapter<Boolean> flag =
                form(JsonReader::nextBoolean, JsonWriter::value, JsonToken.BOOLEAN, "true or false");
        gson.registerTypeAdapter(Boolean.class, flag).registerTypeAdapter(boolean.class, flag);
        texts(gson);
    }

    private static void numbers(GsonBuilder gson) {
        String whole = "a whole number";
        TypeAdapter<Integer> ints = form(JsonReader::nextInt, JsonWriter::value, JsonToken.NUMBER, whole);
        TypeAdapter<Long> longs = form(JsonReader::nextLong, JsonWriter::value, JsonToken.NUMBER, whole);
        TypeAdapter<Double> doubles = form(JsonReader::nextDouble, JsonWriter::value, JsonToken.NUMBER, "a number");
        gson.registerTypeAdapter(Integer.class, ints).registerTypeAdapter(int.class, ints);
        gson.registerTypeAdapter(Long.class, longs).registerTypeAdapter(long.class, longs);
        gson.registerTypeAdapter(Double.class, doubles).registerTypeAdapter(double.class, doubles);
        gson.registerTypeAdapter(OptionalDouble.class, new OptionalDoubles(doubles));
    }

    private static void texts(GsonBuilder gson) {
        gson.registerTypeAdapter(SwarmKey.class, text(SwarmKey::new, SwarmKey::hex, "40 lower-case hex digits"))
                .registerTypeAdapter(Sha256.class, text(Sha256::new, Sha256::hex, "64 lower-case hex digits"))
                .registerTypeAdapter(
                        InfoHash.class, text(InfoHash::new, InfoHash::hex, "40 or 64 lower-case hex digits"))
                .registerTypeHierarchyAdapter(Path.class, text(Scalars::path, Path::toString, "an absolute path"))
                .registerTypeAdapter(
                        Instant.class, text(Instant::parse, Scalars::millis, "a time such as 2024-05-17T09:30:00Z"))
                .registerTypeAdapter(
                        LocalTime.class, text(LocalTime::parse, LocalTime::toString, "a time of day such as 18:30"))
                .registerTypeAdapter(
                        Duration.class, text(Duration::parse, Duration::toString, "a duration such as PT30S"))
                .registerTypeAdapter(DayOfWeek.class, words(DayOfWeek.class))
                .registerTypeAdapter(Network.class, words(Network.class))
                .registerTypeAdapter(ExistingFiles.Policy.class, words(ExistingFiles.Policy.class))
                .registerTypeAdapter(MendingReport.Reason.class, words(MendingReport.Reason.class))
                .registerTypeAdapter(
                        DatasetState.class,
                        text(DatasetState::ofLabel, DatasetState::label, "the state of a dataset such as 'not there'"))
                .registerTypeAdapter(
                        InetSocketAddress.class,
                        text(Addresses::parse, Addresses::text, "an IP address and a port such as 192.0.2.1:6881"))
                .registerTypeAdapter(Metainfo.class, text(Torrents::parse, Torrents::text, "a torrent in base64"));
    }

    /** Some programs read no finer times. */
    private static String millis(Instant time) {
        return time.truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** A constant by its name in lower case. */
    private static <E extends Enum<E>> TypeAdapter<E> words(Class<E> type) {
        return text(
                word -> {
                    // Only the form that is written is read, so that one meaning has one form.
                    if (!word.equals(word.toLowerCase(Locale.ROOT))) {
                        throw new IllegalArgumentException(word);
                    }
                    return Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
                },
                constant -> constant.name().toLowerCase(Locale.ROOT),
                "one of " + names(type));
    }

    private static String names(Class<? extends Enum<?>> type) {
        return String.join(
                ", ",
                Arrays.stream(type.getEnumConstants())
                        .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    /** A relative one would mean another place in another process. */
    private static Path path(String text) {
        Path path = Path.of(text);
        if (!path.isAbsolute()) {
            throw new IllegalArgumentException(text);
        }
        return path;
    }

    private static <T> TypeAdapter<T> text(Function<String, T> parse, Function<T, String> print, String expected) {
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
                expect(in, token, "must be " + expected);
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

    static void expect(JsonReader in, JsonToken token, String complaint) throws IOException {
        if (in.peek() != token) {
            throw new Malformed(in.getPath(), complaint);
        }
    }
}
