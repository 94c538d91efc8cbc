package io.infiniproxy.limits;

/** Whether a request may go on. */
public sealed interface Admission {
    /** How far the limits per minute are used up. */
    Rates rates();

    /** It may; the ticket must be settled when it has ended, however that was. */
    record Admitted(Ticket ticket, Rates rates) implements Admission {}

    /** It may not. */
    record Refused(Refusal refusal, Rates rates) implements Admission {}
}
