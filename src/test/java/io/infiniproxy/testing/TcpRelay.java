package io.infiniproxy.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Stands between a program and its server, and can keep the one from hearing of the other. */
public final class TcpRelay implements AutoCloseable {
    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int serverPort;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private boolean silent;

    private TcpRelay(int serverPort) throws IOException {
        this.serverPort = serverPort;
    }

    /** Starts a relay to this port of this machine. */
    public static TcpRelay start(int serverPort) throws IOException {
        TcpRelay relay = new TcpRelay(serverPort);
        Thread.startVirtualThread(relay::accept);
        return relay;
    }

    public int port() {
        return listener.getLocalPort();
    }

    /** Holds back every byte from now on; or lets them all go on. */
    public synchronized void setSilent(boolean silent) {
        this.silent = silent;
        notifyAll();
    }

    @Override
    public void close() throws IOException {
        setSilent(false);
        listener.close();
        for (Socket socket : sockets) {
            socket.close();
        }
    }

    private void accept() {
        try {
            while (!listener.isClosed()) {
                Socket client = listener.accept();
                Socket server = new Socket("localhost", serverPort);
                sockets.add(client);
                sockets.add(server);
                Thread.startVirtualThread(() -> copy(client, server));
                Thread.startVirtualThread(() -> copy(server, client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void copy(Socket from, Socket to) {
        byte[] buffer = new byte[8192];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                awaitSpeech();
                out.write(buffer, 0, read);
            }
        } catch (IOException e) {
            // one of them has hung up, and now the other does
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void awaitSpeech() throws InterruptedException {
        while (silent) {
            wait();
        }
    }
}
