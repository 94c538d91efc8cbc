package io.infiniproxy.limits;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Decides whether a request is admitted: only when every limit of every subject admits it. Pure: states in, verdict out.
 *
 * <p>A request per minute is taken at once, and of the tokens per minute the guess of the input; what an answer really used
 * is taken when it has ended. So a large {@code max_tokens} keeps nobody waiting, and a bucket can fall below 0.
 *
 * <p>A budget admits while less than all of it is spent or reserved. As each request reserves what it may come to use, all
 * that is admitted is less than the budget and one request.
 */
final class Judgement {
    /** Nobody knows when a request ends: long enough for no storm, short enough for nobody to idle. */
    private static final Duration UNTIL_ONE_ENDS = Duration.ofSeconds(1);

    private static final Duration UNTIL_ONE_IS_SETTLED = Duration.ofSeconds(2);

    private Judgement() {}

    /** Returns the verdict; {@code states} are those of {@code subjects}, in the same order. */
    static Verdict of(List<Limited> subjects, List<SubjectState> states, Demand demand, long nowMs) {
        List<Levels> before = new ArrayList<>();
        List<Levels> after = new ArrayList<>();
        List<Refusal> refusals = new ArrayList<>();
        for (int i = 0; i < subjects.size(); i++) {
            Levels levels = states.get(i).levels().at(nowMs, subjects.get(i).limits());
            before.add(levels);
            after.add(levels.without(1, demand.inputTokens()));
            addRefusals(subjects.get(i), states.get(i), levels, Instant.ofEpochMilli(nowMs), refusals);
        }
        return refusals.isEmpty()
                ? new Verdict.Admitted(after, rates(subjects, after))
                : new Verdict.Refused(longest(refusals), rates(subjects, before));
    }

    /** Returns how far the limits per minute are used up. */
    static Rates rates(List<Limited> subjects, List<Levels> levels) {
        Rates rates = Rates.NONE;
        for (int i = 0; i < subjects.size(); i++) {
            rates = rates.and(subjects.get(i).limits(), levels.get(i));
        }
        return rates;
    }

    /**
     * The client is told of the limit that keeps it longest: after the others' time it would be refused again. Budgets that are
     * spent tell no waiting time; of these it is the one that is free again last, or never.
     */
    private static Refusal longest(List<Refusal> refusals) {
        return refusals.stream()
                .max(Comparator.comparing(Refusal::waiting, Comparator.nullsLast(Comparator.<Duration>naturalOrder()))
                        .thenComparing(Refusal::freeAt, Comparator.nullsLast(Comparator.naturalOrder())))
                .orElseThrow();
    }

    private static void addRefusals(
            Limited subject, SubjectState state, Levels levels, Instant now, List<Refusal> refusals) {
        Limits limits = subject.limits();
        if (limits.requestsPerMinute() != null && levels.requests() < 1) {
            long waitMs = Levels.fillingMs(levels.requests(), 1, limits.requestsPerMinute());
            refusals.add(rate(subject, Refusal.Kind.REQUESTS_PER_MINUTE, limits.requestsPerMinute(), waitMs));
        }
        if (limits.tokensPerMinute() != null && levels.tokens() <= 0) {
            long waitMs = 1 + Levels.fillingMs(levels.tokens(), 0, limits.tokensPerMinute());
            refusals.add(rate(subject, Refusal.Kind.TOKENS_PER_MINUTE, limits.tokensPerMinute(), waitMs));
        }
        if (limits.concurrentRequests() != null && state.inFlight() >= limits.concurrentRequests()) {
            refusals.add(new Refusal(subject.name(), Refusal.Kind.CONCURRENT_REQUESTS, null,
                    limits.concurrentRequests(), state.inFlight(), UNTIL_ONE_ENDS, null));
        }
        limits.budgets().forEach(budget -> addRefusal(subject, budget, state.use(budget.period()), now, refusals));
    }

    private static Refusal rate(Limited subject, Refusal.Kind kind, long limit, long waitMs) {
        return new Refusal(subject.name(), kind, null, limit, limit, Duration.ofMillis(waitMs), null);
    }

    private static void addRefusal(
            Limited subject, Budget budget, PeriodUse use, Instant now, List<Refusal> refusals) {
        long limit = budget.tokens() != null ? budget.tokens() : budget.costNanos();
        long spent = use.spent(budget);
        Instant freeAt = budget.period().end(now);
        if (spent >= limit) {
            refusals.add(new Refusal(subject.name(), Refusal.Kind.BUDGET_SPENT, budget, limit, spent, null, freeAt));
        } else if (spent + use.reserved(budget) >= limit) {
            refusals.add(new Refusal(subject.name(), Refusal.Kind.BUDGET_RESERVED, budget, limit,
                    spent + use.reserved(budget), UNTIL_ONE_IS_SETTLED, freeAt));
        }
    }
}
