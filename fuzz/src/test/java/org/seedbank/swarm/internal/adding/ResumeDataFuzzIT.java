package org.seedbank.swarm.internal.adding;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;
import org.libtorrent4j.swig.add_torrent_params;
import org.seedbank.fuzz.Seeds;
import org.seedbank.fuzz.Yardstick;
import org.seedbank.swarm.internal.session.NativeLibrary;

/** Resume data, which native code reads: a fault there ends the process. */
class ResumeDataFuzzIT {

    private static final Yardstick YARDSTICK = new Yardstick("resume", 256 << 10, 50);

    static {
        NativeLibrary.load(Path.of("target", "native"));
    }

    static Stream<byte[]> seeds() {
        return Stream.concat(
                Seeds.texts(
                        "d11:file-format22:libtorrent resume file12:file-versioni1e9:info-hash20:01234567890123456789"
                                + "6:pieces3:\1\1\0e"),
                Seeds.files("integrity/src/test/resources/fixtures/good", ".torrent"));
    }

    @MethodSource("seeds")
    @FuzzTest
    void is_read_or_refused(byte[] input) throws Exception {
        YARDSTICK.measure(input.length, () -> {
            add_torrent_params read = ResumeData.read("fuzz", input);
            read.delete();
            return read;
        });
    }
}
