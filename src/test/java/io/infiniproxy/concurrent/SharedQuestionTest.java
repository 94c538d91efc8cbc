package io.infiniproxy.concurrent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class SharedQuestionTest {
    private static final Duration LONG = Duration.ofHours(1);

    @Test
    void asksOnceInAnInterval() {
        var asked = new AtomicInteger();
        var question = new SharedQuestion<>(asked::incrementAndGet, LONG, LONG);

        assertThat(question.answerOr(0)).isEqualTo(1);
        assertThat(question.answerOr(0)).isEqualTo(1);
    }

    @Test
    void asksAgainAfterwards() {
        var asked = new AtomicInteger();
        var question = new SharedQuestion<>(asked::incrementAndGet, Duration.ZERO, LONG);

        assertThat(question.answerOr(0)).isEqualTo(1);
        assertThat(question.answerOr(0)).isEqualTo(2);
    }

    @Test
    void waitsForNobodyAndNeverAsksTwiceAtATime() {
        var asked = new AtomicInteger();
        var answers = new CountDownLatch(1);
        var question = new SharedQuestion<>(
                () -> {
                    asked.incrementAndGet();
                    awaitUninterruptibly(answers);
                    return "late";
                },
                Duration.ZERO,
                Duration.ofMillis(20));

        assertThat(question.answerOr("no")).isEqualTo("no");
        assertThat(question.answerOr("no")).isEqualTo("no");
        assertThat(asked).hasValue(1);
        answers.countDown();
    }

    @Test
    void takesAFailureForNoAnswer() {
        var question = new SharedQuestion<String>(
                () -> {
                    throw new IllegalStateException("away");
                },
                LONG,
                LONG);

        assertThat(question.answerOr("no")).isEqualTo("no");
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
