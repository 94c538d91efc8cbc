package io.infiniproxy.bench.micro;

import io.infiniproxy.anthropic.MessageStreamEvent;
import io.infiniproxy.anthropic.MessageStreamEventWriter;
import io.infiniproxy.anthropic.MessageWriter;
import io.infiniproxy.anthropic.MessagesRequest;
import io.infiniproxy.anthropic.MessagesRequestReader;
import io.infiniproxy.backend.CompletionReader;
import io.infiniproxy.bench.AskedAnswer;
import io.infiniproxy.bench.load.Api;
import io.infiniproxy.bench.mock.MockAnswers;
import io.infiniproxy.bench.run.RequestBodies;
import io.infiniproxy.openai.ChatCompletionRequestWriter;
import io.infiniproxy.profile.BackendProfile;
import io.infiniproxy.profile.BackendProfiles;
import io.infiniproxy.translate.AnswerIdentity;
import io.infiniproxy.translate.Changes;
import io.infiniproxy.translate.MessageAccumulator;
import io.infiniproxy.translate.MessageStreamTranslator;
import io.infiniproxy.translate.RequestTranslator;
import io.infiniproxy.translate.ToolNames;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/** What the translation costs by itself, from bytes to bytes, without HTTP, keys and usage. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(2)
public class TranslationBenchmark {
    private static final int CHUNKS = 100;
    private static final AskedAnswer ANSWER = new AskedAnswer(CHUNKS, 0);
    private static final int MEGABYTE = 1_000_000;
    private static final String EVENTS = "text/event-stream";
    private static final String JSON = "application/json";

    private static final BackendProfile PROFILE =
            new BackendProfiles(Optional.of("default"), "", URI.create("http://localhost")).forModel(ANSWER.model());

    private final byte[] small = request(false);
    private final byte[] large = request(true);
    private final byte[] stream = MockAnswers.streamBody(ANSWER);
    private final byte[] whole = MockAnswers.completionBody(ANSWER);

    private static byte[] request(boolean large) {
        try {
            return large
                    ? RequestBodies.large(Api.MESSAGES, ANSWER.model(), true, MEGABYTE)
                    : RequestBodies.small(Api.MESSAGES, ANSWER.model(), true);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A small Messages request becomes a Chat Completions request. */
    @Benchmark
    public byte[] smallRequest() {
        return translate(small);
    }

    /** One of 1 MB. */
    @Benchmark
    public byte[] largeRequest() {
        return translate(large);
    }

    private static byte[] translate(byte[] body) {
        MessagesRequest request = MessagesRequestReader.read(body);
        return ChatCompletionRequestWriter.bytes(RequestTranslator.translate(
                request, ToolNames.of(request.tools()), request.model(), PROFILE, new Changes()));
    }

    /** A chunk of a stream becomes Messages events; a stream is read and written as the proxy does, which has 100 of text. */
    @Benchmark
    @OperationsPerInvocation(CHUNKS)
    public void streamChunk(Blackhole client) throws IOException {
        MessageStreamTranslator translator = translator();
        client.consume(MessageStreamEventWriter.bytes(translator.start()));
        CompletionReader.read(new ByteArrayInputStream(stream), EVENTS, chunk -> {
            client.consume(MessageStreamEventWriter.bytes(translator.accept(chunk)));
            return translator.wantsMore();
        });
        client.consume(MessageStreamEventWriter.bytes(translator.finish(translator.usage())));
    }

    /** An answer that is not streamed becomes a message. */
    @Benchmark
    public byte[] wholeAnswer() throws IOException {
        MessageStreamTranslator translator = translator();
        MessageAccumulator message = new MessageAccumulator();
        message.accept(translator.start());
        CompletionReader.read(new ByteArrayInputStream(whole), JSON, chunk -> {
            List<MessageStreamEvent> events = translator.accept(chunk);
            message.accept(events);
            return translator.wantsMore();
        });
        message.accept(translator.finish(translator.usage()));
        return MessageWriter.bytes(message.message());
    }

    private static MessageStreamTranslator translator() {
        AnswerIdentity identity = new AnswerIdentity("msg_1", "claude-sonnet-4-5", 1234, List.of(), "refusal", false);
        return new MessageStreamTranslator(identity, ToolNames.of(List.of()));
    }
}
