package io.infiniproxy.cli;

import io.infiniproxy.ProxyApplication;
import io.infiniproxy.settings.Settings;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the proxy says when it has started: where it is, what it uses, and the lines to paste.
 *
 * @param adminTokenFile nothing when the token is a setting
 * @param backend what answers
 * @param isDemo whether that is the built-in demo backend
 */
record StartText(
        URI url, Optional<Path> adminTokenFile, String backend, boolean isDemo, String database, Settings settings) {

    static List<String> of(ProxyApplication proxy, Settings settings) {
        return new StartText(
                        proxy.url(),
                        proxy.adminTokenFile(),
                        proxy.backendDescription(),
                        proxy.isDemo(),
                        proxy.databaseDescription(),
                        settings)
                .lines();
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("infiniproxy " + ProgramVersion.get() + " listens on " + url);
        lines.add("");
        addPlaces(lines);
        addWarning(lines);
        lines.add("");
        addClients(lines);
        lines.add("");
        return lines;
    }

    private void addPlaces(List<String> lines) {
        lines.add("  Backend      " + backend);
        if (isDemo) {
            lines.add("               For a real one set OPENAI_BASE_URL and OPENAI_API_KEY (environment or .env), and start again.");
        }
        lines.add("  Admin page   " + url + "/admin");
        lines.add("  Admin token  "
                + adminTokenFile.map(file -> "in " + file).orElse("as set in ADMIN_TOKEN"));
        lines.add("  Database     " + database);
        lines.add("  Routes       " + settings.home().origin("routes"));
        lines.add("  Page files   " + settings.home().origin("admin"));
        lines.add("  Prices       " + settings.home().origin("prices.csv"));
        lines.add("  Settings     " + settings.home().origin("application.properties")
                + settings.home().own(".env").map(file -> ", " + file).orElse(""));
    }

    private void addWarning(List<String> lines) {
        if (!isLoopback(settings.host())) {
            lines.add("");
            lines.add("  Warning: " + settings.host() + " can be reached from other machines, and keys and prompts travel there in"
                    + " clear text. Put a server with TLS in front (nginx, for example), or set PROXY_HOST=localhost.");
        }
    }

    private void addClients(List<String> lines) {
        String program = ProgramName.get();
        lines.add("  A key        " + program + " key create --user alice --name laptop");
        lines.add("  Claude Code  " + program + " claude");
        lines.add("               or with your key: ANTHROPIC_BASE_URL=" + url + " ANTHROPIC_AUTH_TOKEN=<key> claude");
        lines.add("  OpenAI SDK   OpenAI(base_url=\"" + url + "/v1\", api_key=\"<key>\")");
    }

    /** A name that cannot be looked up counts as one that others reach. */
    static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
