package io.infiniproxy.backend.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.infiniproxy.backend.ArrivingStream;
import java.io.BufferedInputStream;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;
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
}
