package org.seedbank.uploading.selection;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.seedbank.integrity.dataset.DatasetScan;

/** What a look at names and permissions finds in a dataset before it is hashed. */
class PreflightFindingsTest {

    @TempDir
    Path temp;

    private Path soil;

    @BeforeEach
    void write() throws IOException {
        soil = temp.toRealPath().resolve("soil");
        file("ph.csv", "6.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[remote \"origin\"]\n\turl = https://ada:hunter2@git.example.org/soil.git\n",
                "[remote \"origin\"]\n\turl = https://ghp_0123456789abcdef0123456789abcdef0123@git.example.org/soil\n",
                "[url \"https://oauth2:t0ken@git.example.org/\"]\n\tinsteadOf = git@git.example.org:\n",
                "[http]\n\textraheader = AUTHORIZATION: basic eDp5\n"
            })
    void settings_of_git_with_a_password_in_them_are_secret(String config) throws Exception {
        file("code/.git/config", config);

        assertThat(look().secrets()).containsExactly("'code/.git/config' (a password or token is in it)");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[remote \"origin\"]\n\turl = https://git.example.org/soil.git\n",
                "[remote \"origin\"]\n\turl = https://ada@git.example.org/soil.git\n",
                "[remote \"origin\"]\n\turl = git@git.example.org:ada/soil.git\n",
                "[remote \"origin\"]\n\turl = ssh://git@git.example.org:22/soil.git\n"
            })
    void settings_of_git_without_a_password_are_litter_alone(String config) throws Exception {
        file(".git/config", config);

        assertThat(look().secrets()).isEmpty();
        assertThat(look().litter()).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id_rsa",
                "ID_RSA",
                "id_ed25519",
                "id_work",
                "id_rsa.bak",
                "server.pem",
                "tls.key",
                "me.kdbx",
                ".env",
                ".env.production",
                ".netrc",
                ".pgpass",
                ".git-credentials",
                "credentials",
                "credentials-2024.json",
                "client_secret_1.json",
                "token.json",
                ".bash_history",
                ".Rhistory",
                ".Renviron",
                "kaggle.json",
                "home/.ssh/config",
                ".aws/credentials",
                "a/.kube/config",
                ".gnupg/x"
            })
    void files_that_look_secret_are_named(String name) throws Exception {
        file(name, "x");

        assertThat(look().secrets()).containsExactly("'%s'".formatted(name));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "id_rsa.pub", "id_mapping.csv", "identity.csv", "history.csv", ".env.example", "token.csv",
                        "credentials.md",
                "keys.csv", "environment.yml", ".gitignore", "control.json", "settings.json", "x.resume",
                        "node/data.json"
            })
    void files_that_only_sound_so_are_not(String name) throws Exception {
        file(name, "{}");

        assertThat(look()).isEqualTo(new PreflightFindings(List.of(), List.of(), Optional.empty()));
    }

    @Test
    void a_secret_is_known_by_the_name_of_the_one_file_that_is_published_and_by_folders_above_it() throws Exception {
        file(".netrc", "x");
        file(".ssh/config", "x");

        assertThat(look(soil.resolve(".netrc")).secrets()).containsExactly("'.netrc'");
        assertThat(look(soil.resolve(".ssh/config")).secrets()).containsExactly("'config'");
        assertThat(look(soil.resolve(".ssh")).secrets()).containsExactly("'config'");
    }

    @Test
    void names_of_ours_tell_within_the_dataset_and_not_above_it() throws Exception {
        file(".seedbank-dropped-drop/run7.csv", "6.5");
        file(".seedbank-dropped-drop/run8/.Seedbank-pieces/0", "x");
        Path dropped = soil.resolve(".seedbank-dropped-drop");

        assertThat(look(dropped.resolve("run7.csv")).own()).isEmpty();
        assertThat(look(dropped.resolve("run8")).own()).containsExactly("'.Seedbank-pieces/0'");
        assertThat(look(dropped).own()).hasSize(2);
    }

    @Test
    void a_secret_is_known_behind_a_link_with_another_name() throws Exception {
        file("raw/.netrc", "x");
        Files.createSymbolicLink(soil.resolve("data.txt"), Path.of("raw/.netrc"));

        PreflightFindings findings = PreflightFindings.in(DatasetScan.scan(soil, true), none());

        assertThat(findings.secrets()).containsExactly("'data.txt'", "'raw/.netrc'");
    }

    @Test
    void files_that_others_may_not_read_are_named_beside_files_that_they_may() throws Exception {
        permit(file("diary.txt", "x"), "rw-------");
        permit(file("group.txt", "x"), "rw-r-----");
        permit(file("closed/plan.txt", "x").getParent(), "rwx------");

        assertThat(look().secrets())
                .containsExactly(
                        "'closed/plan.txt' (others may not read it, unlike other files)",
                        "'diary.txt' (others may not read it, unlike other files)",
                        "'group.txt' (others may not read it, unlike other files)");
    }

    @Test
    void where_others_may_read_no_file_permissions_tell_nothing() throws Exception {
        permit(file("ph.csv", "x"), "rw-------");
        permit(file("depth.csv", "x"), "rw-------");
        permit(soil, "rwx------");

        assertThat(look().secrets()).isEmpty();
        assertThat(look(soil.resolve("ph.csv")).secrets()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".seedbank-incoming-0123456789abcdef/a.csv", ".seedbank-pieces/0", "raw/.ph.csv.seedbank-repair",
                "config/drive-api-key", "home/node/control.json", "node/datasets/ab/record.json",
                "resume/0123456789012345678901234567890123456789.resume"
            })
    void files_of_seedbanks_own_are_known_by_their_names(String name) throws Exception {
        file(name, "x");

        assertThat(look().own()).containsExactly("'%s'".formatted(name));
    }

    @Test
    void a_login_and_the_address_of_a_node_are_known_by_their_form() throws Exception {
        file("backup/token.json", "{\"type\": \"seedbank_user\", \"client_id\": \"1\", \"scopes\": []}");
        file("backup/control.json", "{\"schema\": 1, \"pid\": 7, \"port\": 1, \"token\": \"x\"}");

        assertThat(look().own()).containsExactly("'backup/control.json'", "'backup/token.json'");
        assertThat(look().secrets()).isEmpty();
    }

    @Test
    void what_lies_in_a_folder_of_seedbanks_is_its_own_whatever_it_is_called() throws Exception {
        file("sub/home/state/anything", "x");

        PreflightFindings findings = PreflightFindings.in(
                DatasetScan.scan(soil, false), new OwnFolders(List.of(), List.of(soil.resolve("sub/home/state"))));

        assertThat(findings.own()).containsExactly("'sub/home/state/anything'");
    }

    @Test
    void litter_is_one_warning_that_counts() throws Exception {
        for (String each : List.of(".git/config", ".git/objects/ab/cd", "raw/.DS_Store", "a.part", "~$b.docx")) {
            file(each, "x");
        }

        assertThat(look().litter())
                .contains("5 files of version control, caches or litter would be published too ('.git', 'a.part',"
                        + " 'raw/.DS_Store' and 1 more)");
    }

    @Test
    void the_root_of_the_system_home_folders_and_seedbanks_own_are_no_datasets() throws Exception {
        OwnFolders own = new OwnFolders(List.of(soil), List.of(temp.resolve("state")));

        assertThat(own.refusal(Path.of("/"))).contains("it is the root of the file system");
        assertThat(own.refusal(soil)).contains("it is your home folder, with all that is private in it");
        assertThat(own.refusal(soil.getParent())).contains("your home folder lies in it");
        assertThat(own.refusal(soil.resolve("raw"))).isEmpty();
        assertThat(own.refusal(soil.resolveSibling("state"))).contains("it is a folder of seedbank's own");
        assertThat(own.refusal(soil.resolveSibling("state/node")))
                .contains("it lies in a folder of seedbank's own, '%s'".formatted(soil.resolveSibling("state")));
    }

    private PreflightFindings look() throws Exception {
        return look(soil);
    }

    private static PreflightFindings look(Path path) throws Exception {
        return PreflightFindings.in(DatasetScan.scan(path, false), none());
    }

    private static OwnFolders none() {
        return new OwnFolders(List.of(), List.of());
    }

    private Path file(String name, String text) throws IOException {
        Files.createDirectories(soil.resolve(name).getParent());
        return Files.writeString(soil.resolve(name), text);
    }

    private static void permit(Path path, String permissions) throws IOException {
        Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
    }
}
