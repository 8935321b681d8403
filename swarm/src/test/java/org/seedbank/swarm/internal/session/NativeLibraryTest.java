package org.seedbank.swarm.internal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.seedbank.integrity.Sha256;
import org.seedbank.swarm.SwarmException;

/** The native library is only loaded whole, and only where it cannot crash Java. */
class NativeLibraryTest {

    @Test
    void each_system_has_its_own_library() {
        assertThat(List.of(
                        NativeLibrary.resourceName("Linux", "amd64"),
                        NativeLibrary.resourceName("Linux", "aarch64"),
                        NativeLibrary.resourceName("Mac OS X", "x86_64"),
                        NativeLibrary.resourceName("Windows 11", "amd64")))
                .containsExactly(
                        "lib/x86_64/libtorrent4j.so",
                        "lib/arm64/libtorrent4j.so",
                        "lib/x86_64/libtorrent4j.dylib",
                        "lib/x86_64/libtorrent4j.dll");
    }

    @Test
    void where_there_is_none_it_says_where_there_is() {
        for (List<String> system :
                List.of(List.of("Mac OS X", "aarch64"), List.of("Windows 11", "amd64"), List.of("Linux", "aarch64"))) {
            assertThatThrownBy(() -> NativeLibrary.require(system.get(0), system.get(1)))
                    .isInstanceOf(SwarmException.NativeUnavailable.class)
                    .hasMessage(
                            "sending and fetching needs libtorrent, which is there for Linux on x86-64, "
                                    + "not for this system (%s on %s)",
                            system.get(0), system.get(1));
        }
        NativeLibrary.require("Linux", "amd64");
    }

    @Test
    void the_list_of_digests_is_that_of_the_binding_with_its_patch() throws Exception {
        String resource = "lib/x86_64/libtorrent4j.so";
        try (InputStream list = NativeLibrary.class.getResourceAsStream("natives.sha256");
                InputStream library = NativeLibrary.class.getClassLoader().getResourceAsStream(resource)) {
            assertThat(new String(list.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(Sha256.digestOf(NativePatch.applied(resource, library.readAllBytes())) + "  " + resource
                            + "\n");
        }
    }

    @Test
    void without_signal_chaining_nothing_native_is_loaded() {
        String maps = "7f0000000000-7f0000001000 r-xp 00000000 08:01 42 /usr/lib/jvm/java-17/lib/server/libjvm.so\n";

        assertThatThrownBy(() -> SignalChaining.require(maps, Path.of("/usr/lib/jvm/java-17")))
                .isInstanceOfSatisfying(SwarmException.SignalChainingMissing.class, e -> assertThat(e.remedy())
                        .isEqualTo("start with the seedbank launcher, or set "
                                + "LD_PRELOAD=/usr/lib/jvm/java-17/lib/libjsig.so before starting java;"
                                + " a Java without that file will not do"));
    }

    @Test
    void with_signal_chaining_all_is_well() {
        String maps = "7f0000000000-7f0000001000 r-xp 00000000 08:01 42 /usr/lib/jvm/java-17/lib/libjsig.so\n";

        SignalChaining.require(maps, Path.of("/usr/lib/jvm/java-17"));
    }
}
