package io.infiniproxy.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileNamesTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '^', value = {
        "Read hello.txt.                                | hello.txt",
        "Read the file /tmp/a-b/hello.txt, please       | /tmp/a-b/hello.txt",
        "what is in `src/main/App.java`?                | src/main/App.java",
        "what is in /etc/hosts?                         | /etc/hosts",
        "run ./gradlew                                  | ./gradlew",
        "see ~/notes/todo.md!                           | ~/notes/todo.md",
        "open C:\\Users\\me\\a.txt                      | C:\\Users\\me\\a.txt",
        "open \"/tmp/my file.txt\" now                  | /tmp/my file.txt",
        "what does @README.md say                       | README.md",
        "请读取/tmp/hello.txt文件                        | /tmp/hello.txt",
        "读取hello.txt。                                 | hello.txt",
        "看看/tmp/报告.txt，谢谢                          | /tmp/报告.txt",
        "unpack a.tar.gz                                | a.tar.gz",
    })
    void findsAFile(String text, String file) {
        assertThat(FileNames.in(text)).containsExactly(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Hello.", "and/or, 1/2, e.g. i.e.", "gpt-4.1-mini costs 3.50", "see https://example.com/a/b.html",
        "mail me@example.com", "ask github.com/me/it", "/help me", "call list.append(x)", "wait...and", "<b>x</b>"
    })
    void findsNoneWhereNoneIs(String text) {
        assertThat(FileNames.in(text)).isEmpty();
    }

    @Test
    void findsEachFileOnceInItsOrder() {
        assertThat(FileNames.in("diff b.txt a.txt b.txt")).isEqualTo(List.of("b.txt", "a.txt"));
    }

    @Test
    void doesNotChokeOnLongTexts() {
        assertThat(FileNames.in("a.".repeat(100_000) + "/a".repeat(100_000))).isEmpty();
    }
}
