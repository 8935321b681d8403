package org.seedbank.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.seedbank.integrity.IoReason;
import org.seedbank.integrity.files.BoundedFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whose certificates are believed: those that this Java knows, and those in the file that {@code SSL_CERT_FILE} names, as
 * OpenSSL, curl and Go read it. A file that cannot be read is told in the log, and then only the others count.
 */
final class Certificates {

    /** Where the environment names a file of certificates in PEM. */
    static final String VARIABLE = "SSL_CERT_FILE";

    private static final Logger LOG = LoggerFactory.getLogger(Certificates.class);

    /** All authorities that browsers know take a quarter of a mebibyte. */
    private static final int MOST_BYTES = 16 << 20;

    private static final Pattern PEM = Pattern.compile(
            "-----BEGIN (?:X509 |TRUSTED )?CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END (?:X509 |TRUSTED )?CERTIFICATE-----");

    private Certificates() {}

    /** The context of TLS for these variables. */
    static SSLContext context(Map<String, String> environment) {
        String file = environment.getOrDefault(VARIABLE, "").strip();
        try {
            List<X509Certificate> added = file.isEmpty() ? List.of() : read(file);
            return added.isEmpty() ? SSLContext.getDefault() : trusting(added);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    private static List<X509Certificate> read(String file) throws GeneralSecurityException {
        List<X509Certificate> found = new ArrayList<>();
        try {
            String text = new String(BoundedFile.read(Path.of(file), MOST_BYTES), StandardCharsets.ISO_8859_1);
            CertificateFactory factory = CertificateFactory.getInstance("X.509");
            for (Matcher block = PEM.matcher(text); block.find(); ) {
                add(factory, block.group(1), found);
            }
            if (found.isEmpty()) {
                LOG.warn("'{}', which the variable '{}' names, holds no certificate", file, VARIABLE);
            }
        } catch (IOException e) {
            LOG.warn("'{}', which the variable '{}' names, cannot be read: {}", file, VARIABLE, IoReason.of(e));
        } catch (InvalidPathException e) {
            LOG.warn("the variable '{}' names no file", VARIABLE);
        }
        return found;
    }

    /** One that is broken makes none of the others worse. */
    private static void add(CertificateFactory factory, String base64, List<X509Certificate> found) {
        try {
            byte[] der = Base64.getMimeDecoder().decode(base64);
            Certificate certificate = factory.generateCertificate(new ByteArrayInputStream(der));
            if (certificate instanceof X509Certificate known) {
                found.add(known);
            }
        } catch (CertificateException | IllegalArgumentException e) {
            LOG.warn("a certificate in the file that '{}' names cannot be read", VARIABLE);
        }
    }

    private static SSLContext trusting(List<X509Certificate> added) throws GeneralSecurityException {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (X509Certificate each : ofThisJava()) {
                store.setCertificateEntry("java-" + number++, each);
            }
            for (X509Certificate each : added) {
                store.setCertificateEntry("added-" + number++, each);
            }
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, managers(store), null);
            return context;
        } catch (IOException e) {
            throw new IllegalStateException("an empty store is read from nowhere", e);
        }
    }

    private static List<X509Certificate> ofThisJava() throws GeneralSecurityException {
        List<X509Certificate> known = new ArrayList<>();
        for (TrustManager each : managers(null)) {
            if (each instanceof X509TrustManager trusts) {
                known.addAll(List.of(trusts.getAcceptedIssuers()));
            }
        }
        return known;
    }

    private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        return factory.getTrustManagers();
    }
}
