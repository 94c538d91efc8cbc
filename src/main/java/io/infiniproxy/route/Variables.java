package io.infiniproxy.route;

/** The exchange variables that the steps of a route hand on, by what they hold. */
public final class Variables {
    /** {@link io.infiniproxy.keys.Caller}: whose request it is. */
    public static final String CALLER = "caller";

    /** {@code true} when it is the admin's request; else there is none. */
    public static final String IS_ADMIN = "isAdmin";

    /** {@link io.infiniproxy.audit.Actor}: who makes an administrative change. */
    public static final String ACTOR = "actor";

    /** {@link io.infiniproxy.route.UsageMeter}: what the request has used so far. */
    public static final String USAGE_METER = "usageMeter";

    /** {@link io.infiniproxy.anthropic.MessagesRequest}. */
    public static final String MESSAGES_REQUEST = "messagesRequest";

    /** {@link io.infiniproxy.route.MessageAnswer}: the answer to a Messages client, as it comes about. */
    public static final String MESSAGE_ANSWER = "messageAnswer";

    /** {@link io.infiniproxy.route.passthrough.PassthroughRequest}. */
    public static final String PASSTHROUGH_REQUEST = "passthroughRequest";

    /** {@link io.infiniproxy.route.passthrough.PassthroughAnswer}. */
    public static final String PASSTHROUGH_ANSWER = "passthroughAnswer";

    /** Path of the backend's endpoint, {@code /chat/completions} for example. */
    public static final String BACKEND_PATH = "backendPath";

    /** The model that the backend is asked for. */
    public static final String BACKEND_MODEL = "backendModel";

    /** The bytes that the backend was sent, to ask again with a change. */
    public static final String BACKEND_BODY = "backendBody";

    /** Whether the backend is to be asked once more. */
    public static final String ASKS_AGAIN = "asksAgain";

    /** {@link io.infiniproxy.backend.BodyEdit}: what is changed then, and kept if it helps. */
    public static final String LESSON = "lesson";

    /** {@link io.infiniproxy.route.BackendAnswer}, also when the message's body is something else by now. */
    public static final String BACKEND_ANSWER = "backendAnswer";

    /** {@link io.infiniproxy.journal.Slot}: room in the journal for the usage record. */
    public static final String JOURNAL_SLOT = "journalSlot";

    /** {@link io.infiniproxy.route.usage.UsageEntry}, when the backend was called. */
    public static final String USAGE_ENTRY = "usageEntry";

    /** {@link io.infiniproxy.limits.Ticket}: what the request holds of its limits, where there are some. */
    public static final String TICKET = "ticket";

    private Variables() {}
}
