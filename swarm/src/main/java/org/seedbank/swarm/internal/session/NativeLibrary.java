package org.seedbank.swarm.internal.session;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import org.libtorrent4j.swig.libtorrent;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.UnpackedFile;
import org.seedbank.swarm.SwarmException;

/**
 * libtorrent's native library: found on the class path, unpacked once per version with {@link NativePatch} applied, loaded
 * once per process. The binding
 * loads the file that a system property names when its first class is initialized, so no class of the binding may be
 * used before {@link #load}.
 */
public final class NativeLibrary {

    private static final String PATH_PROPERTY = "libtorrent4j.jni.path";

    private static final String DOES_NOT_LOAD = "the native library does not load";

    private static boolean loaded;

    private NativeLibrary() {}

    /**
     * Unpacks and loads the library unless this process has it already.
     *
     * @param cache where the unpacked file is kept for all processes
     */
    public static synchronized void load(Path cache) {
        if (loaded) {
            return;
        }
        if (System.getProperty(PATH_PROPERTY) == null) {
            System.setProperty(PATH_PROPERTY, unpack(cache).toString());
        }
        try {
            libtorrent.version();
        } catch (LinkageError e) {
            throw new SwarmException.NativeUnavailable(system(), DOES_NOT_LOAD, e);
        }
        loaded = true;
    }

    /**
     * Finds out whether there is a library for this system at all; nothing is unpacked or loaded.
     *
     * @throws SwarmException.NativeUnavailable when there is none
     */
    public static void require() {
        if (System.getProperty(PATH_PROPERTY) == null) {
            require(System.getProperty("os.name"), System.getProperty("os.arch"));
        }
    }

    static void require(String os, String arch) {
        if (NativeLibrary.class.getClassLoader().getResource(resourceName(os, arch)) == null) {
            throw new SwarmException.NativeUnavailable(system(os, arch));
        }
    }

    private static Path unpack(Path cache) {
        require();
        String name = resourceName(System.getProperty("os.name"), System.getProperty("os.arch"));
        try {
            return UnpackedFile.load(NativeLibrary.class, name, cache, library -> NativePatch.applied(name, library))
                    .orElseThrow(() -> new SwarmException.NativeUnavailable(system()));
        } catch (IOException e) {
            throw new SwarmException.NativeUnavailable(system(), IoReason.of(e), e);
        } catch (UnsatisfiedLinkError e) {
            throw new SwarmException.NativeUnavailable(system(), DOES_NOT_LOAD, e);
        }
    }

    /** Where the binding's jars keep the library for a system, as Java names systems. */
    static String resourceName(String os, String arch) {
        String system = os.toLowerCase(Locale.ROOT);
        String file = system.startsWith("windows")
                ? "libtorrent4j.dll"
                : system.startsWith("mac") ? "libtorrent4j.dylib" : "libtorrent4j.so";
        String processor =
                switch (arch) {
                    case "amd64" -> "x86_64";
                    case "aarch64" -> "arm64";
                    default -> arch;
                };
        return "lib/" + processor + "/" + file;
    }

    private static String system() {
        return system(System.getProperty("os.name"), System.getProperty("os.arch"));
    }

    private static String system(String os, String arch) {
        return os + " on " + arch;
    }
}
