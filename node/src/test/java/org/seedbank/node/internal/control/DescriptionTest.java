package org.seedbank.node.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.annotations.SerializedName;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.metadata.Description;
import org.seedbank.integrity.ByteRange;
import org.seedbank.integrity.HostPort;
import org.seedbank.integrity.json.Derived;
import org.seedbank.integrity.json.JsonException;
import org.seedbank.integrity.threads.LongLivedThreads;
import org.seedbank.node.FakeNode;
import org.seedbank.node.api.Changes;
import org.seedbank.node.api.DatasetState;
import org.seedbank.node.api.DatasetView;
import org.seedbank.node.api.FixityFindings;
import org.seedbank.node.api.HistoryEntry;
import org.seedbank.node.api.HistoryPage;
import org.seedbank.node.api.Limits;
import org.seedbank.node.api.MendingReport;
import org.seedbank.node.api.NetworkText;
import org.seedbank.node.api.NewDataset;
import org.seedbank.node.api.NewMagnet;
import org.seedbank.node.api.NodeFacts;
import org.seedbank.node.api.Order;
import org.seedbank.node.api.OrderView;
import org.seedbank.node.api.PageKey;
import org.seedbank.node.api.Removed;
import org.seedbank.node.api.ScheduleRule;
import org.seedbank.node.api.WantedDataset;
import org.seedbank.node.desk.CatalogName;
import org.seedbank.node.desk.EntryPage;
import org.seedbank.node.desk.ListedFiles;
import org.seedbank.node.desk.PublicationLook;
import org.seedbank.node.desk.PublicationView;
import org.seedbank.node.desk.WantedPublication;
import org.seedbank.node.detail.DatasetEntry;
import org.seedbank.node.detail.DatasetFiles;
import org.seedbank.node.detail.DatasetPeers;
import org.seedbank.node.detail.DiskUse;
import org.seedbank.node.detail.FileVerdict;
import org.seedbank.node.detail.RateSamples;
import org.seedbank.node.examination.Examination;
import org.seedbank.node.examination.Finding;
import org.seedbank.node.internal.page.PageSessions;
import org.seedbank.node.internal.wire.Messages;
import org.seedbank.node.internal.wire.Wire;
import org.seedbank.node.serving.HttpServed;
import org.seedbank.node.serving.HttpServing;
import org.seedbank.node.tracking.TrackerFacts;
import org.seedbank.swarm.PeerView;
import org.seedbank.swarm.PieceMap;
import org.seedbank.swarm.Source;

/** The description of the interface says what the interface does. */
class DescriptionTest {

    private static final Map<String, Class<?>> RECORDS = Stream.concat(
                    Stream.of(
                            NodeFacts.class,
                            TrackerFacts.class,
                            Limits.class,
                            NetworkText.class,
                            DatasetView.class,
                            DatasetView.Amounts.class,
                            DatasetView.Moves.class,
                            DatasetView.Upkeep.class,
                            Source.class,
                            Examination.class,
                            Finding.class,
                            FixityFindings.class,
                            NewDataset.class,
                            NewMagnet.class,
                            WantedDataset.class,
                            CatalogName.class,
                            EntryPage.class,
                            EntryPage.EntryLine.class,
                            EntryPage.LeftOutThing.class,
                            WantedPublication.class,
                            WantedPublication.WantedTorrent.class,
                            Description.class,
                            PublicationLook.class,
                            PublicationLook.FieldSource.class,
                            PublicationView.class,
                            PublicationView.Outcome.class,
                            ListedFiles.class,
                            ListedFiles.ListedFile.class,
                            ScheduleRule.class,
                            OrderView.class,
                            Changes.class,
                            DatasetFiles.class,
                            DatasetFiles.FileView.class,
                            PieceMap.class,
                            DatasetPeers.class,
                            DatasetPeers.ClientCount.class,
                            PeerView.class,
                            RateSamples.class,
                            DatasetEntry.class,
                            DatasetEntry.CitationText.class,
                            DiskUse.class,
                            HistoryPage.class,
                            HistoryEntry.class,
                            MendingReport.class,
                            MendingReport.MendedFile.class,
                            MendingReport.MendingFailure.class,
                            ByteRange.class,
                            HttpServed.class,
                            HttpServing.class,
                            HostPort.class,
                            PageKey.class,
                            Removed.class),
                    Stream.concat(
                            Arrays.stream(Messages.class.getDeclaredClasses()),
                            Arrays.stream(Order.class.getPermittedSubclasses())))
            .collect(Collectors.toMap(Class::getSimpleName, type -> type));

    @TempDir
    Path folder;

    private final JsonObject document = document();

    private static JsonObject document() {
        try (Reader in =
                new InputStreamReader(Routes.class.getResourceAsStream("openapi.json"), StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(in).getAsJsonObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonObject schemas() {
        return document.getAsJsonObject("components").getAsJsonObject("schemas");
    }

    @Test
    void has_the_routes_of_the_server() {
        FakeNode node = new FakeNode();
        ChangeRoutes changes =
                new ChangeRoutes(new ChangeFeed(node, Duration.ofSeconds(1), new LongLivedThreads()), Runnable::run);
        Set<String> served = new TreeSet<>();
        Stream.concat(new Routes(node).all(changes).stream(), new PageRoutes(new PageSessions(), 0).all().stream())
                .forEach(route -> served.add(route.method() + " " + route.path()));
        Set<String> described = new TreeSet<>();
        document.getAsJsonObject("paths").entrySet().forEach(path -> path.getValue()
                .getAsJsonObject()
                .keySet()
                .forEach(method -> described.add(method.toUpperCase(Locale.ROOT) + " " + path.getKey())));
        assertThat(described).isEqualTo(served);
    }

    @Test
    void has_a_schema_with_the_fields_of_each_record() {
        Map<String, Set<String>> described = new TreeMap<>();
        schemas().entrySet().stream()
                .filter(schema -> !schema.getKey().equals("Order"))
                .forEach(schema -> described.put(schema.getKey(), fields(schema.getValue())));
        Map<String, Set<String>> sent = new TreeMap<>();
        RECORDS.forEach((name, type) -> sent.put(name, components(type)));
        assertThat(described).isEqualTo(sent);
    }

    private static Set<String> fields(JsonElement schema) {
        Set<String> fields = new TreeSet<>(
                schema.getAsJsonObject().getAsJsonObject("properties").keySet());
        return fields;
    }

    private static Set<String> components(Class<?> type) {
        Set<String> names = new TreeSet<>();
        for (RecordComponent component : type.getRecordComponents()) {
            names.add(name(component.getAccessor()));
        }
        derived(type).map(Method::getName).forEach(names::add);
        if (Order.class.isAssignableFrom(type)) {
            names.add("kind");
        }
        return names;
    }

    private static String name(Method accessor) {
        SerializedName named = accessor.getAnnotation(SerializedName.class);
        return named == null ? accessor.getName() : named.value();
    }

    private static Stream<Method> derived(Class<?> type) {
        return Arrays.stream(type.getDeclaredMethods()).filter(method -> method.isAnnotationPresent(Derived.class));
    }

    @Test
    void says_which_fields_may_be_absent() {
        RECORDS.forEach((name, type) -> {
            Stream<Method> accessors = Arrays.stream(type.getRecordComponents()).map(RecordComponent::getAccessor);
            Set<String> optional = Stream.concat(accessors, derived(type))
                    .filter(method -> method.getReturnType().getSimpleName().startsWith("Optional"))
                    .map(DescriptionTest::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            JsonObject schema = schemas().getAsJsonObject(name);
            Set<String> absent =
                    new TreeSet<>(schema.getAsJsonObject("properties").keySet());
            if (schema.has("required")) {
                schema.getAsJsonArray("required").forEach(field -> absent.remove(field.getAsString()));
            }
            assertThat(absent).as(name).isEqualTo(optional);
        });
    }

    @Test
    void lists_every_state() {
        List<String> labels =
                Arrays.stream(DatasetState.values()).map(DatasetState::label).toList();
        assertThat(schemas()
                        .getAsJsonObject("DatasetView")
                        .getAsJsonObject("properties")
                        .getAsJsonObject("state")
                        .getAsJsonArray("enum"))
                .extracting(JsonElement::getAsString)
                .containsExactlyElementsOf(labels);
    }

    @Test
    void lists_every_verdict_of_a_file() {
        assertThat(schemas()
                        .getAsJsonObject("FileView")
                        .getAsJsonObject("properties")
                        .getAsJsonObject("verdict")
                        .getAsJsonArray("enum"))
                .extracting(JsonElement::getAsString)
                .containsExactlyElementsOf(Arrays.stream(FileVerdict.values())
                        .map(FileVerdict::label)
                        .toList());
    }

    @Test
    void lists_everything_that_can_happen() {
        assertThat(schemas()
                        .getAsJsonObject("HistoryEntry")
                        .getAsJsonObject("properties")
                        .getAsJsonObject("kind")
                        .getAsJsonArray("enum"))
                .extracting(JsonElement::getAsString)
                .containsExactlyElementsOf(Arrays.stream(HistoryEntry.Kind.values())
                        .map(HistoryEntry.Kind::label)
                        .toList());
    }

    @Test
    void its_examples_of_requests_are_understood() {
        document.getAsJsonObject("paths")
                .entrySet()
                .forEach(path -> path.getValue().getAsJsonObject().entrySet().stream()
                        .filter(method -> method.getValue().getAsJsonObject().has("requestBody"))
                        .forEach(method -> {
                            JsonObject body = method.getValue()
                                    .getAsJsonObject()
                                    .getAsJsonObject("requestBody")
                                    .getAsJsonObject("content")
                                    .getAsJsonObject("application/json");
                            String schema =
                                    body.getAsJsonObject("schema").get("$ref").getAsString();
                            String name = schema.substring(schema.lastIndexOf('/') + 1);
                            Class<?> type = name.equals("Order") ? Order.class : RECORDS.get(name);
                            assertThat(request(body.get("example").toString(), type))
                                    .isNotNull();
                        }));
    }

    @Test
    void what_is_usual_need_not_be_said() {
        assertThat(request("{\"path\": \"/srv/soil\", \"torrent\": {\"trackers\": []}}", WantedPublication.class))
                .extracting(wanted -> ((WantedPublication) wanted).torrent().orElseThrow())
                .isEqualTo(new WantedPublication.WantedTorrent(
                        Optional.of(List.of()), Optional.empty(), Optional.empty(), Optional.empty()));
        assertThat(request("{\"link\": \"magnet:?xt=urn:btih:0\", \"folder\": \"/srv\"}", WantedDataset.class))
                .extracting(wanted -> ((WantedDataset) wanted).seed())
                .isEqualTo(Optional.empty());
    }

    private static Object request(String json, Class<?> type) {
        try {
            return Wire.MAPPER.read(json, type);
        } catch (JsonException e) {
            throw new AssertionError(json, e);
        }
    }

    @Test
    void is_served() throws Exception {
        try (Bench bench = new Bench(folder)) {
            assertThat(bench.http.get("/v1/openapi.json"))
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("\"openapi\": \"3.1.0\"");
        }
    }
}
