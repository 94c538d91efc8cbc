package io.infiniproxy.route.passthrough;

import io.infiniproxy.json.JsonBytes;
import io.infiniproxy.openai.CompletionUsage;
import io.infiniproxy.openai.PassingEvent;
import io.infiniproxy.route.BackendAnswer;
import io.infiniproxy.route.UsageMeter;
import io.infiniproxy.sse.SseEvent;
import io.infiniproxy.tokens.TokenCounter;
import io.infiniproxy.usage.TokenUsage;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What has passed of the backend's answer. The last event is held back until the usage is on record: {@code [DONE]}, or the
 * event that ends a response. One instance a request; not thread-safe.
 */
public final class PassthroughAnswer {
    /** Of each connection, not of the answer; or set anew here; or names of whose the backend's key is. */
    private static final Set<String> DROPPED = Set.of(
            "connection", "keep-alive", "transfer-encoding", "content-length", "upgrade", "trailer", "te", "set-cookie",
            "proxy-authenticate", "openai-organization", "openai-project", "request-id", "server", "date", "strict-transport-security", "alt-svc");


    private final BackendAnswer backend;
    private final PassthroughRequest request;
    private final TokenCounter counter;
    private final UsageObserver observer = new UsageObserver();
    private final JsonBytes passing = new JsonBytes();
    private final JsonBytes heldBack = new JsonBytes();
    private boolean atEnd;

    PassthroughAnswer(BackendAnswer backend, PassthroughRequest request, TokenCounter counter) {
        this.backend = backend;
        this.request = request;
        this.counter = counter;
    }

    public int status() {
        return backend.status();
    }

    boolean isStream() {
        String contentType = backend.header("content-type");
        return contentType != null && contentType.contains("event-stream");
    }

    /** Returns the headers that are the answer's own. */
    Map<String, String> headers() {
        Map<String, String> headers = new HashMap<>(backend.headers());
        headers.keySet().removeAll(DROPPED);
        if (isStream()) {
            headers.put("x-accel-buffering", "no");
        }
        return headers;
    }

    /** Takes the next event of a stream. */
    void accept(SseEvent event) {
        PassingEvent seen = event.hasData() && !event.isDone()
                ? observer.see(event.dataBytes(), event.dataStart(), event.dataLength())
                : null;
        atEnd = atEnd || event.isDone() || endsResponse(seen);
        JsonBytes bytes = atEnd ? heldBack : passing;
        if (request.hidesUsage()) {
            HiddenUsage.write(event, seen, bytes);
        } else {
            bytes.write(event.bytes(), event.start(), event.end() - event.start());
        }
    }

    /** Returns the bytes that may leave now, and forgets them. */
    byte[] takePassing() {
        return passing.take();
    }

    /** Whether the event that ends the stream has come. */
    boolean isAtEnd() {
        return atEnd;
    }

    /** Takes a whole body, which is held back. */
    void acceptWhole(byte[] body) {
        observer.see(body, 0, body.length);
        heldBack.append(body);
    }

    /** Takes what follows the last whole event. */
    void acceptRest(SseEvent rest) {
        if (rest.hasData()) {
            observer.see(rest.dataBytes(), rest.dataStart(), rest.dataLength());
        }
        heldBack.append(rest.raw());
    }

    /** Whether the client was given a whole answer: no error, and no stream that ends without an end. */
    public boolean isComplete() {
        return backend.status() < 400 && (!isStream() || atEnd || observer.isFinished());
    }

    /** Returns what was held back, once. */
    byte[] takeLast() {
        return heldBack.take();
    }

    /** Returns the model that has answered, or null. */
    String model() {
        return observer.model();
    }

    /** Returns the tokens so far: the backend's figures, or those counted here; null for an error. */
    public TokenUsage tokens() {
        CompletionUsage usage = observer.usage();
        if (usage != null) {
            return UsageMeter.tokens(usage, false);
        }
        if (backend.isError()) {
            return null;
        }
        long inputTokens = RequestText.tokens(request.members().outline(), counter::count);
        return new TokenUsage(inputTokens, counter.count(observer.outputText()), 0, 0, 0, true);
    }

    private static boolean endsResponse(PassingEvent seen) {
        return seen != null
                && switch (seen.type()) {
                    case "response.completed", "response.incomplete", "response.failed" -> true;
                    case null, default -> false;
                };
    }
}
