package org.seedbank.catalog.drive.emulator;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Random;
import java.util.Set;

/** Makes ids that look like Drive's and remembers which were handed out beforehand. Thread-safe. */
final class Ids {

    private static final int REMEMBERED = 100_000;
    private static final int BYTES = 24;

    /** Ids are no secrets; they only must differ between emulators. */
    private final Random random = new Random(new SecureRandom().nextLong());

    private final Set<String> handedOut = new LinkedHashSet<>();

    /** 33 letters, digits, hyphens and underscores, as of a file. */
    synchronized String next() {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return "1" + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** 19 characters, as of a root folder or a shared drive. */
    String nextRoot() {
        return "0A" + next().substring(1, 15) + "PVA";
    }

    /** One that a later create may use. */
    synchronized String handOut() {
        String id = next();
        handedOut.add(id);
        if (handedOut.size() > REMEMBERED) {
            handedOut.remove(handedOut.iterator().next());
        }
        return id;
    }

    synchronized boolean wasHandedOut(String id) {
        return handedOut.contains(id);
    }
}
