package org.seedbank.catalog.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.catalog.CatalogWarning;

/** How the pages of an export look, as a file says it. */
final class LookFileTest {

    private static final String SHAPES = "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"5\"/></svg>";

    @TempDir
    Path folder;

    private LookFile.Read read(String toml) throws IOException {
        Path file = folder.resolve("catalog.toml");
        Files.writeString(file, toml);
        return LookFile.read(file);
    }

    @Test
    void has_title_logo_contact_place_and_colours() throws IOException {
        Files.writeString(folder.resolve("logo.svg"), SHAPES);

        LookFile.Read read = read("""
                # How our pages look
                title = "Soil lab \\u00e9 \\"Ours\\""   # a comment
                description = 'Depths of soil'
                contact = "data@soil.example"
                url = "https://data.soil.example/catalog"
                logo = "logo.svg"

                [colors]
                accent = "#0B5D3B"
                accent-dark = "#7fd1ae"
                """);

        assertThat(read.warnings()).isEmpty();
        Look look = read.look();
        assertThat(look.title()).isEqualTo("Soil lab \u00e9 \"Ours\"");
        assertThat(look.description()).contains("Depths of soil");
        assertThat(look.contact()).contains("data@soil.example");
        assertThat(look.url()).contains(URI.create("https://data.soil.example/catalog/"));
        assertThat(look.logo().map(Logo::file)).contains("catalog-logo.svg");
        assertThat(look.accent()).contains(new Colour("#0b5d3b"));
        assertThat(look.accentDark()).contains(new Colour("#7fd1ae"));
    }

    @Test
    void a_colour_that_cannot_be_read_is_left_out_with_a_word() throws IOException {
        LookFile.Read read = read("[colors]\naccent = \"#88aacc\"\naccent-dark = \"blue\"\n");

        assertThat(read.look().accent()).isEmpty();
        assertThat(read.warnings())
                .containsExactly(
                        new CatalogWarning(
                                "catalog.toml",
                                "its 'colors.accent' is left out: it has too little contrast with a white page to be read; at least 4.5 to 1 is needed"),
                        new CatalogWarning(
                                "catalog.toml",
                                "its 'colors.accent-dark' is left out: it is no colour such as '#0b5aa8'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "title = \"\"",
                "contact = \"javascript:alert(1)\"",
                "contact = \"a@b\\\" onclick=\"",
                "url = \"file:///etc/\"",
                "url = \"https://user:secret@data.example/\"",
                "logo = \"../logo.svg\"",
                "logo = \"nowhere.png\"",
                "titel = \"Soil\"",
                "title = Soil",
                "title = \"\\q\"",
                "title = \"\\ud800\"",
                "title = \"a\"\ntitle = \"b\"",
            })
    void what_is_wrong_costs_a_warning_and_no_more(String toml) throws IOException {
        LookFile.Read read = read(toml);

        assertThat(read.warnings()).hasSize(1);
        assertThat(read.look().title()).isIn("Catalog of datasets");
        assertThat(read.look().logo()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><script>alert(1)</script></svg>",
                "<x:svg xmlns:x=\"http://www.w3.org/2000/svg\"><x:script>alert(1)</x:script></x:svg>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert(1)\"/>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><a href=\"javascript:alert(1)\"/></svg>",
                "<svg xmlns=\"http://www.w3.org/2000/svg\"><foreignObject/></svg>",
                "<?xml-stylesheet href=\"x\"?><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                "<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"http://www.w3.org/2000/svg\"/>",
                "<html/>",
                "<svg",
                "GIF89a",
            })
    void a_logo_that_is_no_picture_alone_is_left_out(String logo) throws IOException {
        Files.writeString(folder.resolve("logo.svg"), logo);

        LookFile.Read read = read("logo = \"logo.svg\"");

        assertThat(read.look().logo()).isEmpty();
        assertThat(read.warnings()).hasSize(1);
    }

    @Test
    void a_logo_behind_a_link_is_not_followed() throws IOException {
        Files.writeString(folder.resolve("secret.svg"), SHAPES);
        Files.createSymbolicLink(folder.resolve("logo.svg"), folder.resolve("secret.svg"));

        assertThat(read("logo = \"logo.svg\"").look().logo()).isEmpty();
    }

    @Test
    void is_looked_for_in_a_catalog_that_is_a_folder() throws IOException {
        assertThat(LookFile.of(URI.create("https://data.example/"))).isEmpty();
        assertThat(LookFile.of(URI.create("dir:" + folder))).isEmpty();

        Files.createFile(folder.resolve("catalog.toml"));
        assertThat(LookFile.of(URI.create("dir:" + folder))).isEqualTo(Optional.of(folder.resolve("catalog.toml")));
    }

    @Test
    void contrast_is_that_of_the_guidelines() {
        assertThat(new Colour("#000000").contrast(new Colour("#ffffff"))).isEqualTo(21.0);
        assertThat(new Colour("#767676").contrast(new Colour("#ffffff"))).isBetween(4.5, 4.6);
    }
}
