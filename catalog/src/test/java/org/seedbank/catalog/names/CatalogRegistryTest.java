package org.seedbank.catalog.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogSettings;

/** The names of catalogs, and the file that they are kept in. */
class CatalogRegistryTest {

    @TempDir
    Path folder;

    private CatalogRegistry registry;
    private Path file;

    @BeforeEach
    void open() {
        registry = new Catalogs(CatalogSettings.below(folder)).registry();
        file = folder.resolve("config/catalogs.json");
    }

    private NamedCatalog local(boolean isDefault) {
        return new NamedCatalog("local", "dir:" + folder.resolve("data/catalog"), isDefault);
    }

    @Test
    void without_a_file_there_is_only_the_own_catalog() {
        assertThat(registry.all()).containsExactly(local(true));
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void the_default_comes_first_and_the_others_by_name() throws Exception {
        registry.add("soil", "dir:/soil");
        registry.add("rain", "dir:/rain");
        registry.use("soil");

        assertThat(registry.all())
                .containsExactly(
                        new NamedCatalog("soil", "dir:/soil", true),
                        local(false),
                        new NamedCatalog("rain", "dir:/rain", false));
        assertThat(file).hasContent("""
            {
              "schema": 1,
              "default": "soil",
              "catalogs": {
                "rain": "dir:/rain",
                "soil": "dir:/soil"
              }
            }
            """);
    }

    @Test
    void removing_the_default_makes_the_own_catalog_the_default_again() throws Exception {
        registry.add("soil", "dir:/soil");
        registry.use("soil");

        assertThat(registry.remove("soil")).isEqualTo(new NamedCatalog("soil", "dir:/soil", true));
        assertThat(registry.all()).containsExactly(local(true));
    }

    @Test
    void fields_of_later_versions_survive() throws Exception {
        write("{\"schema\": 1, \"colour\": {\"soil\": [1.50, null]}, \"catalogs\": {\"soil\": \"dir:/soil\"}}");

        registry.use("soil");

        assertThat(file).hasContent("""
            {
              "schema": 1,
              "default": "soil",
              "catalogs": {
                "soil": "dir:/soil"
              },
              "colour": {
                "soil": [
                  1.50,
                  null
                ]
              }
            }
            """);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void the_folder_is_made_for_its_owner_alone() throws Exception {
        registry.add("soil", "dir:/soil");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("config"))))
                .isEqualTo("rwx------");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Soil", "9soil", "-soil", "so il", "soil/1", "soil:1", "sôil", "so.il"})
    void a_name_is_a_lower_case_word(String name) {
        refuses(
                () -> registry.add(name, "dir:/soil"),
                "'%s' cannot be the name of a catalog".formatted(name),
                "use at most 40 letters, digits and hyphens, lower case, the first of them a letter");
    }

    @Test
    void a_name_has_at_most_40_characters() throws Exception {
        registry.add("a".repeat(40), "dir:/soil");

        assertThatThrownBy(() -> registry.add("a".repeat(41), "dir:/rain"))
                .isInstanceOf(CatalogException.BadName.class);
    }

    @Test
    void a_name_stands_for_one_catalog_and_a_catalog_has_one_name() throws Exception {
        registry.add("soil", "dir:/soil");

        refuses(
                () -> registry.add("soil", "dir:/rain"),
                "'soil' is the name of 'dir:/soil' already",
                "choose another name");
        refuses(
                () -> registry.add("dirt", "dir:/soil"),
                "'dir:/soil' has the name 'soil' already",
                "use that name, or remove it before you give another");
        refuses(
                () -> registry.add("mine", "dir:" + folder.resolve("data/catalog")),
                "'dir:" + folder.resolve("data/catalog") + "' has the name 'local' already",
                "use that name, or remove it before you give another");
        refuses(
                () -> registry.add("local", "dir:/rain"),
                "'local' is the name of 'dir:" + folder.resolve("data/catalog") + "' already",
                "choose another name");
    }

    @Test
    void the_own_catalog_cannot_be_removed() {
        refuses(
                () -> registry.remove("local"),
                "'local' is your own catalog, which is always there",
                "name another one");
    }

    @ParameterizedTest
    @CsvSource({
        "soli, did you mean 'soil'?",
        "sol, did you mean 'soil'?",
        "locale, did you mean 'local'?",
        "weather, 'the catalogs are ''local'', ''soil'''",
        "x, 'the catalogs are ''local'', ''soil'''"
    })
    void an_unknown_name_is_met_with_a_known_one(String typed, String remedy) throws Exception {
        registry.add("soil", "dir:/soil");

        refuses(() -> registry.use(typed), "'" + typed + "' is not the name of a catalog", remedy);
        refuses(() -> registry.remove(typed), "'" + typed + "' is not the name of a catalog", remedy);
    }

    @Test
    void names_have_a_limit() throws Exception {
        StringBuilder many = new StringBuilder("{\"schema\": 1, \"catalogs\": {\"c0\": \"dir:/0\"");
        for (int i = 1; i < 198; i++) {
            many.append(", \"c").append(i).append("\": \"dir:/").append(i).append('"');
        }
        write(many + "}}");
        registry.add("last", "dir:/last");

        assertThatThrownBy(() -> registry.add("more", "dir:/more"))
                .isInstanceOf(CatalogException.BadName.class)
                .hasMessage("'more' cannot be added: at most 200 catalogs, at places of at most 4096 characters,"
                        + " have names");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"schema": 1, "cata                            | it is not strict JSON at line 1 column 20
        {"schema": 1,                                  | its JSON ends too early at line 1 column 14
        {"schema": 1} x                                | it is not strict JSON at line 1 column 16
        []                                             | it is not a JSON object
        {}                                             | field 'schema' is missing
        {"schema": "1"}                                | field 'schema' must be a whole number of at most 18 digits
        {"schema": 2}                                  | it was written by another version of seedbank, in schema 2 instead of 1
        {"schema": 1, "default": 7}                    | field 'default' must be text
        {"schema": 1, "default": "soil"}               | field 'default' is 'soil', which is not among its catalogs
        {"schema": 1, "catalogs": []}                  | field 'catalogs' must be an object
        {"schema": 1, "catalogs": {"Soil": "dir:/a"}}  | field 'catalogs' holds 'Soil', which cannot be a name
        {"schema": 1, "catalogs": {"local": "dir:/a"}} | field 'catalogs' holds 'local', which cannot be a name
        {"schema": 1, "catalogs": {"soil": {}}}        | field 'catalogs' holds 'soil' without a text that says where it is
        {"schema": 1, "schema": 1}                     | it has the field 'schema' twice
        """)
    void a_file_that_cannot_be_read_is_not_replaced(String text, String reason) throws Exception {
        write(text);

        List<ThrowingCallable> calls =
                List.of(() -> registry.all(), () -> registry.add("rain", "dir:/rain"), () -> registry.use("local"));
        for (ThrowingCallable call : calls) {
            assertThatThrownBy(call)
                    .isInstanceOf(CatalogException.BadSettings.class)
                    .hasMessage("cannot use '%s': %s".formatted(file, reason))
                    .extracting(e -> ((CatalogException) e).remedy())
                    .isEqualTo("correct the file, or move it away and add the catalogs anew");
        }
        assertThat(file).hasContent(text);
    }

    @Test
    void a_file_that_is_no_text_is_not_replaced() throws Exception {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {'{', (byte) 0xff});

        assertThatThrownBy(registry::all)
                .isInstanceOf(CatalogException.BadSettings.class)
                .hasMessage("cannot use '%s': it is not UTF-8".formatted(file));
    }

    @Test
    void an_empty_file_is_not_taken_for_none() throws Exception {
        write("");

        assertThatThrownBy(registry::all)
                .isInstanceOf(CatalogException.BadSettings.class)
                .hasMessage("cannot use '%s': it is empty".formatted(file));
    }

    @Test
    void several_writers_lose_nothing() throws Exception {
        ExecutorService writers = Executors.newFixedThreadPool(4);
        try {
            List<Future<NamedCatalog>> added = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                String name = "c" + i;
                added.add(writers.submit(() ->
                        new Catalogs(CatalogSettings.below(folder)).registry().add(name, "dir:/" + name)));
            }
            for (Future<NamedCatalog> each : added) {
                each.get(30, TimeUnit.SECONDS);
            }
        } finally {
            writers.shutdownNow();
        }

        assertThat(registry.all()).hasSize(21);
    }

    private void write(String text) throws Exception {
        Files.createDirectories(file.getParent());
        Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    }

    private static void refuses(ThrowingCallable call, String message, String remedy) {
        assertThatThrownBy(call)
                .isInstanceOf(CatalogException.BadName.class)
                .hasMessage(message)
                .extracting(e -> ((CatalogException) e).remedy())
                .isEqualTo(remedy);
    }
}
