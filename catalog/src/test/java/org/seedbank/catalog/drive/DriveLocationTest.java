package org.seedbank.catalog.drive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DriveLocationTest {

    private static final DriveItemId FOLDER = new DriveItemId("1AbC_-9", Optional.empty());
    private static final DriveItemId KEYED = new DriveItemId("0Bx", Optional.of("0-kEy_"));

    @Test
    void a_folder_is_named_by_its_id() {
        assertThat(DriveLocation.parse("gdrive:1AbC_-9").folders()).containsExactly(FOLDER);
    }

    @Test
    void several_folders_make_one_catalog() {
        DriveLocation location = DriveLocation.parse("gdrive:1AbC_-9,0Bx/0-kEy_");

        assertThat(location.folders()).containsExactly(FOLDER, KEYED);
        assertThat(location.uri()).hasToString("gdrive:1AbC_-9,0Bx/0-kEy_");
        assertThat(DriveLocation.parse(location.uri().toString())).isEqualTo(location);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://drive.google.com/drive/folders/1AbC_-9",
                "https://drive.google.com/drive/folders/1AbC_-9/",
                "https://drive.google.com/drive/folders/1AbC_-9?usp=sharing",
                "https://drive.google.com/drive/u/1/folders/1AbC_-9#x",
                "https://drive.google.com/drive/mobile/folders/1AbC_-9",
                "https://drive.google.com/open?id=1AbC_-9&usp=drive_fs",
                "gdrive:https://drive.google.com/drive/folders/1AbC_-9"
            })
    void the_address_that_a_browser_shows_names_a_folder(String address) {
        assertThat(DriveLocation.isMeant(address)).isTrue();
        assertThat(DriveLocation.parse(address).folders()).containsExactly(FOLDER);
    }

    @Test
    void the_resource_key_of_a_link_is_kept() {
        assertThat(DriveLocation.parse("https://drive.google.com/drive/folders/0Bx?resourcekey=0-kEy_&usp=sharing")
                        .folders())
                .containsExactly(KEYED);
    }

    @Test
    void one_more_folder_is_asked_last() {
        assertThat(DriveLocation.parse("gdrive:1AbC_-9").with(KEYED).folders()).isEqualTo(List.of(FOLDER, KEYED));
    }

    @Test
    void what_names_no_folder_is_refused_with_a_reason() {
        refuses("gdrive:", "the folder's id is missing");
        refuses("gdrive:a b", "'a b' is not an id of Google Drive");
        refuses("gdrive:a,", "'' is not an id of Google Drive");
        refuses("gdrive:a' or name='x", "'a' or name='x' is not an id of Google Drive");
        refuses("gdrive:a,a", "a catalog has 1 to 100 folders of Google Drive, each once");
        refuses("https://drive.google.com/file/d/1AbC/view", "it is not the address of a folder of Google Drive");
        refuses("https://drive.google.com/open?usp=sharing", "the address names no folder");
    }

    private static void refuses(String text, String reason) {
        assertThatThrownBy(() -> DriveLocation.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(reason);
    }
}
