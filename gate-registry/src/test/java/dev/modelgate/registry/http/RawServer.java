package dev.modelgate.registry.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server below HTTP: it can stall, dribble, cut and reset as no decent server would. */
public final class RawServer implements AutoCloseable {

    private final ServerSocket socket;
    private final Behaviour behaviour;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private final CountDownLatch closedByClient = new CountDownLatch(1);

    /** What is done with one connection whose request head was read. */
    @FunctionalInterface
    public interface Behaviour {
        /** @param number of the connection, from 1 */
        void answer(Connection connection, int number) throws IOException, InterruptedException;
    }

    public RawServer(Behaviour behaviour) throws IOException {
        this.socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        this.behaviour = behaviour;
        start("raw-server", this::accept);
    }

    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + socket.getLocalPort() + path);
    }

    /** The heads of all requests, in order. */
    public List<String> requests() {
        return requests;
    }

    /** True once the client has closed a connection that was watched for it. */
    public boolean wasClosedByClient() throws InterruptedException {
        return closedByClient.await(5, TimeUnit.SECONDS);
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                Socket connection = socket.accept();
                open.add(connection);
                start("raw-connection", () -> serve(connection));
            } catch (IOException e) {
                return; // closed: the test is over
            }
        }
    }

    private void serve(Socket client) {
        try (client) {
            String head = head(client.getInputStream());
            if (!head.isEmpty()) {
                requests.add(head);
                behaviour.answer(new Connection(client), connections.incrementAndGet());
            }
        } catch (IOException | InterruptedException e) {
            // The client left: what the test sees is the client's side.
            return;
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int read = in.read();
        while (read >= 0) {
            head.write(read);
            if (head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
                break;
            }
            read = in.read();
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    private static void start(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        socket.close();
        for (Socket each : open) {
            each.close();
        }
    }

    /** One client. */
    public final class Connection {
        private final Socket client;

        private Connection(Socket client) {
            this.client = client;
        }

        public Connection send(String text) throws IOException {
            OutputStream out = client.getOutputStream();
            out.write(text.getBytes(StandardCharsets.UTF_8));
            out.flush();
            return this;
        }

        /** An answer with the right length, the last on its connection. */
        public Connection answer(int status, String headers, String body) throws IOException {
            int length = body.getBytes(StandardCharsets.UTF_8).length;
            return send("HTTP/1.1 " + status + " x\r\nConnection: close\r\n" + headers + "Content-Length: " + length
                    + "\r\n\r\n" + body);
        }

        /** Says nothing until the client closes. */
        public void stall() throws IOException {
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
            closedByClient.countDown();
        }

        /** Neither reads nor writes. */
        public void freeze() throws InterruptedException {
            Thread.sleep(60_000);
        }

        /** Closes with a reset instead of an end. */
        public void reset() throws IOException {
            client.setSoLinger(true, 0);
            client.close();
        }
    }
}
