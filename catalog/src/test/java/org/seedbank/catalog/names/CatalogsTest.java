package org.seedbank.catalog.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.seedbank.catalog.CatalogException;
import org.seedbank.catalog.CatalogSettings;

final class CatalogsTest {

    @TempDir
    Path folder;

    @Test
    void opens_a_folder_that_may_not_exist_yet_by_its_uri() {
        Path missing = folder.resolve("missing");

        assertThat(new Catalogs(CatalogSettings.below(folder))
                        .open("dir:" + missing)
                        .uri())
                .isEqualTo(URI.create("dir:" + missing));
        assertThat(missing).doesNotExist();
    }

    @Test
    void opens_a_folder_that_exists_by_its_path() {
        assertThat(new Catalogs(CatalogSettings.below(folder))
                        .open(folder.toString())
                        .uri())
                .isEqualTo(URI.create("dir:" + folder));
    }

    @Test
    void a_relative_path_begins_in_the_current_folder() {
        assertThat(new Catalogs(CatalogSettings.below(folder))
                        .open("dir:soil/../rain")
                        .uri())
                .isEqualTo(URI.create("dir:" + Path.of("rain").toAbsolutePath()));
    }

    @Test
    void opens_a_web_address_without_asking_there() {
        assertThat(new Catalogs(CatalogSettings.below(folder))
                        .open("https://catalog.example/soil")
                        .uri())
                .isEqualTo(URI.create("https://catalog.example/soil/"));
    }

    @Test
    void makes_the_folder_when_asked_to() throws Exception {
        Path missing = folder.resolve("a/b");

        assertThat(Catalogs.in(missing).list().entries()).isEmpty();
        assertThat(Catalogs.in(missing).list().entries()).isEmpty();
    }

    @Test
    void cannot_make_a_folder_below_a_file() throws Exception {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> Catalogs.in(file)).isInstanceOf(CatalogException.Refused.class);
        assertThatThrownBy(() -> Catalogs.in(file.resolve("below"))).isInstanceOf(CatalogException.Refused.class);
    }

    @Test
    void says_what_it_can_open() {
        refuses("gdrive:", "the folder's id is missing");
        refuses("s3:soil", "this version knows no 's3:' catalogs");
        refuses("soil/catalog", "there is no such folder");
        refuses("", "there is no such folder");
        refuses("dir:", "the path is empty");
        refuses("dir:~/catalog", "'~' is not replaced here by the home folder");
        refuses("dir:a\0b", "this system cannot have such a path");
        refuses("a\0b", "there is no such folder");
    }

    @Test
    void a_name_goes_before_a_folder_of_that_name() throws Exception {
        Catalogs catalogs = new Catalogs(CatalogSettings.below(folder));
        catalogs.registry().add("src", "dir:" + folder.resolve("soil"));

        // The current folder of the tests has a folder of that name.
        assertThat(catalogs.open("src").uri()).isEqualTo(URI.create("dir:" + folder.resolve("soil")));
        assertThat(catalogs.open("./src").uri())
                .isEqualTo(URI.create("dir:" + Path.of("src").toAbsolutePath()));
    }

    @Test
    void a_folder_needs_no_name() {
        assertThat(new Catalogs(CatalogSettings.below(folder)).open("src").uri())
                .isEqualTo(URI.create("dir:" + Path.of("src").toAbsolutePath()));
    }

    @Test
    void the_own_catalog_is_made_when_it_is_opened_by_its_name() throws Exception {
        assertThat(new Catalogs(CatalogSettings.below(folder))
                        .open("local")
                        .list()
                        .entries())
                .isEmpty();
    }

    @Test
    void what_is_neither_a_name_nor_a_folder_is_called_so() throws Exception {
        Catalogs catalogs = new Catalogs(CatalogSettings.below(folder));
        catalogs.registry().add("soil", "dir:/soil");

        assertThatThrownBy(() -> catalogs.open("sail"))
                .isInstanceOf(CatalogException.BadName.class)
                .hasMessage("'sail' is neither the name of a catalog nor a folder")
                .extracting(e -> ((CatalogException) e).remedy())
                .isEqualTo("did you mean 'soil'?");
    }

    @Test
    void a_location_is_the_same_from_every_folder() {
        Catalogs catalogs = new Catalogs(CatalogSettings.below(folder));

        assertThat(catalogs.location("dir:soil/../ra in%"))
                .isEqualTo("dir:" + Path.of("ra in%").toAbsolutePath());
        assertThat(catalogs.location(folder + "/")).isEqualTo("dir:" + folder);
        assertThatThrownBy(() -> catalogs.location("nowhere")).isInstanceOf(CatalogException.Unsupported.class);
    }

    private void refuses(String name, String reason) {
        assertThatThrownBy(() -> new Catalogs(CatalogSettings.below(folder)).open(name))
                .isInstanceOf(CatalogException.Unsupported.class)
                .hasMessage("cannot open the catalog '%s': %s".formatted(name, reason))
                .extracting(e -> ((CatalogException) e).remedy())
                .isEqualTo(
                        "name a folder: 'dir:PATH', or the path of a folder that exists; a folder of Google Drive: its address, or"
                                + " 'gdrive:ID'; or a web address: 'https://HOST/PATH/'");
    }
}
