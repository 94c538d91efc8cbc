package io.infiniproxy.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RequestIdsTest {
    @Test
    void beginsWithTheTime() {
        long before = System.currentTimeMillis();
        String id = RequestIds.next();
        long after = System.currentTimeMillis();

        assertThat(id).matches("req_[0-9a-f]{24}");
        assertThat(Long.parseLong(id.substring(4, 16), 16)).isBetween(before, after);
    }

    @Test
    void givesNoIdTwice() {
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 100_000; i++) {
            assertThat(ids.add(RequestIds.next())).isTrue();
        }
    }
}
