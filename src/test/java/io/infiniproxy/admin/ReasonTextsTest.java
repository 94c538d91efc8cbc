package io.infiniproxy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.testing.Bundles;
import io.infiniproxy.translate.Change;
import io.infiniproxy.translate.Reason;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What a translation changes is told in both languages. */
class ReasonTextsTest {
    private static final String BUNDLE = "io.infiniproxy.admin.reasons_zh";

    @Test
    void everyReasonIsInBothLanguages() {
        var english = Arrays.stream(Reason.values()).collect(Collectors.toMap(Reason::name, Reason::words));

        assertThat(Bundles.placeholders(Bundles.read(BUNDLE))).isEqualTo(Bundles.placeholders(english));
        assertThat(Bundles.read(BUNDLE).values()).allMatch(Bundles::isChinese);
    }

    @Test
    void fillsInValuesAsTheyAre() {
        Change change = new Change(Change.Kind.MAX_TOKENS, "max_tokens", Reason.MAX_TOKENS_LOWERED, List.of("$1 {1}", "1000"));

        assertThat(AdminTexts.of("en").reason(change)).isEqualTo("Lowered from $1 {1} to 1000, the most that the backend takes");
        assertThat(AdminTexts.of("zh-CN").reason(change)).isEqualTo("由 $1 {1} 降低到 1000，即后端接受的上限");
    }
}
