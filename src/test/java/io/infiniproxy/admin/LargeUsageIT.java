package io.infiniproxy.admin;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.Page;
import io.infiniproxy.sql.Database;
import io.infiniproxy.testing.RunningProxy;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A chart of more days and keys than one report may have: the page asks in parts, and all is there. */
class LargeUsageIT extends PageInBrowser {
    private static final int KEYS = 40;
    private static final int DAYS = 300;

    private Path folder;

    @Override
    RunningProxy startProxy(Path dataDir) throws IOException {
        folder = dataDir;
        return super.startProxy(dataDir);
    }

    @Test
    void aYearOfManyKeysIsShown() {
        expectRefusals(400); // of the report that is too large, before it is asked in parts
        fill();
        assertThat(proxy.adminCall("/usage/report?by=day,key").get().status()).isEqualTo(400);
        List<String> asked = new CopyOnWriteArrayList<>();
        Page page = visit("http://localhost:" + proxy.url().getPort() + "/admin#/overview?range=365d&by=key", new NewContextOptions()).page();
        page.onResponse(response -> asked.add(response.status() + " " + response.url().replaceAll(".*/usage/", "")));
        new Visit(page).signIn(RunningProxy.ADMIN_TOKEN);

        assertThat(page.locator(".chart .u-over")).isVisible();
        assertThat(page.locator("table.dense tbody tr")).hasCount(KEYS + 1);
        assertThat(page.locator("table.dense tbody tr").last()).containsText("Together" + "12,000");
        assertThat(asked).filteredOn(answer -> answer.startsWith("200 report?by=day&from=") && answer.contains("api_key_id")).hasSize(8);
    }

    /** As the usage route stores them: many records in one statement. */
    private void fill() {
        try (Database database = Database.open("", folder)) {
            JdbcClient.create(database.dataSource()).sql("""
                            with recursive numbers (n) as (select 0 union all select n + 1 from numbers where n < :records - 1)
                            insert into usage_batches (after_id, body)
                            select (select coalesce(max(id), 0) from usage_records), json_group_array(json_object(
                              'request_id', 'req_' || n, 'timestamp', date('now', '-' || (n / :keys) || ' days') || 'T00:00:00.000Z',
                              'api_key_id', 1 + n % :keys, 'user_id', 1, 'endpoint', '/v1/messages', 'model', 'm', 'input_tokens', 10,
                              'output_tokens', 5, 'total_tokens', 15, 'cache_read_input_tokens', 0, 'cache_creation_input_tokens', 0,
                              'reasoning_tokens', 0, 'is_estimated', 0, 'outcome', 'completed', 'stream', 0)) from numbers""")
                    .param("records", KEYS * DAYS)
                    .param("keys", KEYS)
                    .update();
        }
    }
}
