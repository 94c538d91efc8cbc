package io.infiniproxy.admin;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.testing.Bundles;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AdminTextsTest {
    @Test
    void hasEveryTextInBothLanguages() {
        assertThat(texts("_zh").keySet()).isEqualTo(texts("").keySet()).isNotEmpty();
    }

    @Test
    void isEnglishWhateverTheMachineSpeaks() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.CHINA);
            assertThat(AdminTexts.of((String) null).get("signedIn")).isEqualTo("Signed in");
            assertThat(AdminTexts.of("zh").get("signedIn")).isEqualTo("登录成功");
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void fillsInValuesAsTheyAre() {
        assertThat(AdminTexts.of("en").get("unknownUser", 1234567L)).isEqualTo("There is no user with id 1234567");
        assertThat(AdminTexts.of("en").get("userCreated", "{0} '")).isEqualTo("User {0} ' was created");
    }

    private static Map<String, String> texts(String suffix) {
        return Bundles.read("io.infiniproxy.admin.texts" + suffix);
    }
}
