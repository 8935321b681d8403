package org.seedbank.catalog.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.seedbank.catalog.drive.emulator.Faults.on;

import com.google.api.services.drive.model.ChangeList;
import com.google.api.services.drive.model.File;
import com.google.api.services.drive.model.FileList;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.seedbank.catalog.Catalog;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.Freshness;
import org.seedbank.catalog.SampleDataset;
import org.seedbank.catalog.drive.DriveBench.Person;
import org.seedbank.catalog.drive.emulator.Fault;
import org.seedbank.catalog.drive.login.DriveIdentity;

/** Answers that Drive does not give by its documents, and other servers do. */
final class OddAnswersTest {

    private static final SampleDataset FIRST = SampleDataset.number(1);
    private static final String FILES = "/drive/v3/files";

    @TempDir
    Path folder;

    private DriveBench bench;
    private DriveLocation location;
    private Catalog catalog;

    @BeforeEach
    void publish() throws InterruptedException {
        bench = new DriveBench(folder);
        Person publisher = bench.publisher("meadow");
        location = bench.folderOf(publisher);
        bench.catalog(location, publisher).post(FIRST.draft(), FIRST.metainfo());
        catalog = bench.catalog(location, bench.reader());
    }

    @AfterEach
    void stopDrive() {
        bench.close();
    }

    private static Arguments odd(String what, UnaryOperator<String> change, String reason, int calls) {
        return Arguments.of(what, change, reason, calls);
    }

    /** Half an answer may be whole the next time, so that is asked for again; what is no answer of Drive's is not. */
    static Stream<Arguments> what_is_no_answer_of_drives_is_said_to_be_none() {
        return Stream.of(
                odd("version as a number", with("version", new JsonPrimitive(7)), field("version"), 1),
                odd("size as a number", with("size", new JsonPrimitive(7)), field("size"), 1),
                odd("size below zero", with("size", new JsonPrimitive("-7")), " has a size below zero", 1),
                odd("size too large", with("size", new JsonPrimitive("9".repeat(30))), field("size"), 1),
                odd("name as a list", with("name", new JsonArray()), field("name"), 1),
                odd("time that is none", with("modifiedTime", new JsonPrimitive("soon")), field("modifiedTime"), 1),
                odd("properties as a text", with("properties", new JsonPrimitive("x")), field("properties"), 1),
                odd("parents as an object", with("parents", new JsonObject()), field("parents"), 1),
                odd("trashed as a list", with("trashed", new JsonArray()), field("trashed"), 1),
                odd("no id", with("id", JsonNull.INSTANCE), "it has a file without an id", 1),
                odd("id with a slash", with("id", new JsonPrimitive("../a")), "whose id is none of Drive's", 1),
                odd(
                        "key that is none",
                        with("resourceKey", new JsonPrimitive("a b")),
                        "whose id is none of Drive's",
                        1),
                odd("a null for a file", text -> "{\"files\":[null]}", "it has a file without an id", 1),
                odd("null for the files", text -> "{\"files\":null}", "it has no list of files", 1),
                odd("no files", text -> "{}", "it has no list of files", 1),
                odd("an object for the files", text -> "{\"files\":{}}", field("files"), 1),
                odd("a list for it all", text -> "[" + text + "]", "it is no JSON object", 1),
                odd("a number for it all", text -> "502", "it is no JSON object", 1),
                odd("null for it all", text -> "null", "it is no JSON object", 1),
                odd("deep", text -> deep(), "it is no JSON, or not the whole of it", 7),
                odd("many values", text -> "{\"x\":[" + "1,".repeat(200_000) + "1]}", "more than 100000 values", 1),
                odd(
                        "large",
                        text -> "{\"x\":\"" + "x".repeat(17_000_000) + "\"}",
                        "it has more than 16777216 bytes",
                        1),
                odd("half", text -> text.substring(0, text.length() / 2), "it is no JSON, or not the whole of it", 7),
                odd("more behind it", text -> text + "{}", "it is no JSON, or not the whole of it", 7),
                odd("a page", text -> "<!DOCTYPE html><html>Log in to the guests' network", "it is a web page", 7),
                odd("nothing", text -> "", "it is empty", 7));
    }

    private static String field(String name) {
        return "its field '%s' is not as Drive documents it".formatted(name);
    }

    private static String deep() {
        return "{\"x\":" + "[".repeat(100_000);
    }

    private static UnaryOperator<String> with(String field, JsonElement value) {
        return text -> {
            JsonObject json = JsonParser.parseString(text).getAsJsonObject();
            json.getAsJsonArray("files").get(0).getAsJsonObject().add(field, value);
            return json.toString();
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void what_is_no_answer_of_drives_is_said_to_be_none(
            String what, UnaryOperator<String> change, String reason, int calls) {
        bench.emulator().faults().next(9_999, asked -> asked.path().equals(FILES), Fault.distorted(change));
        bench.emulator().requests().clear();

        assertThatThrownBy(() -> catalog.list())
                .isInstanceOf(CatalogException.Unreachable.class)
                .hasMessageStartingWith("cannot read catalog '%s': Google Drive's answer is not understood: ", location)
                .hasMessageEndingWith(reason);

        assertThat(bench.emulator().requests().all().stream()
                        .filter(asked -> asked.path().equals(FILES))
                        .count())
                .isEqualTo(calls);
    }

    @Test
    void what_is_known_goes_on_being_shown() throws InterruptedException {
        catalog.list();
        bench.emulator()
                .faults()
                .next(9_999, on("GET", FILES), Fault.distorted(text -> "{\"files\":[{\"version\":7}]}"));

        assertThatThrownBy(() -> catalog.list(Freshness.NOW)).isInstanceOf(CatalogException.Unreachable.class);

        assertThat(catalog.list().entries()).hasSize(1);
    }

    @Test
    void a_refusal_that_cannot_be_read_is_a_refusal() {
        assertThat(DriveAnswers.reason(
                        "{\"error\":{\"errors\":[{\"reason\":\"notFound\"}]}}".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("notFound");
        assertThat(DriveAnswers.reason(
                        "{\"error\":{\"code\":403,\"details\":[7,{\"@type\":\"x\",\"reason\":\"SERVICE_DISABLED\"}]}}"
                                .getBytes(StandardCharsets.UTF_8)))
                .isEqualTo("SERVICE_DISABLED");
        List<String> odd = List.of(
                "",
                "null",
                "[]",
                "<html>",
                "{",
                "{\"error\":7}",
                "{\"error\":{\"errors\":{}}}",
                "{\"error\":{\"code\":\"x\"}}",
                "{\"error\":{\"errors\":[{\"reason\":\"a sentence with\\nlines\"}]}}",
                deep());
        assertThat(odd).allSatisfy(each -> assertThat(DriveAnswers.reason(each.getBytes(StandardCharsets.UTF_8)))
                .isEmpty());
    }

    /** Answers whose every part may be another: none of them is more than not understood. */
    @Property(tries = 2_000)
    void no_answer_is_a_fault_of_ours(@ForAll long seed) {
        Random random = new Random(seed);
        JsonObject file = JsonParser.parseString(FILE).getAsJsonObject();
        String files = "{\"nextPageToken\":\"~x\",\"incompleteSearch\":false,\"files\":[%s,%s]}".formatted(file, file);
        String changes = "{\"newStartPageToken\":\"7\",\"changes\":[{\"removed\":false,\"fileId\":\"1a\",\"file\":%s}]}"
                .formatted(file);

        byte[] one = mutated(file, random);
        byte[] page = mutated(JsonParser.parseString(files), random);
        byte[] log = mutated(JsonParser.parseString(changes), random);

        assertThatCode(() -> {
                    try {
                        DriveAnswers.sound(DriveAnswers.parse(one, File.class));
                        DriveAnswers.sound(
                                DriveAnswers.parse(page, FileList.class).getFiles());
                        DriveAnswers.soundChanges(
                                DriveAnswers.parse(log, ChangeList.class).getChanges());
                    } catch (NotUnderstoodException e) {
                        assertThat(e.getMessage()).startsWith("it").hasSizeLessThan(300);
                    }
                    DriveAnswers.reason(page);
                })
                .doesNotThrowAnyException();
    }

    private static final String FILE = """
            {"kind":"drive#file","id":"1AbC","name":"soil.torrent","mimeType":"application/x-bittorrent",
             "description":"d","properties":{"seedbank_digest":"7"},"createdTime":"2026-01-02T03:04:05.678Z",
             "modifiedTime":"2026-01-02T03:04:05.678Z","size":"7","md5Checksum":"0f","trashed":false,"parents":["1F"],
             "resourceKey":"0-k","version":"7","shortcutDetails":{"targetId":"1T","targetMimeType":"a/b",
             "targetResourceKey":"0-k"},"capabilities":{"canAddChildren":true}}
            """;

    /** The answer with some of its values replaced, and sometimes some of its bytes. */
    static byte[] mutated(JsonElement answer, Random random) {
        JsonElement copy = answer.deepCopy();
        for (int times = random.nextInt(3); times >= 0; times--) {
            copy = mutate(copy, random);
        }
        byte[] bytes = copy.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(4) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(10) == 0 ? Arrays.copyOf(bytes, random.nextInt(bytes.length)) : bytes;
    }

    private static JsonElement mutate(JsonElement element, Random random) {
        if (random.nextInt(8) == 0) {
            return anything(random);
        }
        if (element instanceof JsonObject object && !object.isEmpty()) {
            String name = List.copyOf(object.keySet()).get(random.nextInt(object.size()));
            if (random.nextInt(12) == 0) {
                object.remove(name);
            } else {
                object.add(name, mutate(object.get(name), random));
            }
            return object;
        }
        if (element instanceof JsonArray array && !array.isEmpty()) {
            int at = random.nextInt(array.size());
            array.set(at, mutate(array.get(at), random));
            return array;
        }
        return anything(random);
    }

    private static JsonElement anything(Random random) {
        JsonArray list = new JsonArray();
        list.add(JsonNull.INSTANCE);
        JsonObject object = new JsonObject();
        object.add("id", random.nextBoolean() ? JsonNull.INSTANCE : list);
        List<JsonElement> some = List.of(
                JsonNull.INSTANCE,
                new JsonPrimitive(7),
                new JsonPrimitive(-7),
                new JsonPrimitive(new BigDecimal("1e999999")),
                new JsonPrimitive(0.5),
                new JsonPrimitive(true),
                new JsonPrimitive(""),
                new JsonPrimitive("\u0000\ud800"),
                new JsonPrimitive("x".repeat(5_000)),
                new JsonPrimitive("9999-99-99T99:99:99Z"),
                new JsonArray(),
                new JsonObject(),
                list,
                object);
        return some.get(random.nextInt(some.size()));
    }

    /** The whole way: from a catalog of odd answers comes a listing or a failure that says so. */
    @Tag("thorough")
    @Test
    void no_odd_answer_ends_in_more_than_a_failure_of_the_catalog() throws InterruptedException {
        for (int seed = 0; seed < 150; seed++) {
            Random random = new Random(seed);
            bench.emulator().faults().clear();
            bench.emulator()
                    .faults()
                    .next(
                            9_999,
                            on("GET", "/drive/v3/"),
                            Fault.distorted(text -> random.nextInt(3) == 0
                                    ? new String(mutated(JsonParser.parseString(text), random), StandardCharsets.UTF_8)
                                    : text));
            Person person = seed % 2 == 0 ? bench.reader() : bench.colleague("meadow");
            Catalog odd = bench.catalog(location, person);
            for (Freshness freshness : List.of(Freshness.RECENT, Freshness.NOW, Freshness.WHOLE)) {
                try {
                    assertThat(odd.list(freshness).entries()).hasSizeLessThan(3);
                } catch (CatalogException e) {
                    assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
                }
            }
        }
    }

    /** The same of whoever writes, makes a folder, or has all of it looked at. */
    @Tag("thorough")
    @Test
    void nor_does_one_to_whoever_writes() throws InterruptedException {
        for (int seed = 0; seed < 100; seed++) {
            Random random = new Random(seed);
            bench.emulator().faults().clear();
            Person person = bench.publisher("meadow");
            DriveLocation own = bench.folderOf(person);
            bench.emulator()
                    .faults()
                    .next(
                            9_999,
                            asked -> true,
                            Fault.distorted(text -> random.nextInt(3) == 0
                                    ? new String(mutated(JsonParser.parseString(text), random), StandardCharsets.UTF_8)
                                    : text));
            Catalog odd = bench.catalog(own, person);
            SampleDataset dataset = SampleDataset.number(seed);
            DriveIdentity identity = new DriveIdentity(
                    Optional.of(new DriveIdentity.Login(
                            DriveIdentity.Kind.USER, "client", List.of(), Optional.empty(), Path.of("token.json"))),
                    Optional.of("the environment"));
            List<Step> steps = List.of(
                    () -> odd.post(dataset.draft(), dataset.metainfo()),
                    () -> odd.describe(dataset.digest(), entry -> entry.description("measured again")),
                    () -> NewDriveFolder.create(bench.access(person, "gdrive:root"), "n", "d", true),
                    () -> new DriveCheckup(identity, bench.access(person, "gdrive:root"), Clock.systemUTC())
                            .run(List.of(own)));
            for (Step step : steps) {
                try {
                    step.take();
                } catch (CatalogException e) {
                    assertThat(e.getMessage()).as("seed %d", seed).isNotBlank();
                }
            }
        }
    }

    @FunctionalInterface
    private interface Step {
        void take() throws InterruptedException;
    }
}
