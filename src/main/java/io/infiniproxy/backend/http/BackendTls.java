package io.infiniproxy.backend.http;

import io.infiniproxy.settings.InvalidSettingException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.apache.hc.core5.ssl.SSLContexts;

/** Whose certificates are believed: those of the JDK's own list, and those of a file. */
public final class BackendTls {
    private BackendTls() {}

    /** Returns a context that believes the certificates of the JDK, and of {@code caFile} if there is one. */
    public static SSLContext context(Optional<Path> caFile) {
        return caFile.isEmpty() ? SSLContexts.createSystemDefault() : withFile(caFile.get());
    }

    private static SSLContext withFile(Path file) {
        try {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            int n = 0;
            for (X509Certificate issuer : jdkIssuers()) {
                trusted.setCertificateEntry("jdk-" + n++, issuer);
            }
            for (Certificate certificate : certificates(file)) {
                trusted.setCertificateEntry("file-" + n++, certificate);
            }
            return SSLContexts.custom().loadTrustMaterial(trusted, null).build();
        } catch (GeneralSecurityException | IOException e) {
            throw new InvalidSettingException("BACKEND_CA_FILE: expected a file of PEM certificates, but cannot read " + file
                    + ": " + e.getMessage());
        }
    }

    private static Collection<? extends Certificate> certificates(Path file) throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            var certificates = CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (certificates.isEmpty()) {
                throw new IOException("it holds no certificate");
            }
            return certificates;
        }
    }

    private static X509Certificate[] jdkIssuers() throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        return Arrays.stream(factory.getTrustManagers())
                .filter(X509TrustManager.class::isInstance)
                .map(manager -> ((X509TrustManager) manager).getAcceptedIssuers())
                .findFirst()
                .orElseGet(() -> new X509Certificate[0]);
    }
}
