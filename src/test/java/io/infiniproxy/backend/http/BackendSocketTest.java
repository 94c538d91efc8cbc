package io.infiniproxy.backend.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.infiniproxy.backend.ArrivingStream;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.impl.io.DefaultBHttpClientConnection;
import org.junit.jupiter.api.Test;

class BackendSocketTest {

    /** The buffer is that of the HTTP client: what is in it is read without a word. */
    @Test
    void saysWhenItIsReadAndNotBefore() throws Exception {
        AtomicInteger waits = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new BackendSocket()) {
            socket.connect(server.getLocalSocketAddress());
            try (Socket backend = server.accept()) {
                backend.getOutputStream().write(new byte[] {1, 2, 3});
            }
            InputStream body = new ArrivingStream(new BufferedInputStream(socket.getInputStream())) {};
            InputStream arriving = ArrivingStream.beforeWait(body, waits::incrementAndGet);

            assertThat(arriving.read(new byte[1], 0, 1)).isOne();
            assertThat(waits).hasValue(1);
            assertThat(arriving.read(new byte[1], 0, 1)).isOne();
            assertThat(arriving.read()).isEqualTo(3);
            assertThat(waits).hasValue(1);
            assertThat(arriving.read()).isEqualTo(-1);
            assertThat(waits).hasValue(2);
        }
    }

    /** As the HTTP client looks at a connection before it uses it again. */
    @Test
    void looksWhetherTheBackendHasClosed() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                BackendSocket socket = new BackendSocket();
                var connection = new DefaultBHttpClientConnection(Http1Config.DEFAULT)) {
            socket.connect(server.getLocalSocketAddress());
            connection.bind(socket);
            try (Socket backend = server.accept()) {
                assertThat(connection.isStale()).isFalse();
                assertThat(connection.isStale()).isFalse();
                backend.getOutputStream().write("HTTP/1.1 204 No Content\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
                assertThat(connection.receiveResponseHeader().getCode()).isEqualTo(204);
                assertThat(connection.isStale()).isFalse();
            }
            await().until(connection::isStale);
        }
    }

    /** What reads after a look waits again. */
    @Test
    void looksWithoutAWait() throws Exception {
        AtomicInteger waits = new AtomicInteger();
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket socket = new BackendSocket()) {
            socket.connect(server.getLocalSocketAddress());
            InputStream body = new ArrivingStream(socket.getInputStream()) {};
            InputStream arriving = ArrivingStream.beforeWait(body, waits::incrementAndGet);
            try (Socket backend = server.accept()) {
                socket.setSoTimeout(1);
                assertThatThrownBy(arriving::read).isInstanceOf(SocketTimeoutException.class);
                assertThat(waits).hasValue(0);
                socket.setSoTimeout(0);

                FutureTask<Integer> read = new FutureTask<>(arriving::read);
                Thread reader = Thread.ofVirtual().start(read);
                await().until(() -> reader.getState() == Thread.State.WAITING);
                backend.getOutputStream().write(7);
                assertThat(read.get()).isEqualTo(7);
                assertThat(waits).hasValue(1);
            }
        }
    }
}
